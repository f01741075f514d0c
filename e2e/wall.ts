import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { visit } from './browser.ts';
import { User } from './users.ts';

/** A wall screen that an office has paired: the code stands on the wall, somebody types it at the desk. */
export async function pairedWall(browser: Browser, url: string, name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await visit(browser, 'screen', { baseURL: url, ...options });
  const wall = await context.newPage();
  await wall.goto('/screen/');
  const code = (await wall.getByLabel(/^配对码/).innerText()).replaceAll(/\s/g, '');
  const clerk = await User.enter(browser, url, 'desk', 'screener');
  await clerk.go(`/screens?code=${code}`);
  await clerk.page.getByRole('textbox').last().fill(name);
  await clerk.press('接入大屏');
  await clerk.sees(`“${name}”已接入`);
  await clerk.leave();
  await wall.getByLabel(/^配对码/).waitFor({ state: 'detached' });
  return wall;
}
