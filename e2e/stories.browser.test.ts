import { randomInt } from 'node:crypto';
import sharp from 'sharp';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { visit } from './browser.ts';
import { setStage } from './stage.ts';
import type { User } from './users.ts';

/** The whole stories of the product, done as its users do them: through the pages, each person at a terminal of their own. */
const stage = setStage();
const at = stage.enter;

/** Distinguishes what this attempt writes from what earlier ones wrote into the same city. */
let once = 0;
beforeEach(() => {
  once = randomInt(1_000, 10_000);
});

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
    const title = `菜场西门${once}号摊前盖板碎了`;
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

    const worker = await at('mobile', 'gridWorker');
    const duty = await at('desk', 'dutyDesk');
    await duty.go('/duty');
    await dispatch(duty, worker, title);
    // The deputy's page is open all the time and follows by itself.
    await deputy.sees(new RegExp(`${worker.name}.*正在处置`));

    await answer(worker, title, '已换上新的球墨铸铁盖板，四周填平。');

    await deputy.sees('已答复');
    await deputy.press('评价答复');
    await deputy.choose('不满意');
    await deputy.press('评价答复');
    await deputy.sees('请填写“哪里没办好”');
    await deputy.write('哪里没办好', '只换了一块，往北三块也是碎的。');
    await deputy.press('评价答复');
    await deputy.sees(/您不满意.*正在重新处置/);

    await dispatch(duty, worker, title);
    await answer(worker, title, '北侧三块也已更换，并把整条沟查了一遍。');

    await deputy.sees(/请您看看办得怎么样/);
    await deputy.press('评价答复');
    await deputy.choose('满意');
    await deputy.press('评价答复');
    await deputy.sees('办结');
    await expect.poll(() => deputy.page.getByText('只换了一块，往北三块也是碎的。').count()).toBeGreaterThan(0);
  });

  async function dispatch({ page }: User, worker: User, title: string): Promise<void> {
    await page.getByRole('row').filter({ hasText: title }).click();
    await page.getByRole('complementary').getByRole('heading', { name: title }).waitFor();
    await page.getByRole('button', { name: `派给${worker.name}`, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '派单' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async function answer(worker: User, title: string, words: string): Promise<void> {
    await worker.go('/tasks');
    await worker.page.getByRole('link').filter({ hasText: title }).first().click();
    await worker.press('答复代表');
    await worker.write('办理情况', words);
    await worker.page.locator('input[type=file]').setInputFiles(await photo('办好了.png'));
    await worker.page.getByRole('img', { name: /照片/ }).waitFor();
    await worker.choose('已经办好');
    await worker.press('答复代表');
    await worker.sees(words);
  }
});

describe('建议', () => {
  let title = '';
  beforeEach(() => {
    title = `关于在云塘${once}号小区加装电梯中统筹管线迁改的建议`;
  });
  const promise = '2027年6月底前完成云塘片区管线迁改样板';

  test('from two co-signers to a kept promise that citizens read', { timeout: 240_000 }, async () => {
    const author = await at('mobile', 'deputy');
    const invited = [await at('mobile', 'otherDeputy'), await at('mobile', 'twoSeats')];
    await writeSuggestion(author, invited);
    for (const one of invited) await confirmSigning(one);
    await author.sees(invited.map(({ name }) => name).join('、'));
    await author.press('提交建议');
    await author.confirm('提交建议');
    await author.sees('待审核');

    const screener = await at('desk', 'screener');
    await accept(screener);
    // The number is given when the undo window has passed; the author's open page shows it by itself.
    await author.sees(/第\d+号|建议\d+号/);
    await assign(screener);

    const housing = await at('desk', 'housingClerk');
    const finance = await at('desk', 'financeClerk');
    for (const clerk of [housing, finance]) {
      await openTask(clerk);
      await clerk.act('签收');
    }
    const opinion = '所需资金可从城市更新专项中安排，请主办单位按片区打包申报。';
    await finance.act('提出会办意见', async (dialog) => dialog.getByRole('textbox', { name: '会办意见' }).fill(opinion));
    await author.sees(opinion);

    const officer = await at('desk', 'housingOfficer');
    const head = await at('desk', 'housingHead');
    await openTask(officer);
    await officer.act('登记面商', async (dialog) => {
      await dialog.getByRole('button', { name: '上门见面' }).click();
      await dialog.getByRole('textbox', { name: '时间' }).fill('2026-11-20T15:00');
      await dialog.getByRole('textbox', { name: '地点' }).fill('云塘社区议事厅');
      await dialog.getByRole('textbox', { name: '谈了什么' }).fill('一起看了三个单元的管线，商定先做云塘片区样板。');
    });
    await author.sees('云塘社区议事厅');
    await reply({ officer, head, clerk: housing }, '管线迁改由市住建局统筹，先做样板再铺开。', promise);

    await author.sees('请您评价');
    await rate(author, '不满意', '没有说清楚费用由谁承担。');
    await author.sees(/重新办理/);
    await reply({ officer, head, clerk: housing }, '管线迁改费用由财政和产权单位按六四比例承担，居民不出钱。');
    await author.sees('管线迁改费用由财政和产权单位按六四比例承担，居民不出钱。');
    await rate(author, '满意');
    await author.sees('办结');

    await officer.act('报告兑现', async (dialog) => {
      await dialog.getByRole('button', { name: '已经兑现' }).click();
      await dialog.getByRole('textbox', { name: '做了什么' }).fill('云塘片区三栋样板已通水通气，居民验收。');
    });
    await author.press('评价兑现');
    await author.choose('做到了');
    await author.press('评价兑现');
    await author.sees('云塘片区三栋样板已通水通气，居民验收。');

    await publish(screener);
    await readAsCitizen();
  });

  async function writeSuggestion(author: User, invited: readonly User[]): Promise<void> {
    const { page } = author;
    await page.getByRole('link', { name: '提建议' }).click();
    await author.write('标题', title);
    await author.choose('城建交通');
    await author.write('情况', '云塘片区有一百一十二个单元楼想装电梯，一半卡在燃气、自来水和通信管线的迁改上，居民跑了四家单位。');
    await author.write('分析', '各家管线分头审批，没有一个部门牵头，费用也没有说法。');
    await author.write('第 1 条', '由市住建局牵头，建立管线迁改一次申请、并联办理的办法。');
    await author.choose('同意全文公开');
    await author.sees(/草稿已保存/);
    await author.press('邀请联名');
    await page.getByRole('button', { name: '选人', exact: true }).click();
    for (const { name } of invited) {
      await page.getByLabel(/姓名或拼音/).fill(name);
      await page.getByRole('checkbox', { name }).check();
    }
    await author.press('选好了，共 2 位');
    await author.press('邀请 2 位联名');
    await author.sees('征集联名');
  }

  async function confirmSigning(invited: User): Promise<void> {
    await invited.go('/matters?view=invitations');
    await invited.page.getByRole('link').filter({ hasText: title }).click();
    await invited.press('确认联名');
    await invited.confirm('确认联名');
    await invited.sees(`${invited.name}代表看过第1稿，确认联名`);
  }

  async function accept(screener: User): Promise<void> {
    const { page } = screener;
    await screener.go('/screening');
    await page.getByRole('row').filter({ hasText: title }).click();
    const aside = page.getByRole('complementary', { name: '当前件' });
    await aside.getByRole('heading', { name: title }).waitFor();
    const unlooked = aside.getByRole('button', { name: /：未核$/ });
    await unlooked.first().waitFor();
    for (let left = await unlooked.count(); left > 0; left -= 1) await unlooked.first().click();
    await aside.getByRole('button', { name: /^受理/ }).click();
    await page.getByRole('row').filter({ hasText: title }).waitFor({ state: 'detached' });
  }

  async function assign(screener: User): Promise<void> {
    const { page } = screener;
    await screener.go(`/assignment?words=${encodeURIComponent(`${once}号小区`)}`);
    await page.getByRole('row').filter({ hasText: title }).click();
    const aside = page.getByRole('complementary', { name: '当前件' });
    await aside.getByRole('button', { name: '主办和会办' }).click();
    await screener.pickUnits('主办单位', ['市住建局']);
    await screener.pickUnits('会办单位', ['市财政局']);
    await aside.getByRole('button', { name: '交办这一件' }).click();
    await page.getByRole('row').filter({ hasText: title }).waitFor({ state: 'detached' });
  }

  /** Opens the case from the inbox, as soon as it lies there. */
  async function openTask({ page }: User): Promise<void> {
    // An inbox holds more than its first page.
    await page.goto(`/desk/tasks?words=${encodeURIComponent(`${once}号小区`)}`);
    const row = page.getByRole('row').filter({ hasText: title });
    await row.first().click();
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async function reply(
    { officer, head, clerk }: Record<'officer' | 'head' | 'clerk', User>,
    words: string,
    promised?: string,
  ): Promise<void> {
    const { page } = officer;
    await officer.press('写答复');
    await page.getByRole('textbox', { name: '答复正文' }).fill(words);
    await page
      .getByRole('group', { name: /办理结果/ })
      .getByRole('button', { name: /^B/ })
      .click();
    if (promised) {
      await page.getByRole('button', { name: /加一项承诺|加一条/ }).click();
      await page.getByRole('textbox', { name: '承诺 1', exact: true }).fill(promised);
      await page.getByRole('textbox', { name: '承诺 1 的期限' }).fill('2027-06-30');
    }
    await officer.press(/^保存答复稿/);
    await officer.press(/^送审签/);
    await page.getByRole('dialog').getByRole('combobox', { name: '主要负责人' }).fill(head.name);
    await page.locator('.ant-select-dropdown:visible').getByText(head.name, { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '送审签' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await openTask(head);
    await head.act('同意');
    await clerk.act('盖章送达', async (dialog) => dialog.getByRole('textbox', { name: '发文字号' }).fill('明建建〔2026〕212号'));
  }

  async function rate(author: User, how: '满意' | '不满意', reason?: string): Promise<void> {
    await author.press('评价答复');
    await author.page.getByRole('radiogroup', { name: '总体评价' }).getByRole('radio', { name: how, exact: true }).check();
    if (reason) await author.write('哪里不满意', reason);
    await author.press('评价答复');
  }

  async function publish(screener: User): Promise<void> {
    const { page } = screener;
    await screener.go(`/matters?words=${encodeURIComponent(`${once}号小区`)}`);
    await page.getByRole('row').filter({ hasText: title }).first().dblclick();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog');
    for (const check of ['不涉及国家秘密', '不含个人隐私', '不会使反映人', '提出人同意公开']) {
      await dialog.getByRole('button', { name: new RegExp(check) }).click();
    }
    await dialog.getByRole('button', { name: '向社会公开' }).click();
    await dialog.waitFor({ state: 'detached' });
    await screener.sees('已公开');
  }

  async function readAsCitizen(): Promise<void> {
    const context = await visit(stage.browser, 'public', { baseURL: inject('demoUrl'), javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto('/p/');
      await page.getByRole('searchbox').fill(`${once}号小区`);
      await page.getByRole('button', { name: '搜索' }).click();
      await page.getByRole('link').filter({ hasText: title }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      for (const words of ['居民不出钱', promise]) await page.getByText(words).first().waitFor();
    } finally {
      await context.close();
    }
  }
});

describe('手机端', () => {
  test('without a signal a report waits on the phone and goes out once by itself', async () => {
    const words = `云塘路${once}号路面塌陷`;
    const inYuntang = { latitude: 29.5426, longitude: 121.3728, accuracy: 12 };
    const deputy = await at('mobile', 'deputy', { geolocation: inYuntang, permissions: ['geolocation'] });
    await deputy.page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    await deputy.page.reload();
    await deputy.sees('我的履职');
    await deputy.context.setOffline(true);
    await deputy.page.getByRole('link', { name: '督事', exact: true }).click();
    await deputy.page.locator('input[type=file]').setInputFiles(await photo('塌陷.png'));
    await deputy.write('哪里不对', words);
    await deputy.sees(/当前离线/);
    await deputy.press('我在这里');
    await deputy.write('地点', `云塘路${once}号门前`);
    await deputy.page.getByRole('radio', { name: '选类别' }).click();
    await deputy.page.getByRole('dialog').getByRole('button').filter({ hasText: '路面' }).first().click();
    await deputy.press('发送督事');
    await deputy.sees('等待发送');

    await deputy.context.setOffline(false);
    await deputy.sees('已送达');
    await deputy.go(`/matters?view=mine&kind=report&words=${encodeURIComponent(`云塘路${once}号`)}`);
    await deputy.sees('待派单');
    expect(await deputy.page.getByRole('link').filter({ hasText: words }).count()).toBe(1);
  });

  test('the elder version is larger and stays', async () => {
    const deputy = await at('mobile', 'deputy');
    const size = () => deputy.page.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('main h2')).fontSize)`);
    const standard = await size();
    await deputy.press('长辈版');
    await expect.poll(size).toBeGreaterThan(standard);
    await deputy.page.reload();
    await deputy.page.getByRole('button', { name: '标准版' }).waitFor();
    expect(await size()).toBeGreaterThan(standard);
    await deputy.press('标准版');
    await expect.poll(size).toBe(standard);
  });

  test('who has two seats works in one at a time', async () => {
    const deputy = await at('mobile', 'twoSeats');
    await deputy.sees(/明州市人大/);
    await deputy.press('换身份');
    await deputy.page.getByRole('radio', { name: /区人大代表/ }).click();
    await deputy.sees(/现在以.*区人大代表的身份办事/);
    await deputy.sees(/区人大$/);
    await deputy.page.reload();
    await deputy.sees(/区人大$/);
  });
});

describe('an address that leads nowhere', () => {
  test('is told with ways on, on the phone, the desk and for citizens', async () => {
    const deputy = await at('mobile', 'deputy');
    await deputy.go('/nowhere');
    await deputy.sees('没有找到要看的内容');
    await deputy.page.getByRole('link', { name: /回首页/ }).click();
    await deputy.sees('我的履职');
    await deputy.go('/matters/01900000-0000-7000-8000-000000000000/01900000-0000-7000-8000-000000000000');
    await deputy.sees(/没有找到|看不到/);

    const screener = await at('desk', 'screener');
    await screener.go('/nowhere');
    await screener.sees('没有这个页面');
    await screener.page.getByRole('main').getByRole('button', { name: '审核' }).click();
    await screener.page.getByRole('heading', { name: '建议审核' }).waitFor();

    const citizen = await visit(stage.browser, 'public', { baseURL: inject('demoUrl'), javaScriptEnabled: false });
    const page = await citizen.newPage();
    expect((await page.goto('/p/nowhere'))?.status()).toBe(404);
    await page.getByRole('link').first().waitFor();
    await citizen.close();
  });
});
