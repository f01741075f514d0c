import { parentPort, workerData } from 'node:worker_threads';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { fitToWidth } from './fit-sheets.ts';
import type { ThreadFault } from '#platform/server/thread.ts';

// Runs in a worker thread of convert-document.ts, which stops it when it takes too long or too much memory.
export type FitAnswer = { readonly fitted: Uint8Array } | ThreadFault;

function fit(bytes: Uint8Array): FitAnswer {
  const parts = unzipSync(bytes);
  for (const [name, part] of Object.entries(parts))
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) parts[name] = strToU8(fitToWidth(strFromU8(part)));
  return { fitted: zipSync(parts, { level: 1 }) };
}

function attempt(): FitAnswer {
  try {
    return fit((workerData as { readonly bytes: Uint8Array }).bytes);
  } catch (error) {
    return { fault: String(error) };
  }
}

parentPort!.postMessage(attempt());
