import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { PromiseStanding, readPublished as readRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import { publishingBodies } from './list-publishing-bodies.ts';

type Published = AnswerOf<typeof readRoute>;

/** The checked copy as the office put it before the citizens; see effects/publishing.ts. */
export type PublishedContent = { readonly kind: string } & Pick<
  Published,
  'number' | 'title' | 'field' | 'submittedOn' | 'author' | 'situation' | 'analysis' | 'measures' | 'units' | 'replies'
>;

const ratingWords: Readonly<Record<string, string>> = { satisfied: '满意', basicallySatisfied: '基本满意', dissatisfied: '不满意' };

/** One published matter: the checked copy, with its promises and its course as they stand now. */
export async function readPublished(tx: Tx, bodyId: string, matterId: string): Promise<Published> {
  const row = await tables<MatterTables>(tx)
    .selectFrom('publication')
    .select(['content', 'published_at'])
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw matterProblem('matter.not-found');
  const [bodies, commitments, course] = await Promise.all([
    publishingBodies(tx, [bodyId]),
    promisesOf(tx, bodyId, matterId),
    courseOf(tx, bodyId, matterId),
  ]);
  const { kind, ...shown } = row.content as unknown as PublishedContent;
  const { id, kind: bodyKind, name, shortName, regionName } = bodies.get(bodyId)!;
  return {
    ...shown,
    ...course,
    bodyId,
    id: matterId,
    body: { id, kind: bodyKind, name, shortName, regionName },
    kindName: kindOf(kind).words.name,
    stateLabel: course.closedOn ? '已办结' : shown.replies.length > 0 ? '已答复' : '办理中',
    publishedAt: row.published_at.toISOString(),
    commitments,
  };
}

interface PromiseRow {
  readonly unit_name: string;
  readonly words: string;
  readonly due_on: string;
  readonly first_due_on: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly report: string | null;
  readonly reported_at: Date | null;
}

async function promisesOf(tx: Tx, bodyId: string, matterId: string): Promise<Published['commitments']> {
  const { rows } = await sql<PromiseRow>`select * from published_promises(${bodyId}, ${matterId})`.execute(tables<MatterTables>(tx));
  const today = dayOf(tx.now);
  return rows.map((row) => ({
    unit: row.unit_name,
    words: row.words,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    standing: standingOf(row, today),
    reportedOn: row.reported_at && dayOf(row.reported_at),
    report: row.report,
  }));
}

function standingOf({ state, verdict, due_on: dueOn }: PromiseRow, today: string): PromiseStanding {
  if (verdict === 'kept' || verdict === 'keptLate') return verdict;
  if (state === 'reported') return 'reported';
  if (state === 'broken') return 'notKept';
  return dueOn < today ? 'overdue' : 'running';
}

interface CourseRow {
  readonly accepted_at: Date | null;
  readonly assigned_at: Date | null;
  readonly rated_at: Date | null;
  readonly closed_at: Date | null;
  readonly rating: string | null;
}

async function courseOf(
  tx: Tx,
  bodyId: string,
  matterId: string,
): Promise<Pick<Published, 'acceptedOn' | 'assignedOn' | 'ratedOn' | 'closedOn' | 'ratingLabel'>> {
  const { rows } = await sql<CourseRow>`select * from published_course(${bodyId}, ${matterId})`.execute(tables<MatterTables>(tx));
  const course = rows[0]!;
  const on = (at: Date | null) => at && dayOf(at);
  return {
    acceptedOn: on(course.accepted_at),
    assignedOn: on(course.assigned_at),
    ratedOn: on(course.rated_at),
    closedOn: on(course.closed_at),
    ratingLabel: course.rating && (ratingWords[course.rating] ?? null),
  };
}
