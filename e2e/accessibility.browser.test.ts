import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { untilSettled, visit } from './browser.ts';
import { faultsAlong, faultsOn, withDialog, type Look } from './looks.ts';
import { faultsOnHall, faultsOnScanner, meetingDeskLooks, meetingPhoneLooks } from './meeting-looks.ts';
import { setStage } from './stage.ts';
import { User, type AccountName } from './users.ts';

/** Every page of the four terminals for the roles that see it: no serious or critical finding of axe; the desk without a mouse. */
const stage = setStage();

const firstRow: Look = ['a case', async ({ page }) => page.getByRole('main').locator('a[href*="/matters/0"]').first().click()];
const report = '/matters?view=body&kind=report';
const suggestion = '/matters?view=body&kind=suggestion';

const phone: readonly (readonly [AccountName, readonly Look[]])[] = [
  [
    'deputy',
    [
      '/',
      '/matters',
      withDialog('filter', '筛选'),
      suggestion,
      firstRow,
      report,
      firstRow,
      '/tasks',
      firstRow,
      ['rating', (user) => user.press(/^评价|看看/)],
      '/commitments',
      '/report',
      withDialog('map', '地图选点'),
      '/raise/suggestion',
      '/raise/motion',
      '/matters?view=body&kind=motion',
      '/messages',
      '/messages/choices',
      '/me',
      '/me/account',
      '/me/password',
      '/outgoing',
      '/nowhere',
    ],
  ],
  ['member', ['/', '/matters', '/report', '/raise/proposal', '/raise/sentiment', '/raise/concern']],
  ['secondMember', ['/', '/matters?view=body&kind=proposal', firstRow, '/tasks']],
  ['thirdMember', ['/matters?view=mine&kind=sentiment']],
  ['gridWorker', ['/', '/tasks', firstRow, ['answer', (user) => user.press('答复代表')]]],
  ['housingOfficer', ['/', '/tasks', firstRow]],
];

const desk: readonly (readonly [AccountName, readonly Look[]])[] = [
  [
    'screener',
    [
      '/tasks',
      '/screening',
      '/assignment',
      withDialog('assignment by Excel', '用 Excel 批量交办'),
      '/matters',
      '/matters?kind=motion',
      '/commitments',
      '/board',
      '/board/units',
      '/key',
      '/selections',
      '/annual',
      '/intake',
      '/intake/paper',
      '/letters',
      '/members',
      '/rules',
      '/calendar',
      '/screens',
      '/account',
      '/nowhere',
    ],
  ],
  [
    'proposalOffice',
    [
      '/tasks',
      '/screening',
      '/matters?kind=proposal',
      '/bulletins',
      ['the editing page', openRow('/edit')],
      '/bulletins?tab=issued',
      ['a bulletin', openRow('/bulletins')],
      '/bulletins?tab=drafts',
      '/bulletins?tab=year',
      '/matters?kind=sentiment',
      ['a case', openRow('/matters/')],
      '/matters?kind=concern',
      '/key',
      '/selections',
      ['a selection', openRow('/selections')],
      '/annual',
      '/intake',
      '/letters',
    ],
  ],
  ['committee', ['/tasks', ['a case', openFirst], '/matters?kind=motion', '/board', '/key', '/annual']],
  ['dutyDesk', ['/duty']],
  ['housingOfficer', ['/tasks', ['a case', openFirst], ['the dialog of an act', openNote], '/tasks', ['the reply editor', openReply]]],
  ['administrator', ['/members', '/organisations', '/people', ['a person', openPerson], '/terms', '/import/people']],
  ['securityAdministrator', ['/people']],
  ['auditor', ['/audit']],
  ['member', ['/']],
];

/** Opens the list's first row, which leads to an address with these words. */
function openRow(to: string) {
  return async ({ page }: User): Promise<void> => {
    const list = page.url();
    await page.getByRole('main').locator('tr[data-row]').first().click();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== list && url.pathname.includes(to));
  };
}

async function openFirst({ page }: User): Promise<void> {
  await page.getByRole('row').nth(1).click();
  await page.keyboard.press('o');
  await page.getByRole('region', { name: '办理过程' }).waitFor();
}

async function openReply({ page }: User): Promise<void> {
  await page.getByRole('row').filter({ hasText: '答复代表' }).first().click();
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /起草|写答复/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/reply\//);
  await page.getByRole('region', { name: '答复稿' }).getByRole('textbox').first().waitFor();
}

async function openPerson({ page }: User): Promise<void> {
  await page.getByRole('row').nth(1).click();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
}

async function openNote({ page }: User): Promise<void> {
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('textbox').waitFor();
}

/** Walks along `looks` as one who has just signed in. */
async function faultsFor(terminal: 'mobile' | 'desk', account: AccountName, looks: readonly Look[]): Promise<string[]> {
  const user = await User.enter(stage.browser, inject('demoUrl'), terminal, account);
  const faults = await faultsAlong(user, account, looks);
  await user.leave();
  return faults;
}

// Nobody of them changes what another one looks at, so they walk side by side: while one waits for the server, another one is looked at.
describe.concurrent('axe finds nothing serious', { timeout: 180_000 }, () => {
  test.each([0, 1])('in a meeting, on the desk of its office, walk %i', async (walk) => {
    const looks = await meetingDeskLooks(inject('demoUrl'), 'proposalOffice');
    expect(await faultsFor('desk', 'proposalOffice', looks[walk]!)).toEqual([]);
  });

  test('in a meeting, on the phone of a member', async () => {
    const looks = await meetingPhoneLooks(inject('demoUrl'), 'proposalOffice');
    expect(await faultsFor('mobile', 'member', looks)).toEqual([]);
  });

  test('on a scanner', async () => {
    expect(await faultsOnScanner(stage.browser, inject('demoUrl'), 'proposalOffice')).toEqual([]);
  });

  test('on the wall and in the hall', async () => {
    expect(await faultsOnHall(stage.browser, inject('demoUrl'))).toEqual([]);
  });

  test.each(phone)('on the phone of %s', async (account, looks) => {
    expect(await faultsFor('mobile', account, looks)).toEqual([]);
  });

  test('in the elder version', async () => {
    const user = await User.enter(stage.browser, inject('demoUrl'), 'mobile', 'deputy');
    await user.press('长辈版');
    expect(
      await faultsAlong(user, 'elder', ['/', '/matters', suggestion, firstRow, '/report', '/raise/suggestion', '/messages', '/me']),
    ).toEqual([]);
    await user.leave();
  });

  test.each(desk)('on the desk of %s', async (account, looks) => {
    expect(await faultsFor('desk', account, looks)).toEqual([]);
  });

  test('on the sign-in pages and for citizens', async () => {
    const faults: string[] = [];
    const look = async (terminal: 'mobile' | 'desk' | 'public', address: string, reach?: (page: Page) => Promise<void>) => {
      const context = await visit(stage.browser, terminal, { baseURL: inject('demoUrl') });
      const page = await context.newPage();
      await page.goto(address);
      await reach?.(page);
      faults.push(...(await faultsOn(page, address)));
      await context.close();
    };
    for (const terminal of ['mobile', 'desk'] as const) {
      await look(terminal, terminal === 'mobile' ? '/m/' : '/desk/', (page) =>
        page.getByText('审核').first().or(page.getByText('演示账号')).first().waitFor(),
      );
    }
    await look('public', '/p/');
    await look('public', '/p/?size=elder');
    await look('public', '/p/', (page) => page.locator('a[href*="/matters/"]').first().click());
    await look('public', '/p/open');
    await look('public', '/p/nowhere');
    expect(faults).toEqual([]);
  });
});

describe('the desk by keyboard', () => {
  test('signs in, screens, opens the case and does an act without a mouse', async () => {
    const context = await visit(stage.browser, 'desk', { baseURL: inject('demoUrl') });
    const page = await context.newPage();
    const { keyboard } = page;
    await page.goto('/desk/');
    await page.getByText('代表工作处处长').first().waitFor();
    for (let tabs = 0; !(await focused(page)).includes('代表工作处处长'); tabs += 1) {
      expect(tabs).toBeLessThan(80);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await page.getByRole('navigation', { name: '业务' }).waitFor();

    await keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /找件/ }).waitFor();
    await keyboard.insertText('sh');
    await page.getByRole('option', { name: '审核' }).waitFor();
    while ((await page.locator('[role=option][aria-selected=true]').innerText()) !== '审核') await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '建议审核' }).waitFor();

    const title = page.getByRole('complementary', { name: '当前件' }).getByRole('heading', { level: 2 }).first();
    const first = await title.innerText();
    await keyboard.press('j');
    await expect.poll(() => title.innerText()).not.toBe(first);
    const second = await title.innerText();
    await page
      .getByRole('button', { name: /：未核$/ })
      .first()
      .waitFor();
    await keyboard.press('g');
    const unlooked = page.getByRole('button', { name: /：未核$/ });
    const grounds = await unlooked.count();
    for (let ground = 1; ground <= grounds; ground += 1) await keyboard.press(String(ground));
    await expect.poll(() => unlooked.count()).toBe(0);
    await keyboard.press('a');
    await expect.poll(() => title.innerText()).not.toBe(second);

    const third = await title.innerText();
    await keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: third }).waitFor();
    await keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().waitFor();
    await keyboard.insertText('已电话核对提出人的联系方式。');
    await keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('已电话核对提出人的联系方式。').first().waitFor();
    await keyboard.press('Escape');
    await page.getByRole('heading', { name: '建议审核' }).waitFor();
    await context.close();
  });

  test.each(['screener', 'housingOfficer', 'dutyDesk', 'administrator', 'auditor'] as const)(
    'of %s: every page is reached and its list walked through without a mouse',
    async (account) => {
      const user = await User.enter(stage.browser, inject('demoUrl'), 'desk', account);
      const { page } = user;
      const { keyboard } = page;
      const pages = page.getByRole('navigation', { name: '业务' }).getByRole('link');
      for (let place = 0; place < (await pages.count()); place += 1) {
        await pages.nth(place).focus();
        await keyboard.press('Enter');
        await page.getByRole('main').first().waitFor();
        await untilSettled(page);
        const rows = page.getByRole('main').locator('tr[data-row]');
        if ((await rows.count()) < 2) continue;
        const standing = () => page.getByRole('main').locator('tr.on').first().getAttribute('data-row');
        const before = await standing();
        await keyboard.press('j');
        await expect.poll(standing, { message: page.url() }).not.toBe(before);
      }
      await user.leave();
    },
  );

  const focused = (page: Page) => page.evaluate<string>(`document.activeElement?.textContent ?? ''`);
});
