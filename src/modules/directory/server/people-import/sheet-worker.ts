import { answerListFile } from '#platform/server/list-import/answer-list-file.ts';
import type { ImportKind } from '../../contract/people-import.ts';
import { readRows } from './sheet-rules.ts';

await answerListFile((sheet, kind) => readRows(kind as ImportKind, sheet));
