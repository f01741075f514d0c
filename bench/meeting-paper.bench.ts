import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser, visit } from '../e2e/browser.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';
import { makeLongPaper } from './meeting-paper/long-paper.ts';
import { openPaperServer } from './meeting-paper/paper-server.ts';
import { distribution } from './timing.ts';

/**
 * Work: the phone terminal with a paper of 300 pages downloaded, no network, a processor throttled four times: from the press on the paper in the list to
 * its first page drawn. The list has pdf.js and its worker ready; the page of the reader itself is loaded, reads the file in encrypted pieces from the
 * device, unpacks the texts, lays out 300 pages, draws the first and writes the watermark on it.
 * Floor: in the same run, browser and size, equally throttled, a bare page with pdf.js and its worker as ready opens the same file from memory and draws
 * the first page as large.
 */
export const description = 'meeting.paper：手机离线、处理器放慢 4 倍，打开 300 页 PDF 到首页画出（下限为单独的 pdf.js）；可带次数';

const pages = 300;
const slower = 4;

export const measure: MeasuringTask['measure'] = async (words) => {
  const rounds = Number(words[0] ?? 7);
  const paper = await makeLongPaper(pages);
  const folder = mkdtempSync(join(tmpdir(), 'luzhitong-paper-bench-'));
  const product = await openPaperServer(folder, paper);
  const bare = await serveBare(paper.bytes);
  const browser = await openBrowser();
  try {
    const times = { product: [] as number[], bare: [] as number[] };
    const phone = await visit(browser, 'mobile');
    const floor = await visit(browser, 'mobile');
    await downloaded(phone, product);
    // The first of each warms the browser's own caches of compiled code and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const [one, other] = [await openOffline(phone, product), await openBare(floor, bare.url)];
      if (round === 0) continue;
      times.product.push(one);
      times.bare.push(other);
    }
    const [value, least] = [distribution(times.product), distribution(times.bare)];
    const measured: Measurement = {
      name: `meeting.paper, first of ${pages} pages, offline, slowed ${slower} times, median`,
      value: value.p50,
      floor: least.p50,
      unit: 'ms',
      reach: { most: 1.5 },
      detail: {
        rounds,
        pages: paper.texts.length,
        kilobytes: Math.round(paper.bytes.length / 1_000),
        most: Math.round(value.p95),
        floorMost: Math.round(least.p95),
      },
    };
    return [measured];
  } finally {
    await browser.close();
    bare.close();
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

type Product = Awaited<ReturnType<typeof openPaperServer>>;

/** Signs in, downloads the paper, and waits until the service worker has the terminal's files. */
async function downloaded(context: BrowserContext, { url, cookie, list }: Product): Promise<void> {
  await context.addCookies([{ ...cookie, url }]);
  const page = await context.newPage();
  await page.goto(`${url}${list}`);
  await page.locator('.papers-all button').click();
  await page.locator('.paper-here').first().waitFor({ timeout: 60_000 });
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload();
  await page.locator('.paper-here').first().waitFor();
  // The terminal saves what it has read at most every two seconds.
  await page.waitForTimeout(3_000);
  await page.close();
}

/** A fresh window without a network: from the press to the drawn page. */
async function openOffline(context: BrowserContext, { url, list }: Product): Promise<number> {
  const page = await context.newPage();
  await context.setOffline(true);
  try {
    await slow(context, page);
    await page.goto(`${url}${list}`);
    await page.locator('.paper-here').first().waitFor({ timeout: 60_000 });
    // Whatever the list does by itself is over: what is measured is the opening alone.
    await page.waitForTimeout(2_500);
    return await page.evaluate<number>(`(async () => {
      const begun = performance.now();
      document.querySelector('.paper-link').click();
      while (!document.querySelector('.sheet-picture canvas')) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - begun;
    })()`);
  } finally {
    await page.close();
    await context.setOffline(false);
  }
}

async function openBare(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  try {
    await slow(context, page);
    await page.goto(url);
    await page.waitForFunction('window.ready === true');
    await page.waitForTimeout(1_000);
    return await page.evaluate<number>('window.open300()');
  } finally {
    await page.close();
  }
}

async function slow(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
}

/** pdf.js and nothing else: the file lies in memory before the time is taken. */
async function serveBare(pdf: Buffer): Promise<{ url: string; close: () => void }> {
  const library = (name: string) => readFileSync(new URL(import.meta.resolve(`pdfjs-dist/legacy/build/${name}`)));
  const files: Record<string, Buffer> = {
    '/pdf.mjs': library('pdf.min.mjs'),
    '/worker.mjs': library('pdf.worker.min.mjs'),
    '/paper.pdf': pdf,
    '/': Buffer.from(`<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0"><script type="module">
      const data = await (await fetch('/paper.pdf')).arrayBuffer();
      const { getDocument, PDFWorker } = await import('/pdf.mjs');
      const worker = new PDFWorker({ port: new Worker('/worker.mjs', { type: 'module' }) });
      await worker.promise;
      window.open300 = async () => {
        const begun = performance.now();
        const document_ = await getDocument({ data, worker, useWasm: false }).promise;
        const page = await document_.getPage(1);
        const scale = ((innerWidth - 16) * devicePixelRatio) / page.getViewport({ scale: 1 }).width;
        const viewport = page.getViewport({ scale });
        const canvas = document.createElement('canvas');
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        canvas.style.width = '100%';
        document.body.append(canvas);
        await page.render({ canvas, viewport }).promise;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - begun;
      };
      window.ready = true;
    </script>`),
  };
  const types: Record<string, string> = { '.mjs': 'text/javascript', '.pdf': 'application/pdf', '': 'text/html' };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, {
      'content-type': types[extname(request.url ?? '')] ?? 'text/plain',
      'cache-control': 'max-age=3600',
    });
    response.end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`, close: () => server.close() };
}
