import { dayOf } from '#platform/contract/instant.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Insertable } from 'kysely';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import { sayMoment } from './change-words.ts';
import { plannedAgenda } from './demo-agendas.ts';
import type { PlannedItem } from './demo-agendas.ts';
import type { ArrangementTables } from './tables.ts';

type ItemRow = Insertable<ArrangementTables['agenda_item']>;
type Sitting = DemoMeeting['sittings'][number];

const together = 1_000;

/** Agendas of a demo meeting's sittings, as far as they are at the demo's moment, and what was changed since it was announced. */
export async function seedArrangement(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  const db = tables<ArrangementTables>(tx);
  const items = demo.sittings.flatMap((sitting) =>
    itemsOf(demo, sitting, plannedAgenda(demo.bodyKind, demo.meeting.kind === 'plenarySession', sitting.title)),
  );
  for (let from = 0; from < items.length; from += together)
    await db
      .insertInto('agenda_item')
      .values(items.slice(from, from + together))
      .execute();
  const changes = changesOf(demo, chance);
  if (changes.length > 0) await db.insertInto('meeting_change').values(changes).execute();
}

/** Items of an ended sitting are done one after the other; of the running one, those whose time is over, then the one that is on. */
function itemsOf(demo: DemoMeeting, sitting: Sitting, planned: readonly PlannedItem[]): ItemRow[] {
  let parent: string | null = null;
  let clock = sitting.starts_at.getTime();
  return planned.map((one, position): ItemRow => {
    const id = newId(sitting.starts_at.getTime());
    if (one.depth === 0) parent = id;
    const began = clock;
    if (one.depth === 0) clock += (one.minutes ?? 10) * 60_000;
    return {
      body_id: demo.bodyId,
      id,
      meeting_id: demo.meeting.id,
      sitting_id: sitting.id,
      parent_id: one.depth === 0 ? null : parent,
      position,
      title: one.title,
      presenter: one.presenter ?? '',
      minutes: one.minutes ?? null,
      hidden: one.hidden ?? false,
      ...(one.depth === 0 ? standing(demo.now, sitting, began, clock) : {}),
    };
  });
}

function standing(now: Date, sitting: Sitting, began: number, ends: number): Partial<ItemRow> {
  if (sitting.state === 'ended' || (sitting.state === 'running' && ends <= now.getTime()))
    return { state: 'done', began_at: new Date(began), ended_at: new Date(ends) };
  if (sitting.state === 'running' && began <= now.getTime()) return { state: 'now', began_at: new Date(began) };
  return {};
}

/** Two or three changes as every meeting has them, between its announcement and the demo's moment. */
function changesOf(demo: DemoMeeting, chance: Chance): Insertable<ArrangementTables['meeting_change']>[] {
  const announced = demo.meeting.announced_at;
  if (!announced || demo.meeting.state === 'draft') return [];
  const shown = demo.sittings.filter((one) => !one.hidden && one.due_groups.length === 0);
  const [meal, last] = [
    shown.find((one) => one.kind === 'meal'),
    shown.findLast((one) => one.kind === 'plenary' || one.kind === 'activity'),
  ];
  const until = Math.min(demo.now.getTime(), demo.meeting.ended_at?.getTime() ?? Infinity);
  const at = (share: number) => new Date(announced.getTime() + (until - announced.getTime()) * share);
  const row = (when: Date, subjectKind: string, subjectId: string, words: string) => ({
    body_id: demo.bodyId,
    id: newId(when.getTime()),
    meeting_id: demo.meeting.id,
    at: when,
    by_name: '会务组',
    subject_kind: subjectKind,
    subject_id: subjectId,
    words,
    told_at: when,
  });
  return [
    row(announced, 'announcement', demo.meeting.id, `会议通知：${demo.meeting.title}`),
    ...(meal
      ? [row(at(0.6), 'sitting', meal.id, `${dayOf(meal.starts_at).slice(5).replace('-', '月')}日${meal.title}：地点改到${meal.place}`)]
      : []),
    ...(last
      ? [
          row(
            at(0.9),
            'sitting',
            last.id,
            `${last.title}：开始时间由 ${sayMoment(new Date(last.starts_at.getTime() - 30 * 60_000))} 改到 ${sayMoment(last.starts_at)}`,
          ),
        ]
      : []),
    ...(chance.happens(0.5) && meal ? [row(at(0.95), 'meeting', demo.meeting.id, '会议停车改由东门进出，凭车证停放')] : []),
  ];
}
