import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import { termChanged } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

interface TermDraft {
  readonly number: number;
  readonly from: string;
  readonly to: string | null;
}
interface SessionDraft {
  readonly number: number;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly motionsUntil: string | null;
}

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Adds a term to the actor's body. */
export async function addTerm(tx: Tx, input: TermDraft): Promise<{ id: string }> {
  const id = newId(tx.now.getTime());
  await refuseTermClash(tx, input, null);
  await db(tx)
    .insertInto('term')
    .values({ body_id: tx.actor.bodyId!, id, number: input.number, from_day: input.from, to_day: input.to })
    .execute();
  tell(tx, termChanged, 'directory.add-term', { kind: 'term', id, payload: { termId: id }, detail: { ...input } });
  return { id };
}

export async function changeTerm(tx: Tx, input: TermDraft & { id: string }): Promise<void> {
  await ownTerm(tx, input.id);
  await refuseTermClash(tx, input, input.id);
  await db(tx)
    .updateTable('term')
    .set({ number: input.number, from_day: input.from, to_day: input.to })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', input.id)
    .execute();
  tell(tx, termChanged, 'directory.change-term', { kind: 'term', id: input.id, payload: { termId: input.id }, detail: { ...input } });
}

/** Adds a session (次会议) to a term; it must lie within the term. */
export async function addSession(tx: Tx, input: SessionDraft & { termId: string }): Promise<{ id: string }> {
  const term = await ownTerm(tx, input.termId);
  refuseOutside(term, input);
  const id = newId(tx.now.getTime());
  await refuseSessionClash(tx, input.termId, input, null);
  await db(tx)
    .insertInto('term_session')
    .values({
      body_id: tx.actor.bodyId!,
      id,
      term_id: input.termId,
      number: input.number,
      opens_on: input.opensOn,
      closes_on: input.closesOn,
      motions_until: input.motionsUntil,
    })
    .execute();
  tell(tx, termChanged, 'directory.add-session', {
    kind: 'term',
    id: input.termId,
    payload: { termId: input.termId },
    detail: { ...input },
  });
  return { id };
}

export async function changeSession(tx: Tx, input: SessionDraft & { id: string }): Promise<void> {
  const session = await db(tx)
    .selectFrom('term_session')
    .select('term_id')
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!session) throw directoryProblem('directory.session-not-found');
  refuseOutside(await ownTerm(tx, session.term_id), input);
  await refuseSessionClash(tx, session.term_id, input, input.id);
  await db(tx)
    .updateTable('term_session')
    .set({ number: input.number, opens_on: input.opensOn, closes_on: input.closesOn, motions_until: input.motionsUntil })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', input.id)
    .execute();
  tell(tx, termChanged, 'directory.change-session', {
    kind: 'term',
    id: session.term_id,
    payload: { termId: session.term_id },
    detail: { ...input },
  });
}

interface OwnTerm {
  readonly from_day: string;
  readonly to_day: string | null;
}

async function ownTerm(tx: Tx, id: string): Promise<OwnTerm> {
  const term = await db(tx)
    .selectFrom('term')
    .select(['from_day', 'to_day'])
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!term) throw directoryProblem('directory.term-not-found');
  return term;
}

/** Terms of a body follow one another: one number each, no day in two. */
async function refuseTermClash(tx: Tx, input: TermDraft, self: string | null): Promise<void> {
  const others = await db(tx)
    .selectFrom('term')
    .select(['number', 'from_day', 'to_day'])
    .where('body_id', '=', tx.actor.bodyId)
    .where(sql<boolean>`id is distinct from ${self}::uuid`)
    .execute();
  if (others.some((other) => other.number === input.number))
    throw directoryProblem('directory.number-taken', {}, [{ path: 'number', message: '这一届已存在' }]);
  const overlaps = others.some(
    (other) => (other.to_day === null || other.to_day >= input.from) && (input.to === null || input.to >= other.from_day),
  );
  if (overlaps) throw directoryProblem('directory.terms-overlap', {}, [{ path: 'from', message: '与另一届重叠' }]);
}

async function refuseSessionClash(tx: Tx, termId: string, input: SessionDraft, self: string | null): Promise<void> {
  const other = await db(tx)
    .selectFrom('term_session')
    .select('id')
    .where('body_id', '=', tx.actor.bodyId)
    .where('term_id', '=', termId)
    .where('number', '=', input.number)
    .where(sql<boolean>`id is distinct from ${self}::uuid`)
    .executeTakeFirst();
  if (other) throw directoryProblem('directory.number-taken', {}, [{ path: 'number', message: '这次会议已存在' }]);
}

function refuseOutside(term: OwnTerm, input: SessionDraft): void {
  const outside = input.opensOn < term.from_day || (term.to_day !== null && input.closesOn > term.to_day);
  if (outside) throw directoryProblem('directory.outside-term', {}, [{ path: 'opensOn', message: '不在本届任期内' }]);
}
