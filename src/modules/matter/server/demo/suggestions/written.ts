import type { WrittenSuggestion } from './types.ts';
import { written1 } from './written-1.ts';
import { written2 } from './written-2.ts';
import { written3 } from './written-3.ts';
import { written4 } from './written-4.ts';
import { written5 } from './written-5.ts';
import { written6 } from './written-6.ts';

export type { WrittenSuggestion } from './types.ts';

export const written: WrittenSuggestion[] = [...written1, ...written2, ...written3, ...written4, ...written5, ...written6];
