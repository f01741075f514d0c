import { parentPort, workerData } from 'node:worker_threads';
import { drawSheet } from './draw-sheet.ts';
import type { ProgrammeSheet } from './programme-sheet.ts';

parentPort!.postMessage(await drawSheet(workerData as ProgrammeSheet));
