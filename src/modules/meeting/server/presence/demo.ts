import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { SittingKind } from '../../contract/meeting.ts';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import type { SittingOutcome } from '../tables.ts';
import { presenceOfSittings } from './counts.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** Entries of the programme whose attendance is settled when they are over; nobody is absent from a meal. */
const settled: ReadonlySet<SittingKind> = new Set(['preparatory', 'plenary', 'delegation', 'group', 'presidium', 'committee', 'activity']);
const hour = 3_600_000;

/** Lists of the meeting, who came (some nine in ten), a few refused attempts, three devices and one person let in twice while the network was away. */
export async function seedPresence(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  if (demo.phase === 'coming') return;
  await writeLists(tx, demo);
  const scanners = await writeScanners(tx, demo, chance);
  await writeEntries(tx, demo);
  await writeScans(tx, demo, scanners);
  if (demo.attendees.length > 200) await writeConflict(tx, demo, scanners);
  await settleEnded(tx, demo);
}

/** A list for each entry of the programme that has begun or is on today, and one for packs. */
async function writeLists(tx: Tx, demo: DemoMeeting): Promise<void> {
  const until = demo.now.getTime() + 16 * hour;
  const rows = demo.sittings
    .filter((sitting) => sitting.kind !== 'other' && sitting.state !== 'cancelled' && sitting.starts_at.getTime() < until)
    .map((sitting) => {
      const ended = sitting.state === 'ended';
      return {
        body_id: demo.bodyId,
        id: newId(sitting.starts_at.getTime() - hour),
        meeting_id: demo.meeting.id,
        kind: sitting.kind === 'registration' || sitting.kind === 'meal' ? sitting.kind : ('sitting' as const),
        sitting_id: sitting.id,
        title: sitting.title,
        opens_at: sitting.check_in_from,
        closes_at: sitting.check_in_until,
        due_categories: [...sitting.due_categories],
        due_groups: [...sitting.due_groups],
        state: ended ? ('closed' as const) : ('open' as const),
        closed_at: ended ? sitting.ends_at : null,
      };
    });
  const registration = demo.sittings.find((sitting) => sitting.kind === 'registration');
  const pack = registration && {
    ...rows.find((row) => row.sitting_id === registration.id)!,
    id: newId(registration.starts_at.getTime()),
    kind: 'pack' as const,
    sitting_id: null,
    title: '领取证件和材料袋',
  };
  await db(tx)
    .insertInto('check_list')
    .values(pack ? [...rows, pack] : rows)
    .execute();
}

async function writeScanners(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<string[]> {
  const began = demo.sittings[0]?.starts_at ?? demo.now;
  const today = demo.phase === 'today';
  const rows = ['东门一号', '西门一号', '餐厅平板'].map((name, place) => ({
    body_id: demo.bodyId,
    id: newId(began.getTime() - 2 * hour),
    meeting_id: demo.meeting.id,
    name,
    token_hash: randomBytes(32),
    device: ['1080×2400 · Chrome', '1170×2532 · Safari', '1600×2560 · Chrome'][place]!,
    made_by: '会务组',
    made_at: new Date(began.getTime() - 2 * hour),
    enrolled_at: new Date(began.getTime() - 2 * hour),
    last_seen_at: today ? new Date(demo.now.getTime() - (place === 1 ? 18 * 60_000 : 4_000)) : new Date(demo.sittings.at(-1)!.ends_at),
    offset_ms: [320, -41_500, 1_870][place]!,
    offset_within_ms: chance.whole(18, 60),
    queued: today && place === 1 ? 6 : 0,
    queued_since: today && place === 1 ? new Date(demo.now.getTime() - 17 * 60_000) : null,
    ended_at: today ? null : new Date(demo.sittings.at(-1)!.ends_at.getTime() + hour),
  }));
  await db(tx).insertInto('scanner').values(rows).execute();
  return rows.map((row) => row.id);
}

/** A share of 0 to 1 that hangs on the words alone. */
const share = (words: ReturnType<typeof sql>) => sql`(('x' || substr(md5(${words}), 1, 8))::bit(32)::bigint / 4294967296.0)`;

/** Whoever is due came with a chance of 0.91 unless he is on leave, some time in the forty minutes before the beginning; registration and packs are those of the people. */
async function writeEntries(tx: Tx, demo: DemoMeeting): Promise<void> {
  const luck = share(sql`l.id::text || a.id::text`);
  const time = share(sql`a.id::text || l.id::text`);
  await sql`
    insert into presence (body_id, check_list_id, attendee_id, meeting_id, nonce, means, at)
    select * from (
      select l.body_id, l.id, a.id, l.meeting_id, md5(l.id::text || a.id::text)::uuid,
        case when ${time} < 0.72 then 'personal' when ${time} < 0.93 then 'badge' when ${time} < 0.98 then 'hall' else 'staff' end,
        case l.kind
          when 'registration' then a.registered_at when 'pack' then a.pack_at
          when 'meal' then s.starts_at + make_interval(secs => 3000 * ${time})
          else s.starts_at - make_interval(secs => 2400 * power(${time}, 1.6) - 180) end as at
      from check_list l
      left join sitting s on s.body_id = l.body_id and s.id = l.sitting_id
      join attendee a on a.body_id = l.body_id and a.meeting_id = l.meeting_id and a.category = any (l.due_categories)
        and (l.due_groups = '{}' or a.group_id = any (l.due_groups) or exists (
          select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any (l.due_groups)))
      where l.body_id = ${demo.bodyId} and l.meeting_id = ${demo.meeting.id} and ${luck} < case when l.kind in ('registration', 'pack') then 1 else 0.91 end
        and not exists (
          select from leave_request r where r.body_id = a.body_id and r.attendee_id = a.id and r.state = 'granted'
            and r.from_at <= coalesce(s.starts_at, l.opens_at) and r.until_at > coalesce(s.starts_at, l.opens_at))
    ) as came where came.at is not null and came.at < ${demo.now}`.execute(db(tx));
}

/** The attempts behind the entries, and those that were refused: twice at the door, a screenshot, the wrong door, somebody else's badge. */
async function writeScans(tx: Tx, demo: DemoMeeting, scanners: readonly string[]): Promise<void> {
  const of = sql`p.body_id = ${demo.bodyId} and p.meeting_id = ${demo.meeting.id}`;
  const device = sql`(${[...scanners]}::uuid[])[case when l.kind = 'meal' then 3 else 1 + (get_byte(decode(substr(md5(p.nonce::text), 1, 2), 'hex'), 0) & 1) end]`;
  await sql`
    insert into scan (body_id, check_list_id, nonce, meeting_id, scanner_id, attendee_id, means, status, device_at, offset_ms, server_at, by_name, words)
    select p.body_id, p.check_list_id, p.nonce, p.meeting_id, case when p.means in ('personal', 'badge') then ${device} end, p.attendee_id, p.means, 'accepted',
      p.at, 0, p.at, case when p.means = 'staff' then '会务组' else '' end, case when p.means = 'staff' then '手机没电，已核对证件' else '' end
    from presence p join check_list l on l.body_id = p.body_id and l.id = p.check_list_id where ${of}`.execute(db(tx));
  const luck = share(sql`p.nonce::text || 'again'`);
  await sql`
    insert into scan (body_id, check_list_id, nonce, meeting_id, scanner_id, attendee_id, means, code, status, device_at, offset_ms, server_at)
    select p.body_id, p.check_list_id, md5(p.nonce::text || 'again')::uuid, p.meeting_id, ${scanners[0]!}::uuid,
      case when ${luck} > 0.004 then p.attendee_id end, case when ${luck} > 0.004 then 'personal' else 'badge' end, case when ${luck} > 0.004 then '' else '7H2K9M4QXT' end,
      case when ${luck} <= 0.004 then 'unknown' when ${luck} < 0.008 then 'product' when ${luck} < 0.014 then 'expired' else 'redeemed' end,
      p.at + interval '9 seconds', 0, p.at + interval '9 seconds'
    from presence p where ${of} and ${luck} < 0.03 and p.at + interval '9 seconds' < ${demo.now}`.execute(db(tx));
}

/** Somebody who went in by one door and out and in by another, while the second had no network. */
async function writeConflict(tx: Tx, demo: DemoMeeting, scanners: readonly string[]): Promise<void> {
  const first = await db(tx)
    .selectFrom('scan')
    .innerJoin('check_list as l', (on) => on.onRef('l.body_id', '=', 'scan.body_id').onRef('l.id', '=', 'scan.check_list_id'))
    .select(['scan.check_list_id', 'scan.nonce', 'scan.attendee_id', 'scan.device_at'])
    .where('scan.body_id', '=', demo.bodyId)
    .where('scan.meeting_id', '=', demo.meeting.id)
    .where('scan.scanner_id', '=', scanners[0]!)
    .where('scan.status', '=', 'accepted')
    .where('l.kind', '=', 'sitting')
    .orderBy('scan.device_at', 'desc')
    .offset(20)
    .limit(1)
    .executeTakeFirst();
  if (!first) return;
  const nonce = newId(first.device_at.getTime());
  const at = new Date(first.device_at.getTime() + 4 * 60_000);
  const handed = new Date(Math.min(demo.now.getTime(), at.getTime() + 11 * 60_000));
  const of = { body_id: demo.bodyId, check_list_id: first.check_list_id, meeting_id: demo.meeting.id, attendee_id: first.attendee_id! };
  const scan = { means: 'badge', status: 'forced', force_sent: true, forced: true, offline: true } as const;
  await db(tx)
    .insertInto('scan')
    .values({ ...of, nonce, scanner_id: scanners[1]!, ...scan, device_at: at, offset_ms: 0, server_at: handed })
    .execute();
  const past = demo.phase === 'past';
  await db(tx)
    .insertInto('scan_conflict')
    .values({
      ...of,
      first_nonce: first.nonce,
      second_nonce: nonce,
      found_at: handed,
      settled_at: past ? new Date(handed.getTime() + hour) : null,
      settled_by: past ? '会务组' : null,
      words: past ? '本人从东门进场后出去接电话，再由西门进场，不是冒用。' : '',
    })
    .execute();
}

/** What became of everybody at the entries that are over, as closing them would have settled it. */
async function settleEnded(tx: Tx, demo: DemoMeeting): Promise<void> {
  const ended = demo.sittings.filter((sitting) => sitting.state === 'ended' && settled.has(sitting.kind));
  const found = await presenceOfSittings(tx, { body_id: demo.bodyId, id: demo.meeting.id }, ended);
  const outcomes = ended.map(({ id }) => {
    const { count, groups, others } = found.get(id)!;
    const of = ({ due, present, onLeave, missing }: typeof count) => ({ due, present, onLeave, absent: missing });
    const outcome: SittingOutcome = {
      ...of(count),
      groups: groups.map((group) => ({ groupId: group.groupId, ...of(group.count) })),
      others: of(others),
    };
    return { id, outcome };
  });
  await sql`
    update sitting s set outcome = o.outcome, closed_at = coalesce(s.closed_at, s.ends_at)
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as o (id uuid, outcome jsonb)
    where s.body_id = ${demo.bodyId} and s.id = o.id`.execute(db(tx));
  await sql`
    insert into attendance (body_id, sitting_id, meeting_id, attendee_id, group_id, category, outcome, at, means)
    select s.body_id, s.id, s.meeting_id, d.attendee_id, d.group_id, d.category,
      case when p.attendee_id is not null then 'present' when exists (select from leave_request r where r.body_id = s.body_id and r.attendee_id = d.attendee_id
        and r.state = 'granted' and r.from_at <= s.starts_at and r.until_at > s.starts_at) then 'onLeave' else 'absent' end, p.at, p.means
    from sitting s cross join lateral people_due(s.body_id, s.meeting_id, s.due_categories, s.due_groups, s.starts_at) d
    left join check_list l on l.body_id = s.body_id and l.sitting_id = s.id
    left join presence p on p.body_id = l.body_id and p.check_list_id = l.id and p.attendee_id = d.attendee_id and p.taken_back_at is null
    where s.body_id = ${demo.bodyId} and s.id = any(${ended.map((sitting) => sitting.id)}::uuid[])`.execute(db(tx));
}
