import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import Pdf from 'pdfkit';
import type { Locator, Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { afterEach, describe, expect, inject, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { openBrowser, visit } from './browser.ts';
import { filmPhone } from './camera.ts';
import { takeSeat } from './seats.ts';
import { setStage } from './stage.ts';
import type { User } from './users.ts';
import { pairedWall } from './wall.ts';

/**
 * A session as its secretariat lives through it: made out of the last one, filled with people, seated, badged; then the doors with two scanners of which one
 * loses its network, the hall's screen, and a deputy who reads his papers where there is none.
 */
const stage = setStage();
const at = stage.enter;
const pages: Page[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) if (page.context().browser()?.isConnected()) await page.context().close();
});

/** Distinguishes what this run writes from what earlier runs wrote into the same city. */
const once = randomInt(1_000, 10_000);
const lastSession = '明州市第十六届人民代表大会第五次会议';
const title = `市人代会演练${once}`;
const people = 480;

interface MeetingAnswer {
  readonly groups: readonly { readonly name: string; readonly kind: string }[];
  readonly sittings: readonly { readonly id: string; readonly kind: string; readonly title: string }[];
}

/** What the tests of this file hand on to each other, in their order. */
const session = { id: '', deputy: '', groups: [] as string[], plenary: '', plenaryId: '', seatPage: '' };

/** Deputies of the drill, whose names nobody else has; the first one is the demo's own, who also has a phone. */
function nameOf(index: number): string {
  const [surnames, given] = ['赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许', '澄岚晓蕴霁川屿棠弈沅舟黎霆蔚衡澜序'];
  return index === 0
    ? session.deputy
    : `${surnames[index % 20]}${given[Math.floor(index / 20) % 17]}${given[(index * 7) % 17]}${index > 339 ? '二' : ''}`;
}

async function sheetOfPeople(): Promise<Buffer> {
  const head = ['姓名', '手机号', '代表团', '职务'].map((value) => ({ value }));
  const rows = Array.from({ length: people }, (_, index) => [
    { value: nameOf(index) },
    { value: index === 0 ? '15400000001' : `159${String(10_000_000 + index)}` },
    { value: session.groups[index % session.groups.length]! },
    { value: `第${index + 1}号代表` },
  ]);
  return await writeExcelFile([head, ...rows]).toBuffer();
}

async function paperOf(words: string): Promise<Buffer> {
  const document = new Pdf({ size: 'A4' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (let page = 1; page <= 3; page += 1) {
    if (page > 1) document.addPage();
    document.fontSize(24).text(`${words} page ${page}`);
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** A phone or tablet at the door, enrolled by the code that the desk shows, on the list of the plenary sitting. */
async function scanner(desk: User, name: string, device = stage.browser): Promise<Page> {
  await desk.press('接入设备');
  await desk.write('设备名', name);
  await desk.press('生成接入码');
  const code = await desk.page.locator('.enrol-figures').innerText();
  const context = await visit(device, 'mobile', { baseURL: inject('demoUrl') });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  pages.push(page);
  await page.goto(`/m/scan?code=${code.replaceAll(/\s/g, '')}`);
  await page.getByRole('button', { name: new RegExp(session.plenary) }).click();
  await desk.page
    .getByRole('dialog')
    .getByRole('button', { name: /^(好|关闭)$/ })
    .last()
    .click();
  return page;
}

async function scan(page: Page, name: string): Promise<void> {
  await page.getByRole('search').getByRole('textbox').fill(name);
  await page
    .getByRole('search')
    .getByRole('button')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click();
}

/** The sitting may be over for today when this runs: its list takes scans at any hour. */
async function openAtAnyHour(): Promise<void> {
  const office = await takeSeat(inject('demoUrl'), 'screener');
  const lists = `/api/meetings/${session.id}/check-lists`;
  const { items } = await office.call<{ items: readonly { id: string }[] }>('GET', lists);
  for (const list of items) await office.call('PATCH', `${lists}/${list.id}`, { opensAt: null, closesAt: null });
}

/** Runs in the page: what was read has been put onto the device, which happens at most every two seconds. */
const knowsItsPerson = `new Promise((resolve) => {
  const opening = indexedDB.open('luzhitong');
  opening.onsuccess = () => {
    const kept = opening.result.transaction('readings').objectStore('readings').get('queries');
    kept.onsuccess = () => {
      opening.result.close();
      resolve(JSON.stringify(kept.result ?? '').includes('session.me'));
    };
  };
})`;

/** In the lobby: the name is typed at the wall, the seat stands there; the code beside it leads phones to their own. */
async function findASeatAtThe(wall: Page, clerk: User, screen: string): Promise<void> {
  await clerk.go(`/meetings/${session.id}/screens`);
  await clerk.page.getByRole('checkbox', { name: screen }).check();
  await clerk.page.getByRole('radio', { name: /找座位/ }).check();
  await clerk.press(/^投到选中的 1 块/);
  await wall.getByLabel('姓名、拼音首字母或证件号').fill(nameOf(200));
  const card = wall.getByRole('region', { name: '座位名单' });
  await card.getByText(nameOf(200), { exact: true }).waitFor();
  await card
    .locator('strong')
    .filter({ hasText: /排\d+座/ })
    .waitFor();
  const code = await wall.getByRole('img', { name: '打开手机座位页的二维码' }).screenshot();
  const { data, info } = await sharp(code).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  session.seatPage = new URL(decodeQR({ ...info, data })).pathname.replace(/^\/m/, '');
}

/** A coach of two whose liaison is the deputy, ready to board; the id of its ride. */
async function rideOf(riders: readonly string[]): Promise<string> {
  const office = await takeSeat(inject('demoUrl'), 'screener');
  const meeting = `/api/meetings/${session.id}`;
  const idOf = async (name: string) => {
    const found = await office.call<{ items: { id: string; name: string }[] }>(
      'GET',
      `${meeting}/attendees?words=${encodeURIComponent(name)}`,
    );
    return found.items.find((one) => one.name === name)!.id;
  };
  const [coachId, tripId] = [newId(), newId()];
  const coach = { number: '1号车', plate: '浙B·A1234', driver: '', driverPhone: '', places: 45, liaisonId: await idOf(session.deputy) };
  await office.call('PUT', `${meeting}/coaches/${coachId}`, coach);
  await office.call('POST', `${meeting}/coaches/${coachId}/people`, { add: await Promise.all(riders.map(idOf)), remove: [], stop: '' });
  const stops = [{ place: '宾馆北门', at: new Date(Date.now() + 1_800_000).toISOString() }];
  await office.call('PUT', `${meeting}/coach-trips/${tripId}`, { coachIds: [coachId], sittingId: null, title: '赴会场', stops });
  return tripId;
}

const counted = (page: Page): Locator => page.locator('.scanner-count b');

describe('a session', () => {
  test('is made out of the last one, filled with 480 people, seated and badged', async () => {
    const clerk = await at('desk', 'screener');
    const { page } = clerk;
    session.deputy = (await takeSeat(inject('demoUrl'), 'deputy')).name;
    await clerk.go('/meetings');
    await page.getByRole('row', { name: new RegExp(lastSession) }).click();
    await clerk.press(/^以它为模板/);
    await clerk.write('新会议名称', title);
    await clerk.write('新会议第一天', dayOf(new Date()));
    await clerk.press('生成新会议');
    await page.waitForURL(/\/meetings\/[^/]+\/programme/);
    session.id = /\/meetings\/([^/]+)\//.exec(page.url())![1]!;
    const meeting = await (await takeSeat(inject('demoUrl'), 'screener')).call<MeetingAnswer>('GET', `/api/meetings/${session.id}`);
    session.groups = meeting.groups.filter((group) => group.kind === 'delegation').map((group) => group.name);
    const plenary = meeting.sittings.find((sitting) => sitting.kind === 'plenary')!;
    [session.plenary, session.plenaryId] = [plenary.title, plenary.id];

    await clerk.go(`/meetings/${session.id}/people/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '代表名单.xlsx', mimeType: 'application/octet-stream', buffer: await sheetOfPeople() });
    await clerk.press(`导入 ${people} 人`);
    await page.getByRole('heading', { name: '已导入' }).waitFor();
    await clerk.sees(`新增 ${people}`);

    await clerk.go(`/meetings/${session.id}/seating`);
    await clerk.press(/^按规则自动排座/);
    await clerk.sees(new RegExp(`已排 ${people} 人`));
    // Rules that a made-up list cannot keep (no positions, no stroke order checked) are named, and do not hinder anybody.
    await clerk.press(/^发布/);
    await clerk.confirm('发布');
    await clerk.sees(/版已发布/);
    await clerk.press('导出、打印');
    const badges = page.getByRole('dialog').locator('.print-grid > div').first();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      badges.getByRole('button', { name: 'PDF' }).click(),
    ]);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    // Four badges a sheet.
    expect(bytes.toString('latin1').match(/\/Type \/Page\b/g)!.length).toBeGreaterThanOrEqual(people / 4);
  });

  test('lets people in by two scanners of which one has no network, tells the hall at once, and reports who was let in twice', async () => {
    const clerk = await at('desk', 'screener');
    const { page } = clerk;
    await clerk.go(`/meetings/${session.id}/presence`);
    // The lists came with the template.
    await page.getByText(session.plenary).first().waitFor();
    await openAtAnyHour();
    const [east, west] = [await scanner(clerk, '东门一号'), await scanner(clerk, '西门一号')];

    const screen = `演练屏${randomInt(1_000, 10_000)}`;
    const wall = await pairedWall(stage.browser, inject('demoUrl'), screen, { hasTouch: true });
    pages.push(wall);
    await clerk.go(`/meetings/${session.id}/screens`);
    await page.getByRole('checkbox', { name: screen }).check();
    await clerk.choose('3 到会人数');
    await page.getByRole('combobox', { name: '哪一场' }).selectOption({
      label: (
        await page
          .getByRole('option', { name: new RegExp(session.plenary) })
          .first()
          .innerText()
      ).trim(),
    });
    await clerk.press(/^投到选中的 1 块/);
    const shown = wall.locator('.verdict .hero b');
    await shown.filter({ hasText: /^0$/ }).waitFor();

    const [first, second, both] = [nameOf(20), nameOf(41), nameOf(62)];
    await scan(east, first);
    await counted(west).filter({ hasText: /^1$/ }).waitFor();
    await shown.filter({ hasText: /^1$/ }).waitFor();

    await west.context().setOffline(true);
    await scan(west, second);
    await west.getByText(/离线，已存/).waitFor();
    await scan(west, both);
    await west.getByText(/已存\s*2\s*条待交/).waitFor();
    await scan(east, both);
    await shown.filter({ hasText: /^2$/ }).waitFor();
    // A wall that is started anew shows the same scene again, by itself.
    await wall.reload();
    await shown.filter({ hasText: /^2$/ }).waitFor();

    await west.context().setOffline(false);
    await west.getByText(/已连接/).waitFor({ timeout: 60_000 });
    await shown.filter({ hasText: /^3$/ }).waitFor();
    await clerk.go(`/meetings/${session.id}/presence?view=conflicts`);
    await page.getByRole('row', { name: new RegExp(both) }).waitFor();
    expect(await page.getByRole('row', { name: new RegExp(second) }).count()).toBe(0);

    await clerk.go(`/meetings/${session.id}?sitting=${session.plenaryId}`);
    await page
      .locator('.board-figures')
      .filter({ hasText: new RegExp(`${people}应到3实到`) })
      .waitFor();
    await findASeatAtThe(wall, clerk, screen);
    await clerk.go(`/screens`);
    await page
      .getByRole('row', { name: new RegExp(screen) })
      .getByRole('button', { name: '解除' })
      .click();
    await clerk.press('解除大屏');
    await wall.getByLabel(/^配对码/).waitFor({ timeout: 30_000 });
  });

  test('has its papers on a phone without a network, with the note that was written before', async () => {
    const clerk = await at('desk', 'screener');
    await clerk.go(`/meetings/${session.id}/papers`);
    await clerk.page
      .locator('input[type=file]')
      .setInputFiles({ name: '政府工作报告.pdf', mimeType: 'application/pdf', buffer: await paperOf('Report') });
    await clerk.press(/^印发.* 1 份/);
    await clerk.confirm('印发 1 份');
    await clerk.sees('已印发 1 份');
    await clerk.go(`/meetings/${session.id}/programme`);
    await clerk.press('发出会议通知');
    const reason = clerk.page.getByLabel('为什么晚发');
    if (await reason.isVisible().catch(() => false)) await reason.fill('演练用的会议，当天发出');
    await clerk.confirm('发出会议通知');
    await clerk.sees('已发出会议通知');

    const deputy = await at('mobile', 'deputy');
    const { page } = deputy;
    await deputy.go(`/meeting/${session.id}/papers`);
    await deputy.press(/^全部下载/);
    await deputy.sees('都已下载，没有网络也能读');
    await page.getByRole('link', { name: /政府工作报告/ }).click();
    await deputy.press(/^笔记/);
    await page.getByRole('textbox', { name: '在第 1 页写一条笔记' }).fill('第三部分要问财政局');
    await deputy.press('记下');
    const note = page.getByRole('textbox', { name: '第 1 页的笔记', exact: true });
    await expect.poll(() => note.inputValue()).toBe('第三部分要问财政局');

    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    await expect.poll(() => page.evaluate<boolean>(knowsItsPerson), { timeout: 20_000 }).toBe(true);
    await deputy.context.setOffline(true);
    await page.reload();
    await page.getByRole('img', { name: '第 1 页' }).waitFor();
    await deputy.press(/^笔记/);
    await expect.poll(() => note.inputValue()).toBe('第三部分要问财政局');
    await deputy.context.setOffline(false);
  });

  test('reads a deputy’s code off his phone through a camera and lets him in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'luzhitong-camera-'));
    const film = join(folder, 'film.mjpeg');
    const device = await openBrowser({ camera: film });
    try {
      const clerk = await at('desk', 'screener');
      await clerk.go(`/meetings/${session.id}/presence`);
      const deputy = await at('mobile', 'deputy');
      await deputy.go(`/meeting/${session.id}/code`);
      const code = deputy.page.getByRole('img', { name: `${session.deputy}的签到码` });
      await code.waitFor();
      const [{ height }, screen] = [(await code.boundingBox())!, await deputy.page.screenshot()];
      await filmPhone(film, screen, height / deputy.page.viewportSize()!.height);
      const door = await scanner(clerk, '南门一号', device);
      const verdict = door.getByRole('alert', { name: '扫码结果' });
      await verdict.getByText('已签到', { exact: true }).waitFor();
      await verdict.getByText(session.deputy, { exact: true }).waitFor();
      await deputy.sees(/\d\d:\d\d 已签到/);
    } finally {
      await device.close();
      await rm(folder, { recursive: true });
    }
  });

  test('boards a coach under the liaison’s finger, without a network too, and shows everybody his seat by the code on the wall', async () => {
    const riders = [nameOf(20), nameOf(41)] as const;
    const tripId = await rideOf(riders);
    const liaison = await at('mobile', 'deputy');
    await liaison.go(`/meeting/${session.id}/coach/${tripId}`);
    const office = await takeSeat(inject('demoUrl'), 'screener');
    const ride = `/api/meetings/${session.id}/coach-trips/${tripId}`;
    const boarded = async () => (await office.call<{ boarded: number }>('GET', ride)).boarded;
    await liaison.press(`${riders[0]}上车`);
    await liaison.sees('已上 1/2');
    await expect.poll(boarded).toBe(1);
    await liaison.context.setOffline(true);
    await liaison.press(`${riders[1]}上车`);
    await liaison.sees('都上车了');
    await liaison.sees('1 人的记录存在本机');
    await liaison.context.setOffline(false);
    await expect.poll(boarded, { timeout: 30_000 }).toBe(2);
    await liaison.go(session.seatPage);
    await liaison.sees(/排\d+座/);
  });
});
