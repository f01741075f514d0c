import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { MemberGroup, Term } from '../../contract/body.ts';
import { currentTerm } from '../doors.ts';
import { sessionName, termName } from '../names.ts';
import type { DirectoryTables } from '../tables.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Delegations or sectors of the actor's body, each with its active members in the current term. */
export async function listMemberGroups(tx: Tx, closedToo: boolean): Promise<{ items: MemberGroup[] }> {
  const bodyId = tx.actor.bodyId!;
  const term = await currentTerm(tx, bodyId);
  const counted = db(tx)
    .selectFrom('mandate')
    .select(['group_id', sql<number>`count(*)::int`.as('members')])
    .where('body_id', '=', bodyId)
    .where('term_id', '=', term?.id ?? null)
    .where('status', '=', 'active')
    .groupBy('group_id')
    .as('c');
  let select = db(tx)
    .selectFrom('member_group as g')
    .leftJoin(counted, 'c.group_id', 'g.id')
    .select(['g.id', 'g.kind', 'g.name', 'g.place as order', 'g.status', 'c.members'])
    .where('g.body_id', '=', bodyId);
  if (!closedToo) select = select.where('g.status', '=', 'active');
  const rows = await select.orderBy('g.place').orderBy('g.name').execute();
  return { items: rows.map((row) => ({ ...row, members: row.members ?? 0 })) };
}

/** Terms of the actor's body with their sessions, the latest first. */
export async function listTerms(tx: Tx): Promise<{ items: Term[] }> {
  const bodyId = tx.actor.bodyId!;
  const [current, terms, sessions] = await Promise.all([
    currentTerm(tx, bodyId),
    db(tx).selectFrom('term').selectAll().where('body_id', '=', bodyId).orderBy('number', 'desc').execute(),
    db(tx).selectFrom('term_session').selectAll().where('body_id', '=', bodyId).orderBy('number').execute(),
  ]);
  const ofTerm = Map.groupBy(sessions, (session) => session.term_id);
  return {
    items: terms.map((term) => ({
      id: term.id,
      number: term.number,
      name: termName(term.number),
      from: term.from_day,
      to: term.to_day,
      current: term.id === current?.id,
      sessions: (ofTerm.get(term.id) ?? []).map((session) => ({
        id: session.id,
        number: session.number,
        name: sessionName(session.number),
        opensOn: session.opens_on,
        closesOn: session.closes_on,
        motionsUntil: session.motions_until?.toISOString() ?? null,
      })),
    })),
  };
}
