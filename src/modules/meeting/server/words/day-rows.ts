import { sql } from 'kysely';
import { addDays, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { expectFacts, keptFact, tables } from '#platform/server/database.ts';
import type { AttendeeCategory, MeetingKind, MeetingState, SettledOutcome, SittingKind, SittingState } from '../../contract/meeting.ts';
import type { OwnPaper } from '../../contract/papers/paper.ts';
import type { OwnSeat, OwnTrip } from '../../contract/places/own-places.ts';
import { utc } from './day-rules.ts';
import type { OwnWords } from './own-words.ts';
import type { WordsTables } from './tables.ts';

/** What a day is made of. Moments are texts as PostgreSQL writes them into JSON. */
export interface DayRows {
  readonly meeting: {
    readonly id: string;
    readonly body_id: string;
    readonly kind: MeetingKind;
    readonly title: string;
    readonly place: string;
    readonly opens_on: string;
    readonly closes_on: string;
    readonly state: MeetingState;
    readonly papers_until: string | null;
    readonly ended_at: string | null;
  };
  readonly me: {
    readonly id: string;
    readonly category: AttendeeCategory;
    readonly group_id: string | null;
    readonly group_name: string | null;
    readonly registered_at: string | null;
    readonly posts: readonly { readonly group_id: string; readonly post: string }[];
  } | null;
  readonly days: readonly { readonly day: string; readonly entries: number }[];
  readonly sittings: readonly {
    readonly id: string;
    readonly kind: SittingKind;
    readonly title: string;
    readonly starts_at: string;
    readonly ends_at: string;
    readonly place: string;
    readonly state: SittingState;
    readonly due_categories: readonly AttendeeCategory[];
    readonly due_groups: readonly string[];
    readonly check_in_from: string | null;
    readonly floor_open: boolean | null;
  }[];
  readonly agenda: readonly {
    readonly id: string;
    readonly sitting_id: string;
    readonly parent_id: string | null;
    readonly title: string;
    readonly presenter: string;
    readonly state: string;
  }[];
  readonly presence: readonly {
    readonly kind: string;
    readonly sitting_id: string | null;
    readonly trip_id: string | null;
    readonly at: string;
  }[];
  /** What was settled of the person at closed sittings, as corrected since. */
  readonly settled: readonly { readonly sitting_id: string; readonly outcome: SettledOutcome }[];
  readonly leaves: readonly { readonly from_at: string; readonly until_at: string }[];
  readonly changes: readonly { readonly id: string; readonly at: string; readonly words: string }[];
  readonly leaves_to_decide: number;
  readonly briefs_sent_back: number;
  readonly seats: readonly OwnSeat[];
  readonly trips: readonly OwnTrip[];
  readonly lodging: { readonly hotel: string; readonly room: string; readonly hall: string; readonly table: string } | null;
  readonly papers: readonly Omit<OwnPaper, 'until' | 'closed'>[];
  /** Sent ones that are unread, or urgent and not confirmed. */
  readonly notices: readonly {
    readonly id: string;
    readonly title: string;
    readonly words: string;
    readonly sentAt: string;
    readonly unread: boolean;
    readonly owed: boolean;
  }[];
  readonly speeches: OwnWords['speeches'];
  readonly to_sign: number;
}

/** What is the same for everybody of a meeting on one of its days; papers with whom each is for. */
type MeetingDay = Pick<DayRows, 'meeting' | 'days' | 'sittings' | 'agenda' | 'changes'> & {
  readonly papers: readonly (Omit<DayRows['papers'][number], 'reading' | 'notes'> & {
    readonly categories: readonly AttendeeCategory[];
    readonly groupIds: readonly string[];
  })[];
};

/** What is one's own of such a day. */
type OwnDay = Omit<DayRows, keyof MeetingDay> & {
  readonly me: NonNullable<DayRows['me']>;
  readonly readings: readonly ({ readonly paperId: string } & NonNullable<OwnPaper['reading']>)[];
  readonly notes: readonly { readonly paperId: string; readonly count: number }[];
};

/**
 * A day of a meeting for one of its people: my_day() of db/migrations/0045_meeting-words.sql, one statement, because thousands of phones ask it in the same
 * second, and what meeting_day() told the first of them. Null where the actor is none of the meeting's people.
 */
export async function myDay(tx: Tx, meetingId: string, day: string): Promise<DayRows | null> {
  expectFacts(tx);
  const db = tables<WordsTables>(tx);
  const { rows } = await sql<{ day: OwnDay | null }>`select my_day(${meetingId}) as day`.execute(db);
  const own = rows[0]?.day;
  if (!own) return null;
  // Kept for all of the meeting, and given to nobody but them.
  const common = await keptFact(tx, `meeting day ${meetingId} ${day}`, async () => {
    const found = await sql<{ day: MeetingDay }>`
      select meeting_day(${meetingId}, ${startOfDay(day)}, ${startOfDay(addDays(day, 1))}) as day`.execute(db);
    return inUtc(found.rows[0]!.day);
  });
  return common && { ...common, ...own, papers: papersFor(common, own) };
}

/** What everybody reads is put into the contracts' form once. */
function inUtc(day: MeetingDay): MeetingDay {
  return {
    ...day,
    sittings: day.sittings.map((one) => ({ ...one, starts_at: utc(one.starts_at), ends_at: utc(one.ends_at) })),
    changes: day.changes.map((one) => ({ ...one, at: utc(one.at) })),
    papers: day.papers.map((one) => ({ ...one, issuedAt: utc(one.issuedAt) })),
  };
}

/** The papers that are for the person, as ownPapers (papers/own-papers.ts) finds them, with how far he is. */
function papersFor({ papers }: MeetingDay, { me, readings, notes }: OwnDay): DayRows['papers'] {
  const groupIds = new Set([me.group_id, ...me.posts.map((post) => post.group_id)]);
  const read = new Map(readings.map(({ paperId, ...reading }) => [paperId, reading]));
  const noted = new Map(notes.map((note) => [note.paperId, note.count]));
  return papers.flatMap(({ categories, groupIds: groups, ...paper }) =>
    categories.includes(me.category) && (groups.length === 0 || groups.some((id) => groupIds.has(id)))
      ? [{ ...paper, reading: read.get(paper.id) ?? null, notes: noted.get(paper.id) ?? 0 }]
      : [],
  );
}

/** The same for the office, which is due nowhere: the programme alone, as row-level security shows it. Null where there is no such meeting for the actor. */
export async function officeDay(tx: Tx, meetingId: string, day: string): Promise<DayRows | null> {
  const db = tables<WordsTables>(tx);
  const meeting = await db.selectFrom('meeting').selectAll().where('id', '=', meetingId).executeTakeFirst();
  if (!meeting) return null;
  const { rows } = await sql<Pick<DayRows, 'days' | 'sittings' | 'agenda' | 'changes'>>`
    with s as materialized (
      select s.* from sitting s where s.body_id = ${meeting.body_id} and s.meeting_id = ${meeting.id} and not s.hidden and s.state <> 'cancelled'),
    d as materialized (select * from s where s.starts_at >= ${startOfDay(day)} and s.starts_at < ${startOfDay(addDays(day, 1))})
    select
      (select coalesce(json_agg(n order by n.day), '[]') from (
        select ((s.starts_at at time zone 'Asia/Shanghai')::date)::text as day, count(*)::int as entries from s group by 1) n) as days,
      (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'title', d.title, 'starts_at', d.starts_at, 'ends_at', d.ends_at, 'place', d.place,
        'state', d.state, 'due_categories', d.due_categories, 'due_groups', d.due_groups, 'check_in_from', d.check_in_from, 'floor_open', null)
        order by d.starts_at, d.id), '[]') from d) as sittings,
      (select coalesce(json_agg(json_build_object('id', i.id, 'sitting_id', i.sitting_id, 'parent_id', i.parent_id, 'title', i.title, 'presenter', i.presenter, 'state', i.state)
        order by i.position, i.id), '[]') from d join agenda_item i on i.body_id = d.body_id and i.meeting_id = d.meeting_id and i.sitting_id = d.id where not i.hidden) as agenda,
      (select coalesce(json_agg(c order by c.id desc), '[]') from (
        select h.id, h.at, h.words from meeting_change h where h.body_id = ${meeting.body_id} and h.meeting_id = ${meeting.id} order by h.id desc limit 5) c) as changes
  `.execute(db);
  const { papers_until, ended_at } = meeting;
  return {
    ...nothingOwn,
    ...rows[0]!,
    meeting: { ...meeting, papers_until: papers_until?.toISOString() ?? null, ended_at: ended_at?.toISOString() ?? null },
  };
}

const nothingOwn = {
  me: null,
  presence: [],
  settled: [],
  leaves: [],
  leaves_to_decide: 0,
  briefs_sent_back: 0,
  seats: [],
  trips: [],
  lodging: null,
  papers: [],
  notices: [],
  speeches: [],
  to_sign: 0,
} as const;
