// node e2e/take-pictures.ts [NAME…]: the pictures of the README, taken from the demo city as its users see it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser, untilSettled, visit } from './browser.ts';
import { serveDemo } from './demo-server.ts';
import { takeSeat, type Seat } from './seats.ts';
import { User, type AccountName } from './users.ts';
import { pairedWall } from './wall.ts';

const folder = join(import.meta.dirname, '../docs/pictures');

/** Each picture by its name: brings a page into sight and returns it. */
const pictures: Readonly<Record<string, (browser: Browser, url: string) => Promise<Page>>> = {
  'phone-home': async (browser, url) => (await phone(browser, url)).page,
  'phone-case': async (browser, url) => {
    const user = await phone(browser, url);
    const { page } = user;
    await user.go('/matters?view=mine&kind=suggestion&state=handling');
    await page.getByRole('main').locator('a[href*="/matters/0"]').first().click();
    await page.getByText('现在到哪了').waitFor();
    return page;
  },
  'phone-report': async (browser, url) => {
    const user = await phone(browser, url);
    const { page } = user;
    await user.go('/report');
    await page.locator('input[type=file]').setInputFiles({ name: '沟盖板.png', mimeType: 'image/png', buffer: await brokenCover() });
    await page.getByRole('img', { name: /照片/ }).waitFor();
    await page.getByLabel('哪里不对').fill('菜场西门外沟盖板碎了两块，早上有老人绊倒');
    await page.getByRole('radio', { name: '井盖缺损' }).waitFor();
    await page.getByLabel('地点').fill('云塘菜场西门外');
    await page.getByLabel('县（市、区）').selectOption({ label: '云津区' });
    await page.getByLabel('街道（乡镇）').selectOption({ label: '云塘街道' });
    await page.getByRole('heading', { name: '督事' }).click();
    return page;
  },
  'desk-screening': async (browser, url) => {
    const user = await User.enter(browser, url, 'desk', 'screener');
    const { page } = user;
    await user.go('/screening');
    const unlooked = page.getByRole('button', { name: /：未核$/ });
    await unlooked.first().waitFor();
    for (let ground = 0; ground < 3; ground += 1) await unlooked.first().click();
    await page.getByText('正在推荐单位').waitFor({ state: 'detached' });
    await page.locator('tbody tr:last-child .certainty').waitFor();
    return page;
  },
  'desk-case': async (browser, url) => {
    const user = await User.enter(browser, url, 'desk', 'screener');
    const { page } = user;
    await user.go('/matters?kind=suggestion&state=replied');
    await page.getByRole('row').nth(1).dblclick();
    await page.getByRole('region', { name: '办理过程' }).waitFor();
    return page;
  },
  'desk-inbox': async (browser, url) => {
    const user = await User.enter(browser, url, 'desk', 'housingClerk');
    const { page } = user;
    await user.go('/tasks');
    await page.getByRole('complementary').getByRole('heading').first().waitFor();
    return page;
  },
  'desk-motions': async (browser, url) => {
    const { page } = await atDesk(browser, url, 'officeLeader', '/screening?kind=motion&queue=presidium');
    await page.getByRole('complementary', { name: '当前件' }).getByRole('heading', { level: 2 }).first().waitFor();
    return page;
  },
  'desk-proposals': async (browser, url) => {
    const { page } = await atDesk(browser, url, 'proposalOffice', '/screening?kind=proposal');
    await page
      .getByRole('button', { name: /：未核$/ })
      .first()
      .waitFor();
    await page.getByText('正在推荐单位').waitFor({ state: 'detached' });
    return page;
  },
  'desk-consultation': async (browser, url) => {
    const { page } = await atDesk(browser, url, 'proposalOffice', '/assignment?kind=concern');
    await page.getByRole('button', { name: '登记协商' }).waitFor();
    return page;
  },
  'desk-bulletins': async (browser, url) => {
    const { page } = await atDesk(browser, url, 'proposalOffice', '/bulletins');
    await page.getByRole('row').nth(1).waitFor();
    return page;
  },
  'desk-rated-proposal': async (browser, url) => {
    const { page } = await atDesk(browser, url, 'proposalOffice', '/matters?kind=proposal&state=closed');
    await page.getByRole('row').nth(1).dblclick();
    await page.getByText('委员评办理').first().scrollIntoViewIfNeeded();
    return page;
  },
  'phone-member-home': async (browser, url) => (await phone(browser, url, 'member')).page,
  'phone-proposal': async (browser, url) => {
    const user = await phone(browser, url, 'member');
    await user.go('/matters?view=mine&kind=proposal&state=handling,replied');
    await user.page.getByRole('main').locator('a[href*="/matters/0"]').first().click();
    await user.page.getByText('谁在办').scrollIntoViewIfNeeded();
    return user.page;
  },
  'phone-rate-proposal': async (browser, url) => {
    const user = await phone(browser, url, 'member');
    const { page } = user;
    await user.go('/matters?view=mine&kind=proposal&state=replied');
    await page.getByRole('main').locator('a[href*="/matters/0"]').first().click();
    await user.press('评价办理');
    await user.choose('满意');
    for (const [criterion, points] of [
      ['组织领导', '18'],
      ['协商沟通', '24'],
      ['办理实效', '34'],
    ] as const) {
      await page.getByRole('slider', { name: criterion, exact: true }).fill(points);
    }
    return page;
  },
  'phone-sentiment': async (browser, url) => {
    const user = await phone(browser, url, 'member');
    await user.go('/matters?view=mine&kind=sentiment&state=used,followed,closed');
    await user.page.getByRole('main').locator('a[href*="/matters/0"]').first().click();
    await user.page.getByText('现在到哪了').waitFor();
    return user.page;
  },
  'phone-motion': async (browser, url) => {
    const user = await phone(browser, url, 'otherDeputy');
    await user.go('/matters?view=drafts');
    await user.page.getByRole('link').filter({ hasText: '残疾人无障碍出行' }).click();
    await user.page
      .getByText(/还差 \d+ 人/)
      .first()
      .waitFor();
    return user.page;
  },
  'desk-annual': async (browser, url) => {
    const user = await User.enter(browser, url, 'desk', 'screener');
    await user.go('/annual');
    await user.page.getByRole('heading', { name: '一、总体情况' }).waitFor();
    return user.page;
  },
  'desk-key': async (browser, url) => {
    const user = await User.enter(browser, url, 'desk', 'screener');
    await user.go('/key');
    await user.page.getByRole('heading', { name: '面对面协商' }).waitFor();
    return user.page;
  },
  'public-matter': async (browser, url) => {
    const context = await visit(browser, 'public', { baseURL: url, deviceScaleFactor: 1 });
    const page = await context.newPage();
    await page.goto('/p/');
    await page
      .getByRole('link', { name: /^明州市(人大|人民代表大会)/ })
      .first()
      .click();
    await page.getByRole('searchbox').fill('加装电梯');
    await page.getByRole('button', { name: '搜索' }).click();
    await page.locator('a[href*="/matters/"]').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  },
  'screen-today': async (browser, url) => {
    const wall = await pairedWall(browser, url, '一楼大厅');
    await wall.getByText('正在打开').waitFor({ state: 'detached' });
    await wall.getByText(/数据截至/).waitFor();
    return wall;
  },
  'desk-meeting-day': async (browser, url) => {
    const { meeting } = await sessionOf(url, 'proposalOffice', 'running');
    const sitting = meeting.sittings.findLast((one) => one.kind === 'plenary' && one.state !== 'planned') ?? meeting.sittings[0]!;
    const { page } = await atDesk(browser, url, 'proposalOffice', `/meetings/${meeting.id}?sitting=${sitting.id}`);
    await page.getByRole('region', { name: '入场走势' }).waitFor();
    return page;
  },
  'desk-meeting-report': async (browser, url) => {
    const { meeting } = await sessionOf(url, 'screener', 'ended');
    const { page } = await atDesk(browser, url, 'screener', `/meetings/${meeting.id}/report`);
    await page.getByRole('heading', { name: /各次会议出席情况/ }).waitFor();
    return page;
  },
  'screen-hall': async (browser, url) => {
    const wall = await pairedWall(browser, url, '大会堂主屏');
    const { seat, meeting } = await sessionOf(url, 'screener', 'ended');
    const plenary = meeting.sittings.findLast((one) => one.kind === 'plenary')!;
    await show(seat, meeting.id, '大会堂主屏', { scene: 'presence', sittingId: plenary.id });
    await wall.locator('.hall-presence').waitFor();
    return wall;
  },
  'screen-speech': async (browser, url) => {
    const wall = await pairedWall(browser, url, '大会堂侧屏');
    const { seat, meeting } = await sessionOf(url, 'screener', 'announced');
    const plenary = meeting.sittings.find((one) => one.kind === 'plenary')!;
    await beginSpeaking(seat, meeting.id, plenary.id);
    await show(seat, meeting.id, '大会堂侧屏', { scene: 'speech', sittingId: plenary.id });
    await wall.getByRole('timer').waitFor();
    return wall;
  },
};

interface Session {
  readonly id: string;
  readonly sittings: readonly { readonly id: string; readonly kind: string; readonly state: string }[];
}

/** The demo's plenary session in this state, as its office sees it. */
async function sessionOf(url: string, account: AccountName, state: string): Promise<{ seat: Seat; meeting: Session }> {
  const seat = await takeSeat(url, account);
  const { items } = await seat.call<{ items: readonly { id: string }[] }>('GET', `/api/meetings?kind=plenarySession&state=${state}`);
  return { seat, meeting: await seat.call<Session>('GET', `/api/meetings/${items[0]!.id}`) };
}

/** Puts a scene on the screen of that name. */
async function show(seat: Seat, meetingId: string, screen: string, order: object): Promise<void> {
  const { items } = await seat.call<{ items: readonly { id: string; name: string }[] }>('GET', `/api/meetings/${meetingId}/screens`);
  const screenIds = items.filter((one) => one.name === screen).map((one) => one.id);
  await seat.call('PUT', `/api/meetings/${meetingId}/scene`, { screenIds, order });
}

/** Eight deputies ask for the floor; the first of them has spoken, the second speaks. */
async function beginSpeaking(seat: Seat, meetingId: string, sittingId: string): Promise<void> {
  const floor = `/api/meetings/${meetingId}/sittings/${sittingId}/floor`;
  const { items } = await seat.call<{ items: readonly { id: string; groupId: string | null }[] }>(
    'GET',
    `/api/meetings/${meetingId}/attendees?category=member&limit=200`,
  );
  const speakers = items.filter((_, place) => place % 22 === 3).slice(0, 8);
  await seat.call('PUT', floor, { open: true, firstSeconds: 480, laterSeconds: 300 });
  const topics = [
    '让老旧小区加装电梯不再卡在一楼',
    '让每一所乡村学校都有稳定的心理健康教师',
    '把产业园的公交末班车开到二十二点',
    '给渔港台风避风锚地补上最后一段防波堤',
  ];
  for (const [place, one] of speakers.entries())
    await seat.call('POST', `${floor}/turns`, { attendeeId: one.id, topic: topics[place % topics.length] });
  const { next } = await seat.call<{ next: readonly { id: string }[] }>('GET', floor);
  const act = (place: number, what: 'start' | 'end') => seat.call('POST', `${floor}/${next[place]!.id}/acts`, { act: what });
  // A wall on which nobody has used a second shows nothing of the clock.
  await act(0, 'start');
  await pause(100_000);
  await act(0, 'end');
  await act(1, 'start');
  await pause(75_000);
}

async function phone(browser: Browser, url: string, account: AccountName = 'deputy'): Promise<User> {
  return await User.enter(browser, url, 'mobile', account, { deviceScaleFactor: 1 });
}

async function atDesk(browser: Browser, url: string, account: AccountName, path: string): Promise<User> {
  const user = await User.enter(browser, url, 'desk', account);
  await user.go(path);
  return user;
}

/** A drawn photo: paving, a gutter, and the cover that broke. */
async function brokenCover(): Promise<Buffer> {
  const stones = Array.from({ length: 60 }, (_, at) => {
    const [column, row] = [at % 10, Math.floor(at / 10)];
    return `<rect x="${column * 160 + (row % 2) * 80 - 80}" y="${row * 200}" width="156" height="196" fill="hsl(${28 + (at % 5)} 8% ${52 + ((at * 7) % 9)}%)"/>`;
  });
  const bars = Array.from(
    { length: 12 },
    (_, at) => `<rect x="${340 + at * 78}" y="470" width="52" height="${at === 5 || at === 6 ? 90 : 300}" fill="#4a4d50"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="#6b645c"/>${stones.join('')}
    <rect x="300" y="440" width="1000" height="360" fill="#1d1c1b"/>${bars.join('')}
    <path d="M730 560l60 70-30 60 80-20 60 90-20-120 50-80z" fill="#8b8f92"/></svg>`;
  return await sharp(Buffer.from(drawing)).blur(1.2).png().toBuffer();
}

async function take(browser: Browser, url: string, name: string): Promise<void> {
  const page = await pictures[name]!(browser, url);
  await page.waitForLoadState();
  await page.evaluate('document.fonts.ready.then(() => null)');
  await untilSettled(page);
  await page.mouse.move(0, 0);
  const small = await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, compressionLevel: 9, effort: 10 })
    .toBuffer();
  writeFileSync(join(folder, `${name}.png`), small);
  console.log(`${name}.png，${Math.round(small.length / 1024)} KB`);
  await page.context().close();
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in pictures));
if (unknown) throw new Error(`没有叫 ${unknown} 的图片，可选：${Object.keys(pictures).join('、')}`);
mkdirSync(folder, { recursive: true });
const demo = await serveDemo();
const browser = await openBrowser();
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(pictures)) await take(browser, demo.url, name);
} finally {
  await browser.close();
  await demo.close();
}
