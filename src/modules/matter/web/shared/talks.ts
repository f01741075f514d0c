import { kinds } from '../../contract/kinds/index.ts';
import { contactWord } from '../../contract/kind-words.ts';
import type { CaseView, FileLine, RecordView } from '../../contract/views.ts';

/** One talk between a unit and the proposer, with what its form says besides: in which phase, and its files. */
export interface Talk {
  readonly contact: CaseView['contacts'][number];
  readonly phase: string | null;
  readonly files: readonly FileLine[];
}

/** The talks of a case. Kinds that keep the whole form (办理协商 before, during and after) have it in a record of the same moment. */
export function talksOf(found: CaseView): readonly Talk[] {
  return found.contacts.map((contact) => {
    const record = found.records.find((one) => isTalk(found, one) && Date.parse(one.at) === Date.parse(contact.at));
    const phase = record?.content.find((field) => field.name === 'phase')?.value;
    return { contact, phase: typeof phase === 'string' ? phase : null, files: record?.files ?? contact.files };
  });
}

/** What was kept of acts, without the talks, which stand in a section of their own. */
export function recordsBesideTalks(found: CaseView): readonly RecordView[] {
  return found.records.filter((one) => !isTalk(found, one));
}

/** The head of the talks: 面商, 办理协商; where a worker goes to the place, what he does there. */
export function talkTitle(found: CaseView): string {
  const kind = kinds[found.matter.kind];
  return (kind && contactWord(kind)) ?? '现场';
}

function isTalk(found: CaseView, { act }: RecordView): boolean {
  return kinds[found.matter.kind]?.acts[act]?.effects.includes('recordContact') ?? false;
}
