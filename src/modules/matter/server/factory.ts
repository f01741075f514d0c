import { newId } from '#platform/contract/identifiers.ts';
import type { Database } from '#platform/server/database.ts';
import type { TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, makeUnit, making } from '#modules/directory/server/factory.ts';
import { kindOf } from '../contract/kinds/index.ts';
import type { ActInput } from './engine/act-context.ts';
import type { ActOutcome } from './engine/act.ts';
import { performAct } from './engine/act.ts';
import { caseAhead } from './engine/case.ts';
import { raiseMatter } from './actions/raise-matter.ts';
import { saveDraft } from './actions/save-draft.ts';

/** Everybody that the stories of both kinds need, in one small city. */
export interface TestCast {
  readonly city: TestCity;
  readonly author: TestSeat;
  readonly cosigners: readonly TestSeat[];
  readonly clerk: TestSeat;
  readonly officeLeader: TestSeat;
  /** Of the committee 城建环资工委. */
  readonly committee: TestSeat;
  readonly lead: { readonly id: string; readonly clerk: TestSeat; readonly officer: TestSeat; readonly head: TestSeat };
  readonly co: { readonly id: string; readonly clerk: TestSeat };
  readonly third: { readonly id: string; readonly clerk: TestSeat };
  readonly dutyDesk: TestSeat;
  readonly gridWorker: TestSeat;
}

/** Makes a {@link TestCast}. */
export async function makeCast(database: Database, code = '3399'): Promise<TestCast> {
  return await making(database, async (tx) => {
    const city = await makeCity(tx, code);
    const unit = async (name: string) => await makeUnit(tx, { kind: 'handlingUnit', name, level: 'city', regionCode: `${code}00` });
    const [co, third] = [await unit('市财政局'), await unit('市交通运输局')];
    return {
      city,
      author: await makeMember(tx, city.congress, { name: '林知远' }),
      cosigners: [await makeMember(tx, city.congress, { name: '周晓岚' }), await makeMember(tx, city.congress, { name: '顾明' })],
      clerk: await makeStaff(tx, city.congress, ['clerk'], { name: '苏衡' }),
      officeLeader: await makeStaff(tx, city.congress, ['officeLeader', 'clerk'], { name: '岳简' }),
      committee: await makeStaff(tx, city.congress, ['committee'], { name: '袁立', division: '城建环资工委' }),
      lead: {
        id: city.unit.id,
        clerk: await makeStaff(tx, city.unit, ['unitClerk'], { name: '钟意' }),
        officer: await makeStaff(tx, city.unit, ['unitOfficer'], { name: '何敏' }),
        head: await makeStaff(tx, city.unit, ['unitHead'], { name: '高适' }),
      },
      co: { id: co.id, clerk: await makeStaff(tx, co, ['unitClerk'], { name: '孟致远' }) },
      third: { id: third.id, clerk: await makeStaff(tx, third, ['unitClerk'], { name: '罗闻' }) },
      dutyDesk: await makeStaff(tx, city.grassroots, ['dutyDesk'], { name: '值班员王静' }),
      gridWorker: await makeStaff(tx, city.grassroots, ['gridWorker'], { name: '网格员李强', gridIds: [city.gridId] }),
    };
  });
}

/** A complete form of a suggestion; `change` replaces members. */
export function suggestionForm(change: ActInput = {}): ActInput {
  return {
    title: '关于加快既有住宅加装电梯的建议',
    field: '城建交通',
    situation: '青禾社区建成二十多年，六百二十户居民里六十岁以上老人占四成，上下楼很困难。',
    analysis: '低层住户意见不一，管线迁改费用高，审批要跑五个部门。',
    measures: ['把管线迁改费用纳入市级补助', '建立一窗受理的联合审查'],
    openness: 'open',
    ...change,
  };
}

/** A complete form of a report inside the test grid; `change` replaces members. */
export function reportForm(change: ActInput = {}): ActInput {
  return {
    words: '云塘路118号门前窨井盖缺失，晚上没有路灯，老人差点踩空。',
    category: 'road.manhole',
    place: { address: '云塘路118号门前', lon: 0.5, lat: 0.5 },
    ...change,
  };
}

/** A complete form of a motion; `change` replaces members. */
export function motionForm(change: ActInput = {}): ActInput {
  return {
    title: '关于制定明州市电梯安全条例的议案',
    motionType: 'legislation',
    field: '城建交通',
    subject: '提请制定本市电梯安全条例，明确电梯使用、维护、更新改造的责任。',
    grounds: '全市在用电梯四万三千台，使用超过十五年的占两成，去年困人故障一千一百余起，现行规定没有明确更新改造的资金责任。',
    plan: '将电梯安全条例列入明年立法计划\n由城建环资工委牵头起草\n同步建立老旧电梯更新改造资金机制',
    draftText: '第一条 为了保障电梯安全制定本条例。第二条 使用单位承担主体责任。第三条 使用十五年以上的应当评估。',
    openness: 'open',
    ...change,
  };
}

/** Does an act as `seat`, in the way in which its route does. */
export async function doAct(
  database: Database,
  seat: TestSeat,
  of: { bodyId: string; matterId: string },
  act: string,
  input: ActInput = {},
  targetId?: string,
): Promise<ActOutcome> {
  const request = { bodyId: of.bodyId, matterId: of.matterId, act, input, ...(targetId ? { targetId } : {}) };
  return await database.transact(seat.actor, (tx) => performAct(tx, request), {
    ahead: caseAhead(of.bodyId, of.matterId),
    repetition: { key: newId(), route: act, fingerprint: Buffer.alloc(0) },
  });
}

/** A saved draft of `seat`. */
export async function draftOf(
  database: Database,
  seat: TestSeat,
  kind: string,
  form: ActInput,
): Promise<{ bodyId: string; matterId: string }> {
  const matterId = newId();
  await database.transact(seat.actor, (tx) => saveDraft(tx, kindOf(kind), matterId, form));
  return { bodyId: seat.actor.bodyId!, matterId };
}

/** A saved draft of the cast's author. */
export async function draftSuggestion(
  database: Database,
  cast: TestCast,
  change: ActInput = {},
): Promise<{ bodyId: string; matterId: string }> {
  const matterId = newId();
  await database.transact(cast.author.actor, (tx) => saveDraft(tx, kindOf('suggestion'), matterId, suggestionForm(change)));
  return { bodyId: cast.city.congress.id, matterId };
}

/** A report of the cast's author, already with the grassroots unit. */
export async function raiseReport(
  database: Database,
  cast: TestCast,
  change: ActInput = {},
): Promise<{ bodyId: string; matterId: string }> {
  const matterId = newId();
  await database.transact(cast.author.actor, (tx) => raiseMatter(tx, kindOf('report'), matterId, reportForm(change)));
  return { bodyId: cast.city.congress.id, matterId };
}

/** Asks for the matters whose `units` are not what their shares say: none, whoever wrote them. */
export const unitsUnlikeShares = `
  select m.id from matter m where m.units is distinct from (
    select jsonb_agg(jsonb_build_object('unit_id', h.unit_id, 'unit_short_name', h.unit_short_name, 'role', h.role)
      order by array_position(array['lead', 'sole', 'separate', 'co'], h.role), h.assigned_at, h.id)
    from handling h where h.body_id = m.body_id and h.matter_id = m.id and h.state <> 'ended')`;
