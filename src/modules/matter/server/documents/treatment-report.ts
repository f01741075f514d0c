import { AlignmentType } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { currentTerm, organisationsByIds, sessionsOf } from '#modules/directory/server/index.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { readTreatmentReport as reportRoute } from '../../contract/routes.ts';
import type { MatterTables, RecordedField } from '../tables.ts';
import { bodyParagraph, documentDay, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';

interface Treated {
  readonly id: string;
  readonly number_short: string | null;
  readonly title: string;
  readonly state: string;
  readonly author_name: string;
  readonly signer_count: number;
  readonly collective: string | null;
  readonly committee: string | null;
  readonly opinion: readonly RecordedField[] | null;
  readonly decision: readonly RecordedField[] | null;
}

/**
 * The presidium's report on how the session's matters of a kind were treated (DOMAIN §1.5: 主席团关于代表议案处理意见的报告), printed for all deputies:
 * each with its number, proposers, the committee's opinion, the presidium's decision and the reasons, grouped by decision.
 */
export async function treatmentReport(tx: Tx, query: QueryOf<typeof reportRoute>): Promise<{ name: string; bytes: Buffer }> {
  const kind = kindOf(query.kind);
  const bodyId = tx.actor.bodyId!;
  const [sessions, bodies] = await Promise.all([sessionsOf(tx, bodyId), organisationsByIds(tx, [bodyId])]);
  const today = dayOf(tx.now);
  const session = query.session
    ? sessions.find((one) => one.id === query.session)
    : (sessions.find((one) => one.closesOn >= today) ?? sessions.at(-1));
  if (!session || !kind.treatment) throw matterProblem('matter.session-unknown');
  const term = await currentTerm(tx, bodyId, session.opensOn);
  const rows = await treatedIn(tx, kind, session.id);
  const title = `${bodies.get(bodyId)?.name ?? ''}${term?.name ?? ''}${session.name}主席团关于${kind.words.full}处理意见的报告`;
  const decided = rows.filter((row) => row.decision !== null);
  const bytes = await officialDocument({
    title,
    creator: '履职通',
    children: [
      titleLine(title),
      plainLine('各位代表：'),
      bodyParagraph(opening(kind, rows, decided)),
      ...groupsOf(kind, decided).flatMap(([decision, of], index) => [
        bodyParagraph(`${numerals[index] ?? index + 1}、${decision}（${of.length} ${kind.words.counter}）`),
        ...of.flatMap((row) => paragraphsOf(kind, row)),
      ]),
      ...pending(kind, rows),
      plainLine(''),
      plainLine(`${session.name}主席团`, { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
      plainLine(documentDay(today), { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
    ],
  });
  return { name: `${title}.docx`, bytes };
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Matters of the session with the last committee opinion and the last decision that were kept of each. */
async function treatedIn(tx: Tx, kind: Kind, sessionId: string): Promise<Treated[]> {
  const { opinions, decision } = kind.treatment!;
  return await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['id', 'number_short', 'title', 'state', 'author_name', 'signer_count', 'collective', 'committee'])
    .select(({ selectFrom }) => [
      selectFrom('matter_record as r')
        .select('r.content')
        .whereRef('r.body_id', '=', 'matter.body_id')
        .whereRef('r.matter_id', '=', 'matter.id')
        .where('r.act', 'in', [...opinions])
        .orderBy('r.recorded_at', 'desc')
        .limit(1)
        .as('opinion'),
      selectFrom('matter_record as d')
        .select('d.content')
        .whereRef('d.body_id', '=', 'matter.body_id')
        .whereRef('d.matter_id', '=', 'matter.id')
        .where('d.act', '=', decision)
        .orderBy('d.recorded_at', 'desc')
        .limit(1)
        .as('decision'),
    ])
    .where('body_id', '=', tx.actor.bodyId)
    .where('kind', '=', kind.kind)
    .where('session_id', '=', sessionId)
    .where('submitted_at', 'is not', null)
    .orderBy('number')
    .orderBy('id')
    .execute();
}

function opening(kind: Kind, rows: readonly Treated[], decided: readonly Treated[]): string {
  const { name, counter } = kind.words;
  const kinds = groupsOf(kind, decided).map(([decision, of]) => `${decision}的 ${of.length} ${counter}`);
  const told = kinds.length > 0 ? `其中，${kinds.join('，')}。` : '';
  return `本次会议共收到代表提出的${name} ${rows.length} ${counter}，主席团根据专门委员会的意见，已对 ${decided.length} ${counter}作出决定。${told}现将各${counter}${name}的处理意见和理由报告如下。`;
}

/** By decision, in the order in which the decisions are declared: what is on the agenda comes first. */
function groupsOf({ acts, treatment }: Kind, rows: readonly Treated[]): [string, Treated[]][] {
  const declared = acts[treatment!.decision]!.fields.find((field) => field.name === 'decision')?.choices?.map(([, label]) => label) ?? [];
  const groups = [...Map.groupBy(rows, (row) => wordsIn(row.decision, 'decision'))];
  return groups.toSorted(([one], [other]) => declared.indexOf(one) - declared.indexOf(other));
}

function paragraphsOf({ words }: Kind, row: Treated) {
  const by = row.collective ?? `${row.author_name}等 ${row.signer_count} 名代表`;
  const opinion = wordsIn(row.opinion, 'treatment');
  return [
    bodyParagraph(`第 ${row.number_short ?? '—'} 号${words.name}《${row.title}》，${by}提出。`),
    ...(opinion ? [bodyParagraph(`${row.committee ?? '专门委员会'}意见：${opinion}。${wordsIn(row.opinion, 'reason')}`)] : []),
    bodyParagraph(`主席团决定：${wordsIn(row.decision, 'decision')}。理由：${wordsIn(row.decision, 'reason')}`),
  ];
}

/** What is not decided yet is named too, so that nobody's motion is missing from the report. */
function pending(kind: Kind, rows: readonly Treated[]) {
  const waiting = rows.filter((row) => row.decision === null);
  if (waiting.length === 0) return [];
  return [
    bodyParagraph(`另有 ${waiting.length} ${kind.words.counter}还没有作出决定：`),
    ...waiting.map((row) =>
      bodyParagraph(`第 ${row.number_short ?? '—'} 号《${row.title}》，${row.author_name}等提出，${kind.states[row.state]?.label ?? ''}。`),
    ),
  ];
}

function wordsIn(content: readonly RecordedField[] | null, name: string): string {
  const value = content?.find((field) => field.name === name)?.value;
  return typeof value === 'string' ? value : '';
}
