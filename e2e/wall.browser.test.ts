import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { setStage } from './stage.ts';
import { pairedWall } from './wall.ts';

/** A wall screen hangs for years where nobody has a keyboard: what it does when things go wrong. */
const stage = setStage();

const figures = (wall: Page) => wall.locator('.sum .n').allInnerTexts();
const number = (words: string | undefined) => Number(words?.replaceAll(',', ''));

test('shows sums that add up, survives a lost network and a restart without one, and is emptied by its office', async () => {
  const name = `验收屏${Date.now() % 10_000}`;
  const wall = await pairedWall(stage.browser, inject('demoUrl'), name);
  await wall.getByText('连接正常').waitFor();
  const [raised, closed, open] = (await figures(wall)).map(number);
  expect(raised).toBe(closed! + open!);
  const before = await figures(wall);
  // The worker takes over what the first page had loaded.
  await expect
    .poll(() => wall.evaluate(`caches.open('wall-files').then((kept) => kept.keys()).then((keys) => keys.length)`), { timeout: 20_000 })
    .toBeGreaterThan(3);

  await wall.context().setOffline(true);
  await wall.getByText('正在重新连接').waitFor();
  expect(await figures(wall)).toEqual(before);
  await wall.reload();
  await wall.getByText('正在重新连接').waitFor();
  expect(await figures(wall)).toEqual(before);
  await wall.context().setOffline(false);
  await wall.getByText('连接正常').waitFor({ timeout: 60_000 });

  const clerk = await stage.enter('desk', 'screener');
  await clerk.go('/screens');
  await clerk.page
    .getByRole('row', { name: new RegExp(name) })
    .getByRole('button', { name: '解除' })
    .click();
  await clerk.press('解除大屏');
  await wall.getByLabel(/^配对码/).waitFor({ timeout: 30_000 });
  expect(await wall.evaluate('Object.keys(localStorage)')).toEqual([]);
  await wall.context().close();
});

test('is the same picture at twice the pixels', async () => {
  const wall = await pairedWall(stage.browser, inject('demoUrl'), '四倍屏');
  const places = () =>
    wall.evaluate<number[]>(
      `[...document.querySelectorAll('.panel')].flatMap((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; })`,
    );
  const small = await places();
  await wall.setViewportSize({ width: 3840, height: 2160 });
  await expect
    .poll(async () => (await places()).map((value, index) => Math.round(value - small[index]! * 2)).filter((off) => Math.abs(off) > 1))
    .toEqual([]);
  const smallest = await wall.evaluate<number>(
    `Math.min(...[...document.querySelectorAll('.today *, .top *')].filter((one) => one.childNodes.length && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())).map((one) => one instanceof SVGElement ? Number(one.getAttribute('font-size') ?? 99) * one.getScreenCTM().a : parseFloat(getComputedStyle(one).fontSize)))`,
  );
  expect(smallest).toBeGreaterThanOrEqual(47);
  await wall.context().close();
});
