import { randomInt, randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { visit } from './browser.ts';
import { takeSeat, type Seat } from './seats.ts';
import { setStage } from './stage.ts';
import type { AccountName } from './users.ts';

/** What citizens do, as they do it: without signing in, and reading without any script. The officials' acts go through the API. */
const stage = setStage();

const seatOf = (account: AccountName) => takeSeat(inject('demoUrl'), account);

interface Offered {
  readonly acts: readonly {
    readonly act: string;
    readonly targetId: string | null;
    readonly fields: readonly { readonly name: string; readonly choices?: readonly { readonly value: string; readonly label: string }[] }[];
  }[];
}

const inYear = new Date().getFullYear() + 1;
const once = randomInt(1_000, 10_000);
const title = `关于云塘路第${once}号公交站台加装雨棚的建议`;

/** Carries a suggestion with a photo to a published reply with one promise; hands out what goes on from there. */
async function publishedStory() {
  const [deputy, office, clerk, officer, head] = await Promise.all(
    (['deputy', 'screener', 'housingClerk', 'housingOfficer', 'housingHead'] as const).map(seatOf),
  );
  const [matterId, bodyId] = [randomUUID().replace(/^.{8}-.{4}-4/, '01990000-0000-7'), deputy!.organisationId];
  const ofCase = `/api/matters/${bodyId}/${matterId}`;
  const read = (seat: Seat) => seat.call<Offered>('GET', ofCase);
  const act = async (seat: Seat, name: string, input: object = {}): Promise<void> => {
    const found = (await read(seat)).acts.find((one) => one.act === name);
    if (!found) throw new Error(`${name} is not offered`);
    const target = found.targetId ? `/${name.endsWith('Promise') ? 'commitments' : 'handlings'}/${found.targetId}` : '';
    await seat.call('POST', `${ofCase}${target}/suggestion/${name}`, { input });
  };
  const choicesOf = async (seat: Seat, name: string, field: string) =>
    (await read(seat)).acts
      .find((one) => one.act === name)!
      .fields.find((one) => one.name === field)!
      .choices!.map((one) => one.value);

  const picture = new FormData();
  const noise = { type: 'gaussian' as const, mean: 130, sigma: 30 };
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#8899aa', noise } })
    .jpeg()
    .toBuffer();
  picture.set('file', new Blob([new Uint8Array(bytes)]), '站台.jpg');
  const { id: photo } = await deputy!.call<{ id: string }>('POST', '/api/files', picture);
  await deputy!.call('POST', `/api/raise/suggestion/${matterId}`, {
    form: {
      title,
      field: '城建交通',
      situation: '早晚高峰有三百多人在这里候车，没有雨棚，雨天老人和学生都淋着等车。',
      analysis: '站台是十年前的标准，没有预留雨棚基础。',
      measures: ['今年加装雨棚和座椅', '同步改造盲道'],
      openness: 'open',
      files: [photo],
    },
  });
  await act(office!, 'accept', { checked: await choicesOf(office!, 'accept', 'checked') });
  await act(office!, 'assign', { mode: 'sole', lead: clerk!.organisationId });
  await act(clerk!, 'signFor');
  await act(officer!, 'recordContact', { manner: 'site', at: new Date().toISOString(), words: '与代表到现场看过。' });
  await act(officer!, 'draftReply', {
    words: '您提出的建议收悉。经现场查看，情况属实，已列入计划。',
    answerClass: (await choicesOf(officer!, 'draftReply', 'answerClass'))[1] ?? 'planned',
    promises: [{ words: '加装雨棚和座椅', dueOn: `${inYear}-06-30` }],
  });
  await act(officer!, 'startSignoff', { head: head!.personId });
  await act(head!, 'signOff');
  await act(clerk!, 'issueReply');
  await act(office!, 'publish', {
    checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'],
    photos: await choicesOf(office!, 'publish', 'photos'),
  });
  return { deputy: deputy!, officer: officer!, office: office!, act };
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()}: ${id} at ${nodes[0]!.target.join(' ')}`);
}

describe('a citizen', () => {
  test('follows a promise to its end without any script', { timeout: 120_000 }, async () => {
    const { deputy, officer, office, act } = await publishedStory();
    const context = await visit(stage.browser, 'public', { baseURL: inject('demoUrl'), javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/p/');
    await page.getByRole('link', { name: /^明州市人大，/ }).click();
    await page.getByRole('searchbox').fill(`第${once}号公交站台`);
    await page.getByRole('button', { name: '搜索' }).click();
    await page.getByRole('link', { name: new RegExp(title) }).click();

    const promise = page.getByRole('listitem').filter({ hasText: '加装雨棚和座椅' }).first();
    await expect.poll(() => promise.innerText()).toContain('正在做');
    expect(await promise.innerText()).toContain(`答应 ${inYear}年6月30日前`);
    await page.getByText('还没有兑现的').first().waitFor();
    const photo = page.getByRole('img', { name: /^提出时/ });
    await photo.scrollIntoViewIfNeeded();
    const [width] = (await photo.boundingBox().then((box) => [box?.width])) ?? [];
    expect(width).toBeGreaterThan(100);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);

    await act(officer, 'keepPromise', { outcome: 'later', words: '基础已经做好，雨棚正在加工。', dueOn: `${inYear}-08-31` });
    await page.reload();
    await expect.poll(() => promise.innerText()).toContain('基础已经做好');
    expect(await promise.innerText()).toContain(`原定 ${inYear}年6月30日前`);

    await act(officer, 'keepPromise', { outcome: 'kept', words: '雨棚和座椅都装好了。' });
    await page.reload();
    await expect.poll(() => promise.innerText()).toContain('单位说已做到');

    await act(deputy, 'judgePromise', { verdict: 'kept' });
    await page.reload();
    await page.getByText('承诺已经兑现').first().waitFor();
    await promise.locator('summary').click();
    expect(await promise.innerText()).toMatch(/答复里答应[\s\S]*基础已经做好[\s\S]*雨棚和座椅都装好了[\s\S]*代表认为做到了/);

    const address = page.url();
    await act(office, 'unpublish', { reason: '核对后再公开。' });
    const gone = await page.goto(address);
    expect(gone!.status()).toBe(404);
    await page.getByText('没有找到这一页').waitFor();
    await context.close();
  });

  test('narrows a list by plain forms and links, and goes on page by page', { timeout: 60_000 }, async () => {
    const context = await visit(stage.browser, 'public', { baseURL: inject('demoUrl'), javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/p/');
    await page.getByRole('link', { name: /^明州市人大，/ }).click();
    await page.getByText('按年份、类别、单位筛选').click();
    await page.getByLabel('类别').selectOption({ index: 1 });
    await page.getByLabel('提出年份').selectOption({ index: 1 });
    await page.getByRole('button', { name: '查看' }).click();
    const chosen = page.getByRole('list', { name: '正在筛选' });
    expect(await chosen.getByRole('link').count()).toBe(2);
    const first = await page.locator('.row b').first().innerText();
    await page.getByRole('link', { name: '更多', exact: true }).click();
    expect(await page.locator('.row b').first().innerText()).not.toBe(first);
    expect(await chosen.getByRole('link').count()).toBe(2);
    await chosen.getByRole('link').first().click();
    expect(await chosen.getByRole('link').count()).toBe(1);
    await context.close();
  });

  test('reads figures that lead to lists of just that length', { timeout: 60_000 }, async () => {
    const context = await visit(stage.browser, 'public', { baseURL: inject('demoUrl'), javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/p/');
    const tile = page.locator('.tiles a').filter({ hasText: '承诺到期没做到' });
    const count = await tile.locator('b').innerText();
    await tile.click();
    await page.getByText(`共 ${count} 件`).waitFor();
    await context.close();
  });

  test('finds buttons only where a script makes them work', async () => {
    const context = await visit(stage.browser, 'public', {
      baseURL: inject('demoUrl'),
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.goto('/p/');
    await page.locator('.row').first().click();
    await page.getByRole('button', { name: '复制链接' }).click();
    await page.getByText('链接已复制').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(page.url());
    await context.close();
  });

  test('meets no serious fault of axe, by day, by night, in large letters and on wide windows', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const [terminal, colorScheme] of [
      ['public', 'light'],
      ['public', 'dark'],
      ['desk', 'light'],
    ] as const) {
      const context = await visit(stage.browser, terminal, { baseURL: inject('demoUrl'), colorScheme });
      const page = await context.newPage();
      for (const where of [
        '/p/',
        '/p/?size=elder',
        '/p/?all=1',
        '/p/?words=%E5%85%AC%E4%BA%A4',
        '/p/?words=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA',
        '/p/open',
        '/p/nowhere',
      ]) {
        await page.goto(where);
        faults.push(...(await seriousFaults(page)));
      }
      await page.goto('/p/?promise=overdue');
      await page.locator('.row').first().click();
      for (const fold of await page.locator('summary').all()) await fold.click();
      faults.push(...(await seriousFaults(page)));
      await context.close();
    }
    expect(faults).toEqual([]);
  });
});
