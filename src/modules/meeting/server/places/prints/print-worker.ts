import { parentPort, workerData } from 'node:worker_threads';
import { drawPrint } from './draw-print.ts';
import type { PrintData } from './print-data.ts';

parentPort!.postMessage(await drawPrint(workerData as PrintData));
