import { sql } from 'kysely';
import type { Database, Tx } from '../database.ts';
import { tables } from '../database.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { SealedWords } from './chain.ts';
import { beginning, sealedColumns, sealHash } from './chain.ts';
import { sealingCursor } from './sealer.ts';

/** Where a chain is not what it was. */
export interface Break {
  readonly bodyId: string;
  /** The first position that is wrong; 0 for an entry that never got one. */
  readonly position: number;
  readonly reason: string;
}

/** What {@link verifyChain} found. The heads are worth writing down elsewhere: they also prove that no end of a chain was cut off. */
export interface ChainReport {
  readonly sealed: number;
  /** Entries committed so lately that they have no seal yet. */
  readonly unsealed: number;
  readonly heads: readonly { readonly bodyId: string; readonly position: number; readonly hash: string }[];
  readonly breaks: readonly Break[];
}

/**
 * Recomputes the hash chain of one body, or of all, and tells the first break of each: a changed, removed, added or reordered entry, a
 * changed or removed seal. `told` hears of the progress.
 */
export async function verifyChain(
  database: Database,
  bodyId?: string,
  told: (sealed: number) => void = () => undefined,
): Promise<ChainReport> {
  const bodies = bodyId ? [bodyId] : await database.read(systemActor, bodiesWithEntries, { access: 'worker' });
  const report = { sealed: 0, unsealed: 0, heads: [] as ChainReport['heads'][number][], breaks: [] as Break[] };
  for (const body of bodies) {
    const { head, broken } = await walk(database, body, (count) => told(report.sealed + count));
    report.sealed += head.position;
    if (head.position > 0) report.heads.push({ bodyId: body, position: head.position, hash: head.hash.toString('hex') });
    const tail = await database.read(systemActor, (tx) => unsealedOf(tx, body), { access: 'worker' });
    report.unsealed += tail.waiting;
    const overlooked = tail.overlooked
      ? { bodyId: body, position: 0, reason: `记录 ${tail.overlooked} 没有封存，却早于封存进度：记录被插入，或封存被删除` }
      : null;
    if (broken ?? overlooked) report.breaks.push((broken ?? overlooked)!);
  }
  const cut = await database.read(systemActor, (tx) => cutEnd(tx, bodyId), { access: 'worker' });
  if (cut) report.breaks.push(cut);
  return report;
}

const stepSize = 2_000;

interface Link {
  readonly position: number;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly words: SealedWords | null;
}

async function walk(
  database: Database,
  bodyId: string,
  told: (count: number) => void,
): Promise<{ head: { position: number; hash: Buffer }; broken: Break | null }> {
  let head = { position: 0, hash: beginning };
  for (;;) {
    const links = await database.read(systemActor, (tx) => linksAfter(tx, bodyId, head.position), { access: 'worker' });
    for (const link of links) {
      const reason = faultOf(link, head);
      if (reason) return { head, broken: { bodyId, position: head.position + 1, reason } };
      head = { position: link.position, hash: link.hash };
    }
    told(head.position);
    if (links.length < stepSize) return { head, broken: null };
  }
}

async function linksAfter(tx: Tx, bodyId: string, position: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select s.position, s.previous_hash, s.hash, case when e.id is null then null else ${sealedColumns} end as words
    from audit_seal s left join audit_entry e on e.body_id = s.body_id and e.id = s.entry_id
    where s.body_id = ${bodyId} and s.position > ${position} order by s.position limit ${stepSize}`.execute(tables(tx));
  return rows;
}

function faultOf(link: Link, head: { position: number; hash: Buffer }): string | null {
  if (link.position !== head.position + 1) return `封存序号从 ${head.position} 跳到 ${link.position}：封存被删除`;
  if (!link.words) return '记录被删除';
  if (!link.previous_hash.equals(head.hash)) return '封存与前一条不相连';
  return sealHash(head.hash, link.words).equals(link.hash) ? null : '记录或封存被改动';
}

/** Entries without a seal: how many are ahead of the sealing cursor, and the first that is behind it, which honest writing cannot leave. */
async function unsealedOf(tx: Tx, bodyId: string): Promise<{ waiting: number; overlooked: string | null }> {
  const { rows } = await sql<{ waiting: number; overlooked: string | null }>`
    select count(*) filter (where (e.txid, e.id) > (c.txid, c.event_id)) as waiting, min(e.id::text) filter (where (e.txid, e.id) <= (c.txid, c.event_id)) as overlooked
    from audit_entry e
    cross join (select coalesce(max(txid), '0') as txid, coalesce(max(event_id::text), '00000000-0000-0000-0000-000000000000')::uuid as event_id
      from subscription where name = ${sealingCursor}) as c
    where e.body_id = ${bodyId} and not exists (select from audit_seal s where s.body_id = e.body_id and s.entry_id = e.id)`.execute(
    tables(tx),
  );
  return rows[0]!;
}

/** The cursor names the last entry that was sealed; where that has no seal any more, the end of its chain was cut off. */
async function cutEnd(tx: Tx, bodyId?: string): Promise<Break | null> {
  const { rows } = await sql<{ event_id: string }>`
    select c.event_id from subscription c
    where c.name = ${sealingCursor} and c.txid > '0' and not exists (select from audit_seal s where s.entry_id = c.event_id)`.execute(
    tables(tx),
  );
  const [last] = rows;
  return last ? { bodyId: bodyId ?? '', position: 0, reason: `最后封存的记录 ${last.event_id} 不见了：链的末尾被删除` } : null;
}

async function bodiesWithEntries(tx: Tx): Promise<string[]> {
  // A loose index scan: one look a body instead of one a row.
  const { rows } = await sql<{ body_id: string }>`
    with recursive body as (
      (select body_id from audit_entry order by body_id limit 1)
      union all
      select (select e.body_id from audit_entry e where e.body_id > body.body_id order by e.body_id limit 1) from body where body.body_id is not null
    ) select body_id from body where body_id is not null
    union select distinct body_id from audit_seal`.execute(tables(tx));
  return rows.map((row) => row.body_id);
}
