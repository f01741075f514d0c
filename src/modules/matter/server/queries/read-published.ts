import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { PromiseStanding, readPublished as readRoute } from '../../contract/publication.ts';
import type { MatterTables, PromiseVerdict } from '../tables.ts';
import { publishingBodies } from './list-publishing-bodies.ts';

type Published = AnswerOf<typeof readRoute>;

/** The checked copy as the office put it before the citizens; see effects/publishing.ts. Older copies have neither photos, further parts nor an outcome. */
export type PublishedContent = Pick<
  Published,
  'kind' | 'number' | 'title' | 'field' | 'submittedOn' | 'author' | 'situation' | 'analysis' | 'measures' | 'units' | 'replies'
> & { readonly photos?: Published['photos']; readonly parts?: Published['parts']; readonly outcome?: string | null };

/** A row of a checked copy. */
export interface PublicationRow {
  readonly body_id: string;
  readonly matter_id: string;
  readonly content: unknown;
  readonly published_at: Date;
  readonly changed_at: Date;
}

const ratingWords: Readonly<Record<string, string>> = { satisfied: '满意', basicallySatisfied: '基本满意', dissatisfied: '不满意' };

/** One published matter: the checked copy, with its promises and its course as they stand now. Throws `matter.not-found`. */
export async function readPublished(tx: Tx, bodyId: string, matterId: string): Promise<Published> {
  const row = await tables<MatterTables>(tx)
    .selectFrom('publication')
    .select(['body_id', 'matter_id', 'content', 'published_at', 'changed_at'])
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  const [shown] = row ? await asPublished(tx, [row]) : [];
  if (!shown) throw matterProblem('matter.not-found');
  return shown;
}

/** Checked copies as citizens read them: with body, promises and course, in the order of `rows`. */
export async function asPublished(tx: Tx, rows: readonly PublicationRow[]): Promise<Published[]> {
  const asked = [rows.map((row) => row.body_id), rows.map((row) => row.matter_id)] as const;
  const [bodies, promises, courses] = await Promise.all([
    publishingBodies(tx, asked[0]),
    promisesOf(tx, ...asked),
    coursesOf(tx, ...asked),
  ]);
  return rows.map((row) => {
    const content = row.content as PublishedContent;
    const { id, kind, name, shortName, regionName } = bodies.get(row.body_id)!;
    const course = courses.get(keyOf(row))!;
    return {
      ...content,
      ...course,
      bodyId: row.body_id,
      id: row.matter_id,
      body: { id, kind, name, shortName, regionName },
      kindName: kindOf(content.kind).words.name,
      stateLabel: course.closedOn ? '已办结' : content.replies.length > 0 ? '已答复' : '办理中',
      publishedAt: row.published_at.toISOString(),
      changedAt: row.changed_at.toISOString(),
      units: content.units.map(({ name: unit, roleLabel }) => ({ name: unit, roleLabel })),
      outcome: content.outcome ?? null,
      parts: content.parts ?? [],
      photos: content.photos ?? [],
      commitments: promises.get(keyOf(row)) ?? [],
    };
  });
}

interface OfMatter {
  readonly body_id: string;
  readonly matter_id: string;
}

const keyOf = ({ body_id: bodyId, matter_id: matterId }: OfMatter) => `${bodyId} ${matterId}`;

interface PromiseRow extends OfMatter {
  readonly id: string;
  readonly unit_name: string;
  readonly words: string;
  readonly due_on: string;
  readonly first_due_on: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly made_at: Date;
  readonly judged_at: Date | null;
  readonly reports: readonly { readonly at: string; readonly words: string }[];
  readonly judgements: readonly { readonly at: string; readonly verdict: PromiseVerdict }[];
}

async function promisesOf(tx: Tx, bodies: readonly string[], matters: readonly string[]): Promise<Map<string, Published['commitments']>> {
  const { rows } = await sql<PromiseRow>`select * from published_ledger(${bodies}::uuid[], ${matters}::uuid[])`.execute(
    tables<MatterTables>(tx),
  );
  const today = dayOf(tx.now);
  const found = new Map<string, Published['commitments']>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), promiseOf(row, today)]);
  return found;
}

function promiseOf(row: PromiseRow, today: string): Published['commitments'][number] {
  const standing = standingOf(row, today);
  const steps = stepsOf(row);
  // A promise that was reported as done and then put off again has its old report among its steps only.
  const open = standing === 'running' || standing === 'overdue';
  return {
    id: row.id,
    unit: row.unit_name,
    words: row.words,
    madeOn: dayOf(row.made_at),
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    standing,
    reportedOn: open ? null : (steps.findLast((one) => one.step === 'reportedDone')?.on ?? null),
    report: row.reports.at(-1)?.words ?? null,
    judgedOn: row.judged_at && dayOf(row.judged_at),
    steps,
  };
}

type Step = Published['commitments'][number]['steps'][number];

/**
 * The way of a promise by moments, not by days: of two things on one day the earlier stands first. A report that says the promise is kept is one that
 * a judgement follows or still awaits.
 */
function stepsOf({ made_at: madeAt, state, reports, judgements }: PromiseRow): Step[] {
  const steps = [
    { at: madeAt, step: 'made' as const, words: null },
    ...reports.map(({ at, words }) => ({ at: new Date(at), step: 'reported' as const, words })),
    ...judgements.map(({ at, verdict }) => ({
      at: new Date(at),
      step: verdict === 'notKept' ? ('judgedNotKept' as const) : ('judgedKept' as const),
      words: null,
    })),
  ].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return steps.map(({ at, step, words }, index) => {
    const next = steps[index + 1]?.step ?? (state === 'reported' ? 'awaited' : 'reported');
    const done = step === 'reported' && next !== 'reported';
    return { on: dayOf(at), step: done ? ('reportedDone' as const) : step, words };
  });
}

function standingOf({ state, verdict, due_on: dueOn }: PromiseRow, today: string): PromiseStanding {
  if (verdict === 'kept' || verdict === 'keptLate') return verdict;
  if (state === 'reported') return 'reported';
  if (state === 'broken') return 'notKept';
  return dueOn < today ? 'overdue' : 'running';
}

interface CourseRow extends OfMatter {
  readonly accepted_at: Date | null;
  readonly assigned_at: Date | null;
  readonly rated_at: Date | null;
  readonly closed_at: Date | null;
  readonly rating: string | null;
}

type Course = Pick<Published, 'acceptedOn' | 'assignedOn' | 'ratedOn' | 'closedOn' | 'ratingLabel'>;

async function coursesOf(tx: Tx, bodies: readonly string[], matters: readonly string[]): Promise<Map<string, Course>> {
  const { rows } = await sql<CourseRow>`select * from published_courses(${bodies}::uuid[], ${matters}::uuid[])`.execute(
    tables<MatterTables>(tx),
  );
  const on = (at: Date | null) => at && dayOf(at);
  return new Map(
    rows.map((row) => [
      keyOf(row),
      {
        acceptedOn: on(row.accepted_at),
        assignedOn: on(row.assigned_at),
        ratedOn: on(row.rated_at),
        closedOn: on(row.closed_at),
        ratingLabel: row.rating && (ratingWords[row.rating] ?? null),
      },
    ]),
  );
}
