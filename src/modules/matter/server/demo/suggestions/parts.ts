import type { Topic } from './types.ts';
import { topics1 } from './parts-1.ts';

export type { Topic } from './types.ts';
export * from './common.ts';

export const topics: Topic[] = [...topics1];
