import { sql } from 'kysely';
import type { AuditLine, listAudit, readAuditState } from '../../contract/audit.ts';
import { newId } from '../../contract/identifiers.ts';
import { endOfDay, startOfDay } from '../../contract/instant.ts';
import { encodeCursor } from '../../contract/paging.ts';
import type { AnswerOf, QueryOf } from '../../contract/route.ts';
import type { Tx } from '../database.ts';
import { tables } from '../database.ts';
import { idCursor } from '../http/cursor.ts';
import type { PlatformTables } from '../tables.ts';

/** A page of the audit log of the actor's body, the newest first. */
export async function auditPage(tx: Tx, query: QueryOf<typeof listAudit>): Promise<AnswerOf<typeof listAudit>> {
  const rows = await selectPage(tx, query).execute();
  const items = rows.slice(0, query.limit).map((row): AuditLine => ({
    id: row.id,
    at: row.at.toISOString(),
    actorName: row.actor_name,
    personId: row.person_id,
    organisationId: row.organisation_id,
    act: row.act,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detail: row.detail as Record<string, unknown>,
    requestId: row.request_id,
    position: row.position,
  }));
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.id]) : null };
}

/** How far the chain of the actor's body is sealed. */
export async function auditState(tx: Tx): Promise<AnswerOf<typeof readAuditState>> {
  const db = tables<PlatformTables>(tx);
  const head = await db
    .selectFrom('audit_seal as s')
    .innerJoin('audit_entry as e', (on) => on.onRef('e.body_id', '=', 's.body_id').onRef('e.id', '=', 's.entry_id'))
    .select(['s.position', 's.hash', 'e.at'])
    .where('s.body_id', '=', tx.actor.bodyId)
    .orderBy('s.position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { rows } = await sql<{ unsealed: number }>`
    select count(*)::int as unsealed from (
      select from audit_entry e where e.body_id = ${tx.actor.bodyId} and e.id > ${newId(tx.now.getTime() - 86_400_000)}
        and not exists (select from audit_seal s where s.body_id = e.body_id and s.entry_id = e.id) limit 1000) as waiting`.execute(db);
  return {
    sealed: head?.position ?? 0,
    hash: head?.hash.toString('hex') ?? null,
    sealedAt: head?.at.toISOString() ?? null,
    unsealed: rows[0]!.unsealed,
  };
}

function selectPage(tx: Tx, query: QueryOf<typeof listAudit>) {
  const after = idCursor(query.cursor);
  return tables<PlatformTables>(tx)
    .selectFrom('audit_entry as e')
    .leftJoin('audit_seal as s', (on) => on.onRef('s.body_id', '=', 'e.body_id').onRef('s.entry_id', '=', 'e.id'))
    .select([
      'e.id',
      'e.at',
      'e.actor_name',
      'e.person_id',
      'e.organisation_id',
      'e.act',
      'e.subject_kind',
      'e.subject_id',
      'e.detail',
      'e.request_id',
      's.position',
    ])
    .where('e.body_id', '=', tx.actor.bodyId)
    .$if(after !== null, (select) => select.where('e.id', '<', after!))
    .$if(query.act !== undefined, (select) => select.where(sql<boolean>`starts_with(e.act, ${query.act})`))
    .$if(query.personId !== undefined, (select) => select.where('e.person_id', '=', query.personId!))
    .$if(query.subjectId !== undefined, (select) => select.where('e.subject_id', '=', query.subjectId!))
    .$if(query.from !== undefined, (select) => select.where('e.at', '>=', startOfDay(query.from!)))
    .$if(query.to !== undefined, (select) => select.where('e.at', '<=', endOfDay(query.to!)))
    .orderBy('e.id', 'desc')
    .limit(query.limit + 1);
}
