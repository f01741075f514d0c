import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fetchPaper } from './downloads.ts';
import { partsOfReader } from './reader-parts.ts';
import { type KeptPaper, pieceSize, readBytes } from './shelf.ts';

/** Where a paper's bytes come from: this device, or the server. */
export type PaperSource =
  | { readonly kind: 'device'; readonly paper: KeptPaper }
  | { readonly kind: 'server'; readonly meetingId: string; readonly paperId: string; readonly version: number; readonly bytes: number };

/** A paper that is open. Close it, or its worker's memory stays. */
export interface OpenPaper {
  readonly pdf: PDFDocumentProxy;
  readonly close: () => void;
}

/** Papers on the device up to this size, in bytes, are handed over whole. */
const readAtOnce = 12_000_000;

type Engine = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
let engine: Promise<{ readonly library: Engine; readonly worker: InstanceType<Engine['PDFWorker']> }> | undefined;

/** Starts pdf.js and its worker ahead of the first page, so that both load while the paper's own data is still asked for. */
export function warmUp(): typeof engine & object {
  engine ??= (async () => {
    const port = new Worker(partsOfReader.worker, { type: 'module' });
    const library = await import('pdfjs-dist/legacy/build/pdf.mjs');
    return { library, worker: new library.PDFWorker({ port: port as never }) };
  })();
  engine.catch(() => {
    engine = undefined;
  });
  return engine;
}

/**
 * Opens a paper. Only those parts of its file are read that the pages shown need, so that a long one opens as quickly as a short one and takes no more
 * memory. Throws where a part cannot be read: not on this device any more, or the server not reached.
 */
export async function openPaper(source: PaperSource): Promise<OpenPaper> {
  const { library, worker } = await warmUp();
  const length = source.kind === 'device' ? source.paper.bytes : source.bytes;
  const stop = new AbortController();
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // The reader looks at it only until the paper is open.
  failed.catch(() => undefined);
  // What is small is read in one go: asking for it piece by piece costs more than it saves.
  const whole = source.kind === 'device' && length <= readAtOnce ? await partOf(source, 0, length, stop.signal) : null;
  const transport = whole ? null : new library.PDFDataRangeTransport(length, null);
  if (transport)
    transport.requestDataRange = (begin, end) => {
      partOf(source, begin, Math.min(end, length), stop.signal).then((part) => transport.onDataRange(begin, part), fail);
    };
  const absolute = (address: string) => new URL(address, location.href).href;
  const task = library.getDocument({
    ...(transport ? { range: transport, length, rangeChunkSize: pieceSize, disableAutoFetch: true, disableStream: true } : { data: whole }),
    worker,
    cMapUrl: absolute(partsOfReader.maps),
    cMapPacked: true,
    standardFontDataUrl: absolute(partsOfReader.fonts),
    wasmUrl: absolute(partsOfReader.decoders),
    // Our pages allow no WebAssembly; scans are decoded by the script that does the same.
    useWasm: false,
    useWorkerFetch: true,
    enableXfa: false,
    canvasMaxAreaInBytes: 64 * 2 ** 20,
    verbosity: library.VerbosityLevel.ERRORS,
  } as Parameters<Engine['getDocument']>[0]);
  const close = () => {
    stop.abort();
    void task.destroy();
  };
  try {
    return { pdf: await Promise.race([task.promise, failed]), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function partOf(source: PaperSource, begin: number, end: number, stop: AbortSignal): Promise<Uint8Array> {
  if (source.kind === 'device') return await readBytes(source.paper, begin, end);
  const stream = await fetchPaper(source, { begin, end }, stop);
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}
