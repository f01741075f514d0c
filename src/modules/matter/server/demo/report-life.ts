import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { reportCategory } from '../engine/report-categories.ts';
import type { HandlingRow } from '../tables.ts';
import type { BodyCast, GrassrootsCast } from './cast.ts';
import { authorOf } from './cast.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { Rows } from '../engine/case-rows.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { ComposedReport } from './compose.ts';

/** The text of a report and how its life went, from a written or a composed source. */
export interface ReportStory extends ComposedReport {
  readonly dispatchMinutes?: number;
  readonly stop?: { readonly label: string; readonly explanation: string };
}

const ratingCodes: Readonly<Record<string, string>> = { 满意: 'satisfied', 基本满意: 'basicallySatisfied', 不满意: 'dissatisfied' };
const stopCodes: Readonly<Record<string, string>> = { 信访: 'petition', 诉讼: 'litigation', 紧急: 'emergency' };
const hour = 3_600_000;

interface Life {
  readonly cast: BodyCast;
  readonly unit: GrassrootsCast;
  readonly chance: Chance;
  readonly story: ReportStory;
  readonly of: CaseRows;
}

/** All rows of one report that was sent at `sentAt` and came to the grassroots unit `unit`. */
export function reportRows(cast: BodyCast, unit: GrassrootsCast, chance: Chance, story: ReportStory, sentAt: Date): Rows {
  const author = authorOf(cast, chance, sentAt);
  const category = reportCategory(story.category);
  const spot = unit.spot(chance);
  const of = new CaseRows({
    kind: kindOf('report'),
    rules: cast.rules,
    now: cast.now,
    at: sentAt,
    matter: {
      body_id: cast.bodyId,
      title: story.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      form: {
        words: story.words,
        title: story.title,
        category: story.category,
        place: { address: story.address, lon: spot.lon, lat: spot.lat },
        files: [],
      },
      category: story.category,
      field: category?.group ?? null,
      nature: category?.nature ?? 'help',
      address: story.address,
      lon: spot.lon,
      lat: spot.lat,
      region_code: unit.regionCode,
      grid_id: spot.gridId,
      assigned_at: sentAt,
    },
  });
  const life: Life = { cast, unit, chance, story, of };
  const who = { id: author.personId, name: `${author.name}代表`, organisationId: cast.bodyId, organisation: cast.bodyName };
  const handling = of.handling(unit, 'sole', sentAt);
  of.tell('submit', sentAt, who, { unit: unit.shortName }, handling);
  const state = story.stop ? stop(life, handling, sentAt) : dispatch(life, handling, sentAt, who);
  of.add('handling', { ...handling });
  return of.finish(state);
}

type Who = Parameters<CaseRows['tell']>[2];

function stop({ of, story, unit, chance }: Life, handling: HandlingRow, at: Date): string {
  const stoppedAt = new Date(at.getTime() + chance.whole(20, 300) * 60_000);
  if (!of.happened(stoppedAt)) return 'received';
  of.tell('stop', stoppedAt, desk(unit, chance), { reason: story.stop!.explanation }, handling);
  of.matter.stop_label = stopCodes[story.stop!.label] ?? 'petition';
  of.matter.closed_at = stoppedAt;
  return 'stopped';
}

function dispatch(life: Life, handling: HandlingRow, at: Date, who: Who): string {
  const { of, chance, unit, story } = life;
  const dispatchedAt = new Date(at.getTime() + (story.dispatchMinutes ?? chance.pick([4, 7, 12, 25, 60, 180])) * 60_000);
  of.clock('dispatch', at, dispatchedAt, { kind: 'unit', id: unit.id, name: unit.name, role: 'dutyDesk' }, { handlingId: handling.id });
  const answeredAt = answerTime(life, at);
  of.clock(
    'reply',
    at,
    of.happened(dispatchedAt) ? answeredAt : null,
    { kind: 'unit', id: unit.id, name: unit.name, role: 'dutyDesk' },
    { handlingId: handling.id },
  );
  if (!of.happened(dispatchedAt)) return 'received';
  // Most of what is still open: whoever tries the product as a grid worker finds something to do, at whatever hour.
  const worker = unit.star && !of.happened(answeredAt) && chance.happens(0.8) ? unit.star : chance.pick(unit.workers);
  Object.assign(handling, { state: 'dispatched', received_at: dispatchedAt, worker_id: worker.personId, worker_name: worker.name });
  of.tell('dispatch', dispatchedAt, desk(unit, chance), { worker: worker.name, unit: unit.shortName }, handling);
  of.clock('work', dispatchedAt, answeredAt, { kind: 'person', id: worker.personId, name: worker.name }, { handlingId: handling.id });
  const arrivedAt = new Date(dispatchedAt.getTime() + chance.whole(8, 70) * 60_000);
  const worksAs = { id: worker.personId, name: worker.name, organisationId: unit.id, organisation: unit.shortName };
  if (of.happened(arrivedAt) && arrivedAt < answeredAt) of.tell('arrive', arrivedAt, worksAs, { words: story.remark }, handling);
  if (!of.happened(answeredAt)) return 'handling';
  return answer(life, handling, answeredAt, {
    words: story.reply,
    rating: story.rating,
    remark: story.ratingWords,
    round: 1,
    worker: worksAs,
    who,
  });
}

/** Most within the time of their nature; a few late. */
function answerTime({ cast, chance, story, of }: Life, at: Date): Date {
  if (story.urgency === '紧急') return new Date(at.getTime() + chance.whole(1, 7) * hour);
  const days = chance.happens(0.965) ? chance.whole(1, of.matter.nature === 'complaint' ? 5 : 3) : chance.whole(7, 12);
  return CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, dayOf(at), days), chance.whole(9, 16), chance.whole(0, 59));
}

interface Answered {
  readonly words: string;
  readonly rating: string;
  readonly remark: string;
  readonly round: number;
  readonly worker: Who;
  readonly who: Who;
}

function answer(life: Life, handling: HandlingRow, at: Date, answered: Answered): string {
  const { of, cast, chance } = life;
  const replyId = newId(at.getTime());
  of.add('reply', {
    id: replyId,
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    round: answered.round,
    state: 'issued',
    words: answered.words,
    answer_class: 'done',
    answer_letter: null,
    answer_label: '已经办好',
    missing_opinions: null,
    contact_name: null,
    promises: [],
    document_number: null,
    steps: [],
    drafted_by: answered.worker.id,
    saved_at: at,
    issued_at: at,
  });
  Object.assign(handling, { state: 'replied', replied_at: at, round: answered.round });
  Object.assign(of.matter, { replied_at: at, answer_class: 'done' });
  of.tell('answer', at, answered.worker, { words: answered.words }, handling);
  const rates = chance.happens(0.9) || answered.rating === '不满意';
  const ratedAt = rates
    ? new Date(at.getTime() + chance.whole(1, 60) * hour)
    : CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, dayOf(at), 8), 0, 10);
  of.clock('rate', at, ratedAt, { kind: 'person', id: answered.who.id!, name: of.matter.author_name }, { handlingId: handling.id });
  if (!of.happened(ratedAt)) return 'replied';
  if (!rates) {
    of.tell('lapseRating', ratedAt, { id: null, name: '系统', organisationId: cast.bodyId, organisation: cast.bodyName }, {}, handling);
    return close(of, handling, ratedAt);
  }
  return judge(life, handling, replyId, answered, ratedAt);
}

function judge(life: Life, handling: HandlingRow, replyId: string, answered: Answered, at: Date): string {
  const { of, chance, story, unit } = life;
  const overall = ratingCodes[answered.rating]!;
  const reason = overall === 'dissatisfied' ? (story.redo?.reason ?? '去现场看了，问题还在。') : null;
  of.add('rating', {
    id: newId(at.getTime()),
    handling_id: handling.id,
    reply_id: replyId,
    round: answered.round,
    person_id: answered.who.id,
    person_name: of.matter.author_name,
    overall,
    attitude: null,
    result: null,
    reason,
    words: answered.remark || null,
    side: 'proposer',
    // Rated from one side, it is open at once.
    opened_at: at,
    at,
  });
  of.matter.rating = overall;
  of.tell('rate', at, answered.who, { overall: answered.rating, reason: reason ?? '' }, handling);
  if (overall !== 'dissatisfied') return close(of, handling, at);
  Object.assign(handling, { state: 'dispatched', round: answered.round + 1 });
  of.matter.round = handling.round;
  const againAt = new Date(at.getTime() + chance.whole(20, 60) * hour);
  of.clock('redo', at, againAt, { kind: 'unit', id: unit.id, name: unit.name, role: 'dutyDesk' }, { handlingId: handling.id });
  if (!of.happened(againAt)) return 'rehandling';
  return answer(life, handling, againAt, {
    ...answered,
    words: story.redo?.reply ?? answered.words,
    rating: '满意',
    remark: '这次办好了。',
    round: handling.round,
  });
}

function close(of: CaseRows, handling: HandlingRow, at: Date): string {
  handling.state = 'rated';
  of.matter.closed_at = at;
  return 'closed';
}

function desk(unit: GrassrootsCast, chance: Chance): Who {
  const one = chance.pick(unit.desk);
  return { id: one.personId, name: one.name, organisationId: unit.id, organisation: unit.shortName };
}
