import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/platform/server/database.ts';
import { newId } from '../../src/platform/contract/identifiers.ts';
import pg from 'pg';
import { makeCity, making } from '../../src/modules/directory/server/factory.ts';

/** A plenary session whose people all look at their day page. */
export interface BenchSession {
  readonly bodyId: string;
  readonly meetingId: string;
  readonly day: string;
  readonly people: readonly string[];
}

const day = '2027-01-21';
const at = (clock: string) => `${day}T${clock}:00+08:00`;

/**
 * Fills a session of `count` members in 30 groups: a day of nine entries with agendas and sign-in lists, a seat, a coach with two rides, a room and
 * twenty papers for each person, five notices to all.
 */
export async function fillSession(database: Database, adminUrl: string, count: number): Promise<BenchSession> {
  const bodyId = await making(database, async (tx) => (await makeCity(tx)).cppcc.id);
  const meetingId = newId();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const text of statements)
      await client.query(
        text.replaceAll('$body', `'${bodyId}'::uuid`).replaceAll('$meeting', `'${meetingId}'::uuid`).replaceAll('$count', String(count)),
      );
    await client.query('vacuum analyze');
    const { rows } = await client.query<{ person_id: string }>('select person_id from attendee where meeting_id = $1 order by id', [
      meetingId,
    ]);
    return { bodyId, meetingId, day, people: rows.map((row) => row.person_id) };
  } finally {
    await client.end();
  }
}

/** Ids that statements share are made of a name, so that later ones find them. */
const id = (name: string) => `md5('${randomUUID()}' || ${name})::uuid`;
const group = id(`'group ' || n`);
const sitting = id(`'sitting ' || n`);
const coach = id(`'coach ' || n`);
const coachOf = coach.replace(`|| n`, `|| ((n - 1) / 45 + 1)`);
const groupOf = group.replace(`|| n`, `|| (n % 30 + 1)`);
const attendee = id(`'attendee ' || n`);
const seating = id(`'seating'`);
const map = id(`'map'`);
const paper = id(`'paper ' || p`);
const notice = id(`'notice ' || k`);
const list = id(`'list ' || n`);

const statements: readonly string[] = [
  `insert into meeting (body_id, id, kind, title, place, opens_on, closes_on, state, announced_at, made_at, changed_at)
    values ($body, $meeting, 'plenarySession', '第十五届委员会第六次会议', '大会堂', '2027-01-20', '2027-01-24', 'running', now(), now(), now())`,
  `insert into meeting_group (body_id, id, meeting_id, kind, name, position) select $body, ${group}, $meeting, 'sector', '界别 ' || n, n from generate_series(1, 30) n`,
  `insert into attendee (body_id, id, meeting_id, person_id, name, category, group_id, position)
    select $body, ${attendee}, $meeting, ${id(`'person ' || n`)}, '委员 ' || n, 'member', ${groupOf}, n from generate_series(1, $count) n`,
  `insert into sitting (body_id, id, meeting_id, kind, title, starts_at, ends_at, place, state)
    select $body, ${sitting}, $meeting, case when n in (3, 6, 9) then 'meal' when n % 2 = 0 then 'plenary' else 'committee' end, '第 ' || n || ' 项', '${at('07:30')}'::timestamptz + n * interval '80 minutes',
      '${at('08:30')}'::timestamptz + n * interval '80 minutes', '大会堂', case when n < 4 then 'ended' else 'planned' end from generate_series(1, 9) n`,
  `insert into agenda_item (body_id, id, meeting_id, sitting_id, position, title, presenter)
    select $body, gen_random_uuid(), $meeting, ${sitting}, i, '议程第 ' || i || ' 项', '主持人' from generate_series(1, 9) n, generate_series(1, 5) i`,
  `insert into check_list (body_id, id, meeting_id, kind, sitting_id, title) select $body, ${list}, $meeting, 'sitting', ${sitting}, '签到' from generate_series(1, 9) n`,
  `insert into presence (body_id, check_list_id, attendee_id, meeting_id, nonce, means, at)
    select $body, ${list.replace('|| n', '|| l')}, ${attendee}, $meeting, gen_random_uuid(), 'personal', now() from generate_series(1, $count) n, generate_series(1, 3) l`,
  `insert into seat_map (body_id, id, name, plan, seats, made_at, changed_at) values ($body, ${map}, '大会堂', '{}', $count, now(), now())`,
  `insert into seating (body_id, id, meeting_id, seat_map_id, name, number, state, plan, published_at, changed_at) values ($body, ${seating}, $meeting, ${map}, '大会堂', 1, 'published', '{}', now(), now())`,
  `insert into seat_assignment (body_id, seating_id, seat, attendee_id, meeting_id, label, row_number, seat_number, block, door)
    select $body, ${seating}, 's' || n, ${attendee}, $meeting, n || '座', n / 40, n % 40, '中区', '3 号门' from generate_series(1, $count) n`,
  `insert into coach (body_id, id, meeting_id, number) select $body, ${coach}, $meeting, n from generate_series(1, ($count - 1) / 45 + 1) n`,
  `insert into coach_trip (body_id, id, meeting_id, coach_id, title, stops, departs_at)
    select $body, gen_random_uuid(), $meeting, ${coach}, '驻地到会场', '[{"place": "驻地", "at": "2027-01-21T05:40:00.000Z"}]', '${at('13:40')}'::timestamptz + r * interval '4 hours'
    from generate_series(1, ($count - 1) / 45 + 1) n, generate_series(0, 1) r`,
  `insert into coach_seat (body_id, coach_id, attendee_id, meeting_id, stop) select $body, ${coachOf}, ${attendee}, $meeting, '驻地' from generate_series(1, $count) n`,
  `insert into lodging (body_id, attendee_id, meeting_id, hotel, room, dining_table, dining_hall) select $body, ${attendee}, $meeting, '宾馆', n, n % 50, '一号餐厅' from generate_series(1, $count) n`,
  `insert into paper (body_id, id, meeting_id, title, class, state, position, version, issued_at, changed_at)
    select $body, ${paper}, $meeting, '文件 ' || p, 'internal', 'issued', p, 1, now(), now() from generate_series(1, 20) p`,
  `insert into paper_version (body_id, paper_id, version, meeting_id, file_id, media_type, bytes, pages, made_by, made_at)
    select $body, ${paper}, 1, $meeting, gen_random_uuid(), 'application/pdf', 800000, 24, '会务', now() from generate_series(1, 20) p`,
  `insert into paper_reading (body_id, paper_id, attendee_id, meeting_id, version, downloaded_at, opened_at, page, furthest_page)
    select $body, ${paper}, ${attendee}, $meeting, 1, now(), now(), 3, 8 from generate_series(1, $count) n, generate_series(1, 10) p`,
  `insert into meeting_notice (body_id, id, meeting_id, title, words, urgent, state, sent_at, sent_by)
    select $body, ${notice}, $meeting, '通知 ' || k, '请准时到会。', k = 5, 'sent', now(), '会务' from generate_series(1, 5) k`,
  `insert into meeting_notice_receipt (body_id, notice_id, attendee_id, meeting_id, read_at)
    select $body, ${notice}, ${attendee}, $meeting, case when k < 4 then now() end from generate_series(1, $count) n, generate_series(1, 5) k`,
];
