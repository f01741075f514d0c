import type { Insertable } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { BriefState } from '../../contract/words/briefs.ts';
import type { SpeechState } from '../../contract/words/speeches.ts';
import { isDue } from '../core/due-rules.ts';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import { briefText, briefTitles, demoSpeeches, floorTopics, noticesPast, noticesToday, speechText, type DemoNotice } from './demo-texts.ts';
import { sittingSeconds, speechLimits } from './speech-limits.ts';
import type { WordsTables } from './tables.ts';

type Row<Table extends keyof WordsTables> = Insertable<WordsTables[Table]>;
type Attendee = DemoMeeting['attendees'][number];
type Sitting = DemoMeeting['sittings'][number];

const minute = 60_000;
const clerk = '大会秘书处 叶知远';

/** Notices with their receipts, speeches in every state, the floor of today's sitting, what was said before, briefs issued and on their way. */
export async function seedWords(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  if (demo.meeting.kind === 'plenarySession' && demo.phase === 'coming') return;
  await seedNotices(tx, demo, chance);
  if (demo.meeting.kind === 'plenarySession') await write(tx, 'speech', plenarySpeeches(demo, chance));
  await seedFloors(tx, demo, chance);
  if (demo.groups.length > 0 && demo.meeting.kind === 'plenarySession') await write(tx, 'session_brief', briefs(demo, chance));
}

async function seedNotices(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  if (demo.meeting.kind !== 'plenarySession') return;
  const notices: Row<'meeting_notice'>[] = [];
  const receipts: Row<'meeting_notice_receipt'>[] = [];
  for (const text of demo.phase === 'past' ? noticesPast : noticesToday) {
    const sent =
      demo.phase === 'past'
        ? new Date(`${demo.meeting.opens_on}T00:00:00Z`).getTime() + text.ago * 60 * minute
        : awake(demo.now.getTime() - text.ago * minute);
    const id = newId(sent);
    const { row, people } = noticeRow(demo, text);
    const withdrawn = text.withdrawn ? new Date(sent + 20 * minute) : null;
    notices.push({
      body_id: demo.bodyId,
      id,
      meeting_id: demo.meeting.id,
      title: text.title,
      words: text.words,
      urgent: text.urgent ?? false,
      ...row,
      state: withdrawn ? 'withdrawn' : 'sent',
      sent_at: new Date(sent),
      sent_by: clerk,
      withdrawn_at: withdrawn,
    });
    const until = demo.phase === 'past' ? sent + 600 * minute : demo.now.getTime();
    for (const one of people)
      receipts.push(receiptOf(demo, id, one, { sent, until, urgent: text.urgent ?? false, past: demo.phase === 'past' }, chance));
  }
  await write(tx, 'meeting_notice', notices);
  await write(tx, 'meeting_notice_receipt', receipts);
}

/** The moment itself, or eight in the evening before where it lies in the night: nobody writes notices then. */
function awake(at: number): number {
  const hour = Math.floor((at / 3_600_000 + 8) % 24);
  return hour >= 8 && hour < 22 ? at : at - ((hour + 4) % 24) * 3_600_000;
}

function noticeRow(
  demo: DemoMeeting,
  text: DemoNotice,
): { row: Pick<Row<'meeting_notice'>, 'categories' | 'group_ids' | 'attendee_ids'>; people: readonly Attendee[] } {
  const none = { categories: [], group_ids: [], attendee_ids: [] };
  if (text.to === 'members')
    return { row: { ...none, categories: ['member'] }, people: demo.attendees.filter((one) => one.category === 'member') };
  if (text.to === 'group') {
    const group = demo.groups.find((one) => one.kind === 'delegation' || one.kind === 'sector') ?? demo.groups[0];
    if (group) return { row: { ...none, group_ids: [group.id] }, people: demo.attendees.filter((one) => one.group_id === group.id) };
  }
  if (text.to === 'staff') {
    const liaisons = new Set(demo.posts.filter((post) => post.post === 'liaison').map((post) => post.attendee_id));
    const people = demo.attendees.filter((one) => liaisons.has(one.id));
    if (people.length > 0) return { row: { ...none, attendee_ids: people.map((one) => one.id) }, people };
  }
  return { row: none, people: demo.attendees };
}

/** Most read within the hour, some later, a few not at all. */
function receiptOf(
  demo: DemoMeeting,
  noticeId: string,
  one: Attendee,
  when: { sent: number; until: number; urgent: boolean; past: boolean },
  chance: Chance,
): Row<'meeting_notice_receipt'> {
  const read = when.sent + chance.whole(1, 240) * minute * (chance.happens(0.7) ? 0.2 : 1);
  const isRead = read < when.until && chance.happens(when.past ? 0.98 : 0.93);
  const confirmed = read + chance.whole(0, 8) * minute;
  return {
    body_id: demo.bodyId,
    notice_id: noticeId,
    attendee_id: one.id,
    meeting_id: demo.meeting.id,
    read_at: isRead ? new Date(read) : null,
    confirmed_at: isRead && when.urgent && confirmed < when.until && chance.happens(0.95) ? new Date(confirmed) : null,
  };
}

const pastStates: readonly SpeechState[] = [
  'spoken',
  'spoken',
  'spoken',
  'spoken',
  'spoken',
  'spoken',
  'written',
  'written',
  'written',
  'written',
  'declined',
  'written',
];
const todayStates: readonly SpeechState[] = [
  'selected',
  'selected',
  'selected',
  'selected',
  'selected',
  'selected',
  'shortlisted',
  'shortlisted',
  'registered',
  'registered',
  'registered',
  'written',
  'written',
  'draft',
  'declined',
  'registered',
];

/** Registered plenary speeches; the selected ones are put into the plenary sittings in which speeches are held. */
function plenarySpeeches(demo: DemoMeeting, chance: Chance): Row<'speech'>[] {
  const members = demo.attendees.filter((one) => one.category === 'member');
  const states = demo.phase === 'past' ? pastStates : todayStates;
  const speakers = chance.some(members, states.length);
  const plenary = demo.sittings.filter((one) => one.kind === 'plenary');
  const held =
    plenary.find((one) => one.title.includes('发言') && (demo.phase === 'past' || one.state !== 'ended')) ?? plenary[1] ?? plenary[0];
  let position = 0;
  return speakers.map((speaker, index) => {
    const state = states[index]!;
    const placed = held && (state === 'selected' || state === 'spoken');
    if (placed) position += 1;
    return plenarySpeech(demo, chance, { speaker, index, state, sitting: placed ? held : null, position: placed ? position : 0 });
  });
}

function plenarySpeech(
  demo: DemoMeeting,
  chance: Chance,
  of: { speaker: Attendee; index: number; state: SpeechState; sitting: Sitting | null; position: number },
): Row<'speech'> {
  const { speaker, index, state, sitting, position } = of;
  const text = demoSpeeches[index % demoSpeeches.length]!;
  const limits = speechLimits(demo.bodyKind, demo.meeting.rules);
  const registered = new Date(`${demo.meeting.opens_on}T00:00:00Z`).getTime() - chance.whole(200, 9_000) * minute;
  const name = index === 2 || index === 8 ? 'sector' : index === 4 ? 'party' : 'self';
  const signed = name !== 'self' && state !== 'registered';
  const steps = state === 'shortlisted' ? 1 + (index % 2) : ['selected', 'spoken'].includes(state) ? 3 : 0;
  const seconds = state === 'spoken' ? chance.whole(limits.first - 120, limits.first + 25) : null;
  const began = sitting && state === 'spoken' ? new Date(sitting.starts_at.getTime() + (10 + position * 10) * minute) : null;
  const words = state === 'draft' ? '建议部分偏长，请压缩到三条，并补充数据来源。' : state === 'declined' ? '与已选定的发言题目重复。' : '';
  return {
    body_id: demo.bodyId,
    id: newId(registered),
    meeting_id: demo.meeting.id,
    sitting_id: sitting?.id ?? null,
    attendee_id: speaker.id,
    group_id: speaker.group_id,
    form: state === 'written' && index % 2 === 0 ? 'written' : 'oral',
    in_name_of: name,
    party: name === 'party' ? '民建明州市委会' : '',
    title: text.title,
    text: speechText(text, demo.bodyKind === 'cppcc' ? '委员' : '代表'),
    state,
    signed_by: signed ? (name === 'party' ? '民建明州市委会（公章）' : '召集人') : null,
    signed_at: signed ? new Date(registered + 60 * minute) : null,
    screened: steps,
    screenings: JSON.stringify(screenings(registered, steps, state, words)),
    position,
    limit_seconds: sitting ? limits.first : null,
    began_at: began,
    ended_at: began && new Date(began.getTime() + (seconds ?? 0) * 1_000),
    seconds,
    words,
    registered_at: new Date(registered),
    changed_at: new Date(registered + 120 * minute),
  };
}

function screenings(registered: number, steps: number, state: SpeechState, words: string): object[] {
  const passed = Array.from({ length: steps }, (_, index) => ({
    outcome: 'pass',
    words: index === 0 ? '立意好，建议具体。' : '',
    step: index + 1,
  }));
  const last = { draft: 'sendBack', declined: 'decline', written: 'written' }[state as string];
  const all = last ? [...passed, { outcome: last, words, step: Math.min(3, steps + 1) }] : passed;
  return all.map((one, index) => ({ ...one, byName: clerk, at: new Date(registered + (index + 1) * 90 * minute).toISOString() }));
}

/** What was said at group sittings that are over; at the one that runs (or comes next today) somebody speaks and others wait. */
async function seedFloors(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  const spoken = demo.sittings.filter((one) => ['delegation', 'group'].includes(one.kind) && one.state === 'ended');
  const turns = chance.some(spoken, 24).flatMap((sitting) => spokenTurns(demo, sitting, chance));
  const running = demo.sittings.find((one) => one.state === 'running' && !['meal', 'registration', 'other'].includes(one.kind));
  const floors: Row<'sitting_floor'>[] = [];
  if (demo.phase === 'today' && running) {
    const limits = speechLimits(demo.bodyKind, demo.meeting.rules);
    floors.push({
      body_id: demo.bodyId,
      sitting_id: running.id,
      meeting_id: demo.meeting.id,
      open: true,
      first_seconds: limits.first,
      later_seconds: limits.later,
      changed_at: running.starts_at,
    });
    turns.push(...liveTurns(demo, running, chance));
  }
  await write(tx, 'speech', turns);
  await write(tx, 'sitting_floor', floors);
}

function dueAt(demo: DemoMeeting, sitting: Sitting): Attendee[] {
  return demo.attendees.filter(
    (one) =>
      one.category === 'member' &&
      isDue(
        { dueCategories: sitting.due_categories, dueGroups: sitting.due_groups },
        { category: one.category, groupIds: one.group_id ? [one.group_id] : [] },
      ),
  );
}

function turnRow(demo: DemoMeeting, sitting: Sitting, who: Attendee, position: number, chance: Chance): Row<'speech'> {
  const limits = sittingSeconds(speechLimits(demo.bodyKind, demo.meeting.rules), sitting.kind);
  const asked = sitting.starts_at.getTime() + position * 4 * minute;
  return {
    body_id: demo.bodyId,
    id: newId(asked),
    meeting_id: demo.meeting.id,
    sitting_id: sitting.id,
    attendee_id: who.id,
    group_id: who.group_id,
    form: 'floor',
    title: chance.pick(floorTopics),
    state: 'queued',
    position,
    limit_seconds: limits.first,
    registered_at: new Date(asked),
    changed_at: new Date(asked),
  };
}

function spokenTurns(demo: DemoMeeting, sitting: Sitting, chance: Chance): Row<'speech'>[] {
  let at = sitting.starts_at.getTime() + 8 * minute;
  return chance.some(dueAt(demo, sitting), chance.whole(3, 7)).map((who, index) => {
    const seconds = chance.whole(150, 640);
    const began = new Date(at);
    at += (seconds + 40) * 1_000;
    const times = { began_at: began, ended_at: new Date(began.getTime() + seconds * 1_000), seconds };
    return { ...turnRow(demo, sitting, who, index + 1, chance), state: 'spoken' as const, ...times };
  });
}

/** Three have spoken, one is speaking, the others wait; one of them wants to put in a remark. */
function liveTurns(demo: DemoMeeting, sitting: Sitting, chance: Chance): Row<'speech'>[] {
  const people = chance.some(dueAt(demo, sitting), 10);
  const spoken = sitting.kind === 'plenary' ? 0 : Math.min(3, people.length);
  return people.map((who, index) => {
    const turn = turnRow(demo, sitting, who, 20 + index, chance);
    if (index < spoken) {
      const seconds = chance.whole(200, 610);
      const began = new Date(demo.now.getTime() - (spoken - index) * 11 * minute - 4 * minute);
      return { ...turn, state: 'spoken' as const, began_at: began, ended_at: new Date(began.getTime() + seconds * 1_000), seconds };
    }
    if (index === spoken && spoken > 0) {
      const began = new Date(demo.now.getTime() - 3 * minute);
      return { ...turn, state: 'speaking' as const, began_at: began, running_since: began, seconds: 0 };
    }
    return index === people.length - 1 ? { ...turn, intervention: 'interposed' as const, title: '插话', limit_seconds: 120 } : turn;
  });
}

function briefs(demo: DemoMeeting, chance: Chance): Row<'session_brief'>[] {
  const groups = demo.groups.filter((one) => one.kind === 'delegation' || one.kind === 'sector');
  const issued = demo.phase === 'past' ? Math.min(12, groups.length) : Math.min(3, groups.length);
  const waiting: readonly BriefState[] = demo.phase === 'past' ? [] : ['approved', 'submitted', 'submitted', 'sentBack', 'draft'];
  return [...Array.from({ length: issued }, (): BriefState => 'issued'), ...waiting].slice(0, groups.length).map((state, index) => {
    const group = groups[index]!;
    const members = demo.attendees.filter((one) => one.group_id === group.id && one.category === 'member');
    const sitting = demo.sittings.find((one) => ['delegation', 'group'].includes(one.kind) && one.due_groups.includes(group.id)) ?? null;
    const base = demo.phase === 'past' ? new Date(`${demo.meeting.closes_on}T09:00:00Z`).getTime() : demo.now.getTime();
    const changed = new Date(base - (issued + waiting.length - index) * 17 * minute);
    const people = chance.some(members, 3).map((one) => one.name);
    return {
      body_id: demo.bodyId,
      id: newId(changed.getTime()),
      meeting_id: demo.meeting.id,
      group_id: group.id,
      sitting_id: sitting?.id ?? null,
      number: state === 'issued' ? index + 1 : null,
      title: briefTitles[index % briefTitles.length]!.replace('{group}', group.name),
      text: briefText(group.name, people, chance.some(demoSpeeches, 3)),
      state,
      written_by: members.at(-1)?.name ?? clerk,
      approved_by: state === 'issued' || state === 'approved' ? clerk : null,
      words: state === 'sentBack' ? '请补充发言人的原话，第二部分写具体一些。' : '',
      issued_at: state === 'issued' ? changed : null,
      changed_at: changed,
    };
  });
}

async function write<Table extends 'meeting_notice' | 'meeting_notice_receipt' | 'speech' | 'sitting_floor' | 'session_brief'>(
  tx: Tx,
  table: Table,
  rows: readonly Row<Table>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 500)
    await tables<WordsTables>(tx)
      .insertInto(table)
      .values(rows.slice(from, from + 500))
      .execute();
}
