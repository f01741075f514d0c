import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { newId } from '#platform/contract/identifiers.ts';
import { visit } from './browser.ts';
import { faultsOn, withDialog, type Look } from './looks.ts';
import { takeSeat } from './seats.ts';
import type { AccountName } from './users.ts';
import { pairedWall } from './wall.ts';

/** A session of the demo city, by what its pages are addressed with. */
interface Session {
  readonly id: string;
  readonly sittingId: string;
  readonly briefId: string;
  readonly paperId: string;
}

/** The session that is on, or else the last one; `account` is somebody of its office. */
async function sessionOf(url: string, account: AccountName): Promise<Session> {
  const office = await takeSeat(url, account);
  const sessions = (await office.call<Listed>('GET', '/api/meetings?limit=50')).items.filter((one) => one.kind === 'plenarySession');
  const { id } = sessions.find((one) => one.state === 'running') ?? sessions.find((one) => one.state === 'ended')!;
  const at = `/api/meetings/${id}`;
  const { sittings } = await office.call<{ sittings: readonly { id: string; kind: string }[] }>('GET', at);
  const briefs = (await office.call<Listed>('GET', `${at}/briefs`)).items;
  const { papers } = await office.call<{ papers: readonly { id: string; state: string }[] }>('GET', `${at}/papers`);
  return {
    id,
    sittingId: sittings.find((one) => one.kind === 'plenary')!.id,
    briefId: briefs.find((one) => one.state === 'issued')!.id,
    paperId: papers.find((one) => one.state === 'issued')!.id,
  };
}

interface Listed {
  readonly items: readonly { readonly id: string; readonly state: string; readonly kind: string }[];
}

/** Every page of a meeting on the desk of its office, in two walks of about the same length. */
export async function meetingDeskLooks(url: string, account: AccountName): Promise<readonly (readonly Look[])[]> {
  const { id, sittingId, paperId } = await sessionOf(url, account);
  const at = `/meetings/${id}`;
  return [
    [
      '/meetings',
      withDialog('a new meeting', '新建会议'),
      at,
      `${at}/programme`,
      withDialog('a new sitting', /^新增/),
      `${at}/people`,
      withDialog('somebody new', /^新增/),
      `${at}/people/import`,
      `${at}/people/groups`,
      withDialog('a new group', '新增编组'),
      `${at}/leave`,
      `${at}/presence`,
      `${at}/presence?view=scans`,
      `${at}/presence?view=conflicts`,
      `${at}/presence?view=scanners`,
      withDialog('a new scanner', '接入设备'),
    ],
    [
      `${at}/seating`,
      `${at}/coaches`,
      `${at}/rooms`,
      '/halls',
      `${at}/papers`,
      `${at}/papers/${paperId}`,
      `${at}/notices`,
      withDialog('a new notice', '写通知'),
      `${at}/speeches`,
      `${at}/speeches?tab=selected`,
      `${at}/speeches?tab=floor`,
      `${at}/speeches/floor/${sittingId}`,
      `${at}/briefs`,
      withDialog('a new brief', '写简报'),
      `${at}/screens`,
      `${at}/report`,
    ],
  ];
}

/** Every page of a meeting on the phone of somebody who attends it. */
export async function meetingPhoneLooks(url: string, account: AccountName): Promise<readonly Look[]> {
  const { id, sittingId, briefId, paperId } = await sessionOf(url, account);
  const at = `/meeting/${id}`;
  return [
    '/meeting',
    at,
    `${at}/programme`,
    `${at}/changes`,
    `${at}/calendar`,
    `${at}/people`,
    `${at}/group`,
    `${at}/leave`,
    `${at}/leave/ask`,
    `${at}/code`,
    `${at}/sign-in`,
    `${at}/notices`,
    `${at}/speech`,
    `${at}/speech/${newId()}`,
    `${at}/floor/${sittingId}`,
    `${at}/briefs`,
    `${at}/briefs/${briefId}`,
    `${at}/papers`,
    `${at}/papers/${paperId}`,
    `${at}/seat`,
    `${at}/ride`,
  ];
}

/** A scanner at the door: its form, its lists, and what it shows of somebody whose name was typed. */
export async function faultsOnScanner(browser: Browser, url: string, account: AccountName): Promise<string[]> {
  const { id } = await sessionOf(url, account);
  const office = await takeSeat(url, account);
  const name = `无障碍检查${randomUUID().slice(0, 4)}`;
  const scanner = await office.call<{ id: string; code: string }>('POST', `/api/meetings/${id}/scanners`, { name });
  const [one] = (await office.call<{ items: readonly { name: string }[] }>('GET', `/api/meetings/${id}/attendees?limit=1`)).items;
  const context = await visit(browser, 'mobile', { baseURL: url });
  const page = await context.newPage();
  await page.goto('/m/scan');
  await page.getByLabel('接入码').fill(scanner.code);
  const faults = await faultsOn(page, 'the form of the scanner');
  await page.getByRole('button', { name: '接入这台设备' }).click();
  await page.getByRole('heading', { name: '选择签到清单' }).waitFor();
  faults.push(...(await faultsOn(page, 'the lists of the scanner')));
  await page.locator('details.choices-part').evaluateAll((parts) => parts.forEach((part) => part.setAttribute('open', '')));
  await page.locator('.choices-list button').first().click();
  await page.getByRole('search').getByRole('textbox').fill(one!.name);
  await page.getByRole('search').getByRole('button').first().click();
  await page.getByRole('alert').waitFor();
  faults.push(...(await faultsOn(page, 'the scanner')));
  await context.close();
  await office.call('DELETE', `/api/meetings/${id}/scanners/${scanner.id}`);
  return faults;
}

/** A wall that shows one scene of a session after the other. */
export async function faultsOnHall(browser: Browser, url: string): Promise<string[]> {
  const wall = await pairedWall(browser, url, '无障碍检查');
  const faults = await faultsOn(wall, '/screen/');
  const office = await takeSeat(url, 'screener');
  const { id, sittingId } = await sessionOf(url, 'screener');
  const at = `/api/meetings/${id}`;
  const screens = await office.call<{ items: readonly { id: string; name: string }[] }>('GET', `${at}/screens`);
  const screenIds = screens.items.filter((one) => one.name === '无障碍检查').map((one) => one.id);
  for (const scene of ['welcome', 'seats', 'presence', 'agenda', 'speech', 'notice'] as const) {
    await office.call('PUT', `${at}/scene`, { screenIds, order: { scene, sittingId, title: '通知', words: '请按座位就座' } });
    await wall.locator(`.hall-${scene}`).waitFor();
    faults.push(...(await faultsOn(wall, `the hall's ${scene}`)));
  }
  await wall.context().close();
  return faults;
}
