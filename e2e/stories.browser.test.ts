import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { User, type AccountName } from './users.ts';

/** The whole stories of the product, done as its users do them: through the pages, each person at a terminal of their own. */
let browser: Browser;
const present: User[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async ({ task }) => {
  for (const user of present.splice(0)) {
    if (task.result?.state === 'fail') console.error(await user.whereabouts());
    await user.leave();
  }
});
afterAll(() => browser.close());

const at = async (terminal: 'mobile' | 'desk', account: AccountName): Promise<User> => {
  const user = await User.enter(browser, inject('demoUrl'), terminal, account);
  present.push(user);
  return user;
};

/** A photo as a phone takes it. */
async function photo(name: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const noise = { type: 'gaussian' as const, mean: 120, sigma: 40 };
  const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#7a8b99', noise } })
    .png({ compressionLevel: 2 })
    .toBuffer();
  return { name, mimeType: 'image/png', buffer };
}

describe('督事', () => {
  test('from a photo in the street to an answer that satisfies', async () => {
    const title = '云塘菜场西门排水沟盖板碎了，老人两次绊倒';
    const deputy = await at('mobile', 'deputy');
    await deputy.page.getByRole('link', { name: '督事', exact: true }).click();
    await deputy.page.locator('input[type=file]').setInputFiles(await photo('沟盖板.png'));
    await deputy.page.getByRole('img', { name: /照片/ }).waitFor();
    await deputy.write('哪里不对', title);
    await deputy.write('地点', '云塘菜场西门外');
    await deputy.page.getByLabel('县（市、区）').selectOption({ label: '云津区' });
    await deputy.page.getByLabel('街道（乡镇）').selectOption({ label: '云塘街道' });
    await deputy.press('发送督事');
    await deputy.sees('待派单');
    await deputy.sees(/云塘街道.*已收到/);

    const duty = await at('desk', 'dutyDesk');
    await duty.go('/duty');
    await duty.page.getByRole('row').filter({ hasText: title.slice(0, 8) }).first().click();
    await duty.page.getByRole('complementary').getByRole('heading', { name: title }).waitFor();
    await duty.page.getByRole('button', { name: '派给程俨' }).click();
    await duty.page.getByRole('dialog').getByRole('button', { name: '派单' }).click();
    await duty.page.getByRole('dialog').waitFor({ state: 'detached' });
    // The deputy's page is open all the time and follows by itself.
    await deputy.sees(/程俨.*正在处置/);

    const worker = await at('mobile', 'gridWorker');
    await answer(worker, title, '已换上新的球墨铸铁盖板，四周填平。');

    await deputy.sees('已答复');
    await deputy.press('评价答复');
    await deputy.page.getByText('不满意', { exact: true }).click();
    await deputy.press('评价答复');
    await deputy.sees('请填写“哪里没办好”');
    await deputy.write('哪里没办好', '只换了一块，往北三块也是碎的。');
    await deputy.press('评价答复');
    await deputy.sees(/您不满意.*正在重新处置/);

    await answer(worker, title, '北侧三块也已更换，并把整条沟查了一遍。');

    await deputy.sees(/请您看看办得怎么样/);
    await deputy.press('评价答复');
    await deputy.page.getByText('满意', { exact: true }).click();
    await deputy.press('评价答复');
    await deputy.sees('办结');
    await expect.poll(() => deputy.page.getByText('只换了一块，往北三块也是碎的。').count()).toBeGreaterThan(0);
  });

  async function answer(worker: User, title: string, words: string): Promise<void> {
    await worker.go('/tasks');
    await worker.page.getByRole('link').filter({ hasText: title.slice(0, 8) }).first().click();
    await worker.press('答复代表');
    await worker.write('办理情况', words);
    await worker.page.locator('input[type=file]').setInputFiles(await photo('办好了.png'));
    await worker.page.getByRole('img', { name: /照片/ }).waitFor();
    await worker.page.getByText('已经办好', { exact: true }).click();
    await worker.press('答复代表');
    await worker.sees(words);
  }
});
