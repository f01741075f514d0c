import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

/** The sizes for which the terminals are designed (DESIGN: phone first, one case on one desk screen, hall readable from 5 m). */
export const viewports = {
  mobile: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
  screen: { width: 1920, height: 1080 },
  public: { width: 390, height: 844 },
} as const;

export type TerminalName = keyof typeof viewports;

/**
 * A Chromium: the system's, or else the one that comes as an npm package. It has a profile of its own, removed when it closes. `camera`: a file of JPEG
 * pictures, one after the other, that it plays as its camera; it is opened when a page asks for the camera.
 */
export async function openBrowser({ camera }: { readonly camera?: string } = {}): Promise<Browser> {
  const eye = camera
    ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${camera}`]
    : [];
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...quiet, ...eye] });
}

/** A fresh visitor of a terminal: nothing stored, Chinese, China's time. */
export async function visit(browser: Browser, terminal: TerminalName, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const handheld = terminal === 'mobile' || terminal === 'public';
  return browser.newContext({
    viewport: viewports[terminal],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: handheld,
    isMobile: handheld,
    deviceScaleFactor: handheld ? 2 : 1,
    ...options,
  });
}

/** Waits until nothing on the page loads or moves: twice in a row, since between two readings it looks settled for a moment. */
export async function untilSettled(page: Page): Promise<void> {
  for (let settled = 0, look = 0; settled < 2; look += 1) {
    if (look > 200) throw new Error(`${page.url()} does not come to rest`);
    settled = (await page.evaluate<boolean>(restingPage)) ? settled + 1 : 0;
    await pause(100);
  }
}

/** Runs in the page. */
const restingPage = `(() => {
  const loading = document.querySelector('[aria-busy="true"], .loading, .desk-loading');
  const moving = document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity);
  return !loading && !moving && document.body.textContent.trim() !== '';
})()`;

/** Headless, and calling nobody: a test may reach our server only. */
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function chromiumPath(): string {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  return system ?? unpackedChromium();
}

/** The package unpacks into the temporary folder of whoever calls it; done aside and moved, so that a killed run leaves no half browser. */
function unpackedChromium(): string {
  const packageFile = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const home = join(tmpdir(), `luzhitong-chromium-${version}`);
  if (existsSync(home)) return join(home, 'chromium');
  const aside = `${home}.${randomBytes(4).toString('hex')}`;
  mkdirSync(aside, { recursive: true });
  const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', unpack], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: aside },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    renameSync(aside, home);
  } catch {
    // Another run was quicker.
    rmSync(aside, { recursive: true, force: true });
  }
  return join(home, 'chromium');
}
