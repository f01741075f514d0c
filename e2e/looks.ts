import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { untilSettled } from './browser.ts';
import type { User } from './users.ts';

/** One look at a terminal: an address, or a name and how one gets there from the look before. */
export type Look = string | readonly [where: string, reach: (user: User) => Promise<void>];

/** Walks along `looks` and gives the serious findings on all of them, one line each. */
export async function faultsAlong(user: User, account: string, looks: readonly Look[]): Promise<string[]> {
  const faults: string[] = [];
  for (const look of looks) {
    const [where, reach] = typeof look === 'string' ? [look, (one: User) => one.go(look)] : look;
    await reach(user);
    await user.page.getByRole('main').first().waitFor();
    faults.push(...(await faultsOn(user.page, `${account} ${where} ${new URL(user.page.url()).pathname}`)));
  }
  return faults;
}

/** The serious and critical findings of axe on what the page shows now, one line each. */
export async function faultsOn(page: Page, where: string): Promise<string[]> {
  await untilSettled(page);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // What passes is not written out node by node: that takes longer than looking.
    .options({ resultTypes: ['violations'] })
    // Rows far below the first screens are made like those before them.
    .exclude('tbody > tr:nth-of-type(n + 40)')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${where}: ${id} at ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
    );
}

/** Presses a button that opens a dialog. */
export const withDialog = (name: string, press: string | RegExp): Look => [
  name,
  async (user) => {
    await user.press(press);
    await user.page.getByRole('dialog').waitFor();
  },
];
