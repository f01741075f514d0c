import { answerListFile } from '#platform/server/list-import/answer-list-file.ts';
import { readRows } from './sheet-rules.ts';

await answerListFile((sheet) => readRows(sheet));
