import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { PdfReading } from './read-pdf.ts';

// Runs in a worker thread of read-pdf.ts, which stops it when it takes too long or too much memory.
const { bytes, mostPages } = workerData as { readonly bytes: Uint8Array; readonly mostPages: number };

/** No page of a paper has so many characters; whatever has is made to fill memory. */
const mostOfPage = 100_000;

export type PdfAnswer = { readonly reading: PdfReading } | { readonly tooLong: number } | { readonly fault: string };

async function read(): Promise<PdfAnswer> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    data: bytes,
    cMapUrl: join(home, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts') + sep,
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: false,
  });
  const pdf = await task.promise;
  if (pdf.numPages > mostPages) return { tooLong: pdf.numPages };
  const texts: string[] = [];
  const sizes: [number, number][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    sizes.push([Math.round(width * 10) / 10, Math.round(height * 10) / 10]);
    const content = await page.getTextContent();
    texts.push(textOf(content.items));
    page.cleanup();
  }
  await task.destroy();
  return { reading: { texts, sizes } };
}

function textOf(items: readonly object[]): string {
  let text = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    const { str, hasEOL } = item as { str: string; hasEOL: boolean };
    text += hasEOL ? `${str}\n` : str;
    if (text.length > mostOfPage) break;
  }
  // What no column can hold.
  return text.slice(0, mostOfPage).replaceAll('\0', '').toWellFormed().trimEnd();
}

parentPort!.postMessage(await read().catch((error: unknown): PdfAnswer => ({ fault: String(error) })));
