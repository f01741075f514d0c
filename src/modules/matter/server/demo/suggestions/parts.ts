import type { Topic } from './types.ts';
import { topics1 } from './parts-1.ts';
import { topics2 } from './parts-2.ts';
import { topics3 } from './parts-3.ts';
import { topics4 } from './parts-4.ts';
import { topics5 } from './parts-5.ts';
import { topics6 } from './parts-6.ts';

export type { Topic } from './types.ts';
export * from './common.ts';

export const topics: Topic[] = [...topics1, ...topics2, ...topics3, ...topics4, ...topics5, ...topics6];
