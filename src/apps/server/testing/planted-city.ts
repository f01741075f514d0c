import { newId } from '#platform/contract/identifiers.ts';
import type { Database } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { fileForm } from '#platform/server/testing/test-server.ts';
import type { Role } from '#modules/directory/contract/seat.ts';
import type { TestBody, TestSeat, TestUnit } from '#modules/directory/server/factory.ts';
import { makeBody, makeCity, makeMember, makeRegion, makeStaff, makeUnit, making } from '#modules/directory/server/factory.ts';
import { newKey, signInForTest } from '#modules/identity/server/factory.ts';
import { doAct, reportForm, suggestionForm } from '#modules/matter/server/factory.ts';
import { defaultValue } from '#modules/profile/contract/parameters.ts';
import type { ComposedServer } from './composed-server.ts';

/** Stands in every private text of the county's bodies, and nowhere else: whoever of another body reads it has looked through a wall. */
export const canary = 'canary7391';
/** Its form in the texts of the county's CPPCC, so that the two bodies of one county can be told apart. */
export const cppccCanary = `${canary}cppcc`;
/**
 * Stand in what only one side may read, inside the county too: an author's draft, the office's notes, a unit's notes and unissued replies, and
 * the ratings of a proposal of which the other side has not given its own yet.
 */
export const secrets = {
  author: 'draft4826',
  office: 'office4826',
  unit: 'unit4826',
  raterOnly: 'rating4826',
  unitRating: 'judged4826',
} as const;

/** The two sorts of bodies; each has records of its own in the county. */
export const sides = ['congress', 'cppcc'] as const;
export type Side = (typeof sides)[number];

/** True where `said` tells something of that body of the county. */
export function tellsOf(side: Side, said: string): boolean {
  return side === 'cppcc' ? said.includes(cppccCanary) : said.replaceAll(cppccCanary, '').includes(canary);
}

/** Where a seat stands towards the county's bodies, whose records are the ones at stake. */
export const places = ['own', 'parent', 'child', 'other'] as const;
export type Place = (typeof places)[number];

const bodyRoles = [
  'clerk',
  'officeLeader',
  'committee',
  'leader',
  'dutyDesk',
  'administrator',
  'securityAdministrator',
  'auditor',
] as const;
const alsoInUnits = ['leader', 'administrator', 'securityAdministrator', 'auditor'] as const;

/** A role as the matrix names it: that of the congress without a mark, `clerk@cppcc` in the CPPCC, `leader@unit` in a unit. */
export type RoleSeat = Role | `${(typeof bodyRoles)[number]}@cppcc` | `${(typeof alsoInUnits)[number] | 'dutyDesk'}@unit`;

export interface Organisations {
  readonly congress: TestBody;
  readonly cppcc: TestBody;
  readonly unit: TestUnit;
  readonly grassroots: TestUnit;
}

/** Ids of the records of one of the county's bodies by what they are. */
export type Records = Readonly<Record<string, string>>;

/** What each of the county's bodies has: matters in the stages that every long kind goes through, and one of each further kind. */
export interface Planted {
  readonly author: TestSeat;
  readonly records: Records;
}

export interface PlantedCity {
  readonly county: Organisations;
  readonly organisations: Readonly<Record<Place, Organisations>>;
  readonly seats: Readonly<Record<Place, Readonly<Record<RoleSeat, TestSeat>>>>;
  readonly bodies: Readonly<Record<Side, Planted>>;
  /** The unit that handles beside the lead. */
  readonly coClerk: TestSeat;
}

const roleSeats: readonly (readonly [RoleSeat, Role, keyof Organisations])[] = [
  ['deputy', 'deputy', 'congress'],
  ['member', 'member', 'cppcc'],
  ...bodyRoles.map((role) => [role, role, 'congress'] as const),
  ...bodyRoles.map((role) => [`${role}@cppcc`, role, 'cppcc'] as const),
  ...(['unitClerk', 'unitOfficer', 'unitHead'] as const).map((role) => [role, role, 'unit'] as const),
  ['gridWorker', 'gridWorker', 'grassroots'],
  ['dutyDesk@unit', 'dutyDesk', 'grassroots'],
  ...alsoInUnits.map((role) => [`${role}@unit`, role, 'unit'] as const),
];

/** Which sort of body a role's seat belongs to; null for those of units. */
export function sideOf(role: RoleSeat): Side | null {
  const where = roleSeats.find(([name]) => name === role)?.[2];
  return where === 'congress' || where === 'cppcc' ? where : null;
}

/** Plants a county with every kind of record, under a city, above a township, beside another city, with a seat of each role in all four. */
export async function plantCity(composed: ComposedServer): Promise<PlantedCity> {
  const { database } = composed;
  const organisations = await plantOrganisations(database);
  const seats = await plantSeats(database, organisations);
  const { own } = organisations;
  const coClerk = await making(database, async (tx) => {
    const co = await makeUnit(tx, { kind: 'handlingUnit', name: '云津区财政局', level: 'county', regionCode: own.congress.regionCode });
    return await makeStaff(tx, co, ['unitClerk'], { name: '孟致远' });
  });
  const bodies = {} as Record<Side, Planted>;
  for (const side of sides) {
    const cast = await castOf({ composed, own, coClerk, seats: seats.own }, side);
    const matters = await plantMatters(cast);
    await composed.settle();
    bodies[side] = { author: cast.author, records: await plantRecords(cast, matters) };
    await composed.settle();
  }
  return { county: own, organisations, seats, bodies, coClerk };
}

/** Who raises and looks after the records of one body. */
async function castOf(county: Pick<Cast, 'composed' | 'own' | 'coClerk' | 'seats'>, side: Side): Promise<Cast> {
  const { composed, own, seats } = county;
  const body = own[side];
  const [author, cosigner] = await making(composed.database, async (tx) => [
    await makeMember(tx, body, { name: side === 'congress' ? '林知远' : '乔知语' }),
    await makeMember(tx, body, { name: side === 'congress' ? '顾明' : '贺兰舟' }),
  ]);
  const congress = side === 'congress';
  return {
    ...county,
    side,
    body,
    mark: congress ? canary : cppccCanary,
    long: congress ? 'suggestion' : 'proposal',
    author: author,
    cosigner: cosigner,
    clerk: congress ? seats.clerk : seats['clerk@cppcc'],
  };
}

async function plantOrganisations(database: Database): Promise<Record<Place, Organisations>> {
  return await making(database, async (tx) => {
    const [city, other] = [await makeCity(tx, '3399'), await makeCity(tx, '3398')];
    const [region, second] = ['339901', '339901002'];
    await makeRegion(tx, { code: second, name: '云桥街道', level: 'township', parent_code: region });
    const unit = (name: string, level: 'city' | 'county' | 'township', regionCode: string, kind: TestUnit['kind'] = 'handlingUnit') =>
      makeUnit(tx, { kind, name, level, regionCode });
    return {
      own: {
        congress: city.county,
        cppcc: await makeBody(tx, { kind: 'cppcc', name: '政协云津区委员会', regionCode: region, level: 'county' }),
        unit: await unit('云津区住建局', 'county', region),
        grassroots: city.grassroots,
      },
      parent: {
        congress: city.congress,
        cppcc: city.cppcc,
        unit: city.unit,
        grassroots: await unit('明州市应急联动中心', 'city', '339900', 'grassrootsUnit'),
      },
      child: {
        congress: await makeBody(tx, { kind: 'congress', name: '云桥街道人民代表大会', regionCode: second, level: 'township' }),
        cppcc: await makeBody(tx, { kind: 'cppcc', name: '政协云桥街道委员会', regionCode: second, level: 'township' }),
        unit: await unit('云桥街道城建办', 'township', second),
        grassroots: await unit('云桥街道基层治理中心', 'township', second, 'grassrootsUnit'),
      },
      other: {
        congress: other.congress,
        cppcc: other.cppcc,
        unit: other.unit,
        grassroots: await unit('外市街道治理中心', 'township', '339801001', 'grassrootsUnit'),
      },
    };
  });
}

async function plantSeats(
  database: Database,
  organisations: Record<Place, Organisations>,
): Promise<Record<Place, Record<RoleSeat, TestSeat>>> {
  return await making(database, async (tx) => {
    const all = {} as Record<Place, Record<RoleSeat, TestSeat>>;
    for (const place of places) {
      all[place] = {} as Record<RoleSeat, TestSeat>;
      for (const [name, role, where] of roleSeats) {
        const organisation = organisations[place][where];
        const title = `${place}的${name}`;
        all[place][name] =
          'termId' in organisation && (role === 'deputy' || role === 'member')
            ? await makeMember(tx, organisation, { name: title })
            : await makeStaff(tx, organisation, [role], { name: title, ...(role === 'committee' ? { division: committeeName } : {}) });
      }
    }
    return all;
  });
}

const committeeName = '城建环资工委';

/** One of the county's bodies and those who act in its cases. */
interface Cast {
  readonly composed: ComposedServer;
  readonly own: Organisations;
  readonly coClerk: TestSeat;
  readonly seats: Readonly<Record<RoleSeat, TestSeat>>;
  readonly side: Side;
  readonly body: TestBody;
  readonly mark: string;
  /** The kind that units answer and that both bodies have: 建议, 提案. */
  readonly long: 'suggestion' | 'proposal';
  readonly author: TestSeat;
  readonly cosigner: TestSeat;
  readonly clerk: TestSeat;
}

interface Of {
  readonly bodyId: string;
  readonly matterId: string;
}
type Matters = Readonly<Record<'draft' | 'screening' | 'handling' | 'closed', string>> & Records;

const grounds = (kind: Side) => [...defaultValue('inadmissibleGrounds', { kind, level: 'county' })];

/** A complete form of the body's long kind that carries the mark in every text. */
function longForm({ long }: Cast, mark: string): object {
  return suggestionForm({
    ...(long === 'proposal' ? { raisedBy: 'people' } : {}),
    title: `关于${mark}的建议`,
    situation: `${mark} 青禾社区建成二十多年，老人上下楼很困难。`,
    analysis: `${mark} 低层住户意见不一。`,
    measures: [`${mark} 补助`],
  });
}

async function asAuthor({ composed, author }: Cast, method: 'PUT' | 'POST', url: string, payload: object): Promise<void> {
  const headers = { ...(await signInForTest(composed.database, author.accountId, author.actor)), ...newKey() };
  const answer = await composed.server.inject({ method, url, headers, payload });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
}

async function plantMatters(cast: Cast): Promise<Matters> {
  const { composed, author, body, long, mark } = cast;
  const [draft, screening, handling, closed] = [newId(), newId(), newId(), newId()];
  const of = (matterId: string) => ({ bodyId: body.id, matterId });
  const save = (id: string, words: string) => asAuthor(cast, 'PUT', `/api/drafts/${long}/${id}`, { form: longForm(cast, words) });
  await save(draft, `${mark}${secrets.author}`);
  await save(screening, mark);
  await save(handling, mark);
  await save(closed, '公开加装电梯');
  await doAct(composed.database, author, of(handling), 'invite', { people: [cast.cosigner.personId] });
  await doAct(composed.database, cast.cosigner, of(handling), 'confirm', { version: 1 });
  for (const id of [screening, handling, closed]) await doAct(composed.database, author, of(id), 'submit');
  await carryToDraftReply(cast, of(handling));
  await carryToEnd(cast, of(closed));
  const more = cast.side === 'congress' ? await plantOfCongress(cast) : await plantOfCppcc(cast);
  return { draft, screening, handling, closed, [long]: handling, ...more };
}

/** Files it, takes it up, gives it to a lead (and to a second unit), and lets the lead talk to its author and write a reply. The lead's share. */
async function carryToReply(cast: Cast, of: Of, mark: string, reply: string, co: boolean): Promise<string> {
  const { composed, seats, own, coClerk, clerk } = cast;
  const { database } = composed;
  await doAct(database, clerk, of, 'accept', { checked: grounds(cast.side) });
  const units = co ? { mode: 'lead', lead: own.unit.id, co: [coClerk.actor.unitId] } : { mode: 'sole', lead: own.unit.id };
  await doAct(database, clerk, of, 'assign', units);
  const lead = (await sharesOf(cast, of)).find((one) => one.unit_id === own.unit.id)!.id;
  await doAct(database, seats.unitClerk, of, 'signFor', {}, lead);
  const phase = cast.long === 'proposal' ? { phase: 'before' } : {};
  const contact = { ...phase, manner: 'visit', at: '2026-01-05T02:00:00.000Z', words: `${mark} 面商记录` };
  await doAct(database, seats.unitOfficer, of, 'recordContact', contact, lead);
  const promises = [{ words: `${mark} 年底前完成`, dueOn: '2027-12-31' }];
  await doAct(
    database,
    seats.unitOfficer,
    of,
    'draftReply',
    { words: `${reply} 答复如下`, answerClass: answerClass[cast.long], promises },
    lead,
  );
  return lead;
}

const answerClass = { suggestion: 'planned', proposal: 'planned' } as const;

/** Carries one to an unissued reply with everything around it. */
async function carryToDraftReply(cast: Cast, of: Of): Promise<void> {
  const { composed, seats, coClerk, mark, clerk } = cast;
  const { database } = composed;
  const lead = await carryToReply(cast, of, mark, `${mark} ${secrets.unit}`, true);
  const co = (await sharesOf(cast, of)).find((one) => one.id !== lead)!.id;
  await doAct(database, coClerk, of, 'signFor', {}, co);
  await doAct(database, coClerk, of, 'giveOpinion', { words: `${mark} 同意对管线迁改给予补助。` }, co);
  await doAct(database, clerk, of, 'note', { words: `${mark} ${secrets.office} 工作机构内部记录` });
  await doAct(database, seats.unitClerk, of, 'note', { words: `${mark} ${secrets.unit} 承办单位内部记录` });
}

async function issue(cast: Cast, of: Of, lead: string): Promise<void> {
  const { composed, seats } = cast;
  await doAct(composed.database, seats.unitOfficer, of, 'startSignoff', { head: seats.unitHead.personId }, lead);
  await doAct(composed.database, seats.unitHead, of, 'signOff', {}, lead);
  await doAct(composed.database, seats.unitClerk, of, 'issueReply', {}, lead);
}

const ofHandling = { overall: 'satisfied', organisation: 18, consultation: 23, effect: 36, answer: 14 };
const ofProposal = { science: 18, seriousness: 18, feasibility: 22, form: 14, weight: 16 };

/** Carries another one to its end, published and with an open promise. */
async function carryToEnd(cast: Cast, of: Of): Promise<void> {
  const { composed, seats, author, clerk, long } = cast;
  const lead = await carryToReply(cast, of, '公开的', '公开的', false);
  await issue(cast, of, lead);
  const rating = long === 'proposal' ? ofHandling : { overall: 'satisfied', attitude: 'satisfied', result: 'satisfied' };
  await doAct(composed.database, author, of, 'rate', rating, lead);
  if (long === 'proposal') await doAct(composed.database, seats.unitOfficer, of, 'rateProposal', ofProposal, lead);
  await doAct(composed.database, clerk, of, 'publish', { checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'] });
}

/** A report under way. */
async function plantOfCongress(cast: Cast): Promise<Record<string, string>> {
  const report = newId();
  const form = reportForm({ words: `${cast.mark} 窨井盖缺失。`, place: { address: `${cast.mark}路1号`, lon: 0.5, lat: 0.5 } });
  await asAuthor(cast, 'POST', `/api/raise/report/${report}`, { form });
  return { report };
}

/** 社情民意 at the editor's desk, 委员议事 with a unit, and two proposals of which one side has rated. */
async function plantOfCppcc(cast: Cast): Promise<Record<string, string>> {
  const { composed, author, clerk, body, mark, own, seats } = cast;
  const { database } = composed;
  const [sentiment, concern] = [newId(), newId()];
  const of = (matterId: string) => ({ bodyId: body.id, matterId });
  await asAuthor(cast, 'POST', `/api/raise/sentiment/${sentiment}`, { form: sentimentForm(mark) });
  await doAct(database, clerk, of(sentiment), 'edit', {
    editedTitle: `${mark} 建议规范充电设施`,
    editedWords: `${mark} 多个小区反映充电桩夜间断电，请规范。`,
  });
  await asAuthor(cast, 'POST', `/api/raise/concern/${concern}`, { form: concernForm(mark) });
  await doAct(database, clerk, of(concern), 'accept', { level: 'township', words: mark });
  await doAct(database, clerk, of(concern), 'recordConsultation', {
    level: 'township',
    at,
    place: mark,
    people: mark,
    words: `${mark} 各方谈了占道的原因和难处。`,
    outcome: `${mark} 移到路口东侧。`,
  });
  await doAct(database, clerk, of(concern), 'assign', { mode: 'sole', lead: own.unit.id });
  const sealed = { sealedByAuthor: newId(), sealedByUnit: newId() };
  for (const [name, id] of Object.entries(sealed)) {
    await asAuthor(cast, 'POST', `/api/raise/proposal/${id}`, { form: longForm(cast, mark) });
    const lead = await carryToReply(cast, of(id), mark, mark, false);
    await issue(cast, of(id), lead);
    if (name === 'sealedByAuthor')
      await doAct(database, author, of(id), 'rate', { ...ofHandling, words: `${mark} ${secrets.raterOnly}` }, lead);
    else await doAct(database, seats.unitOfficer, of(id), 'rateProposal', { ...ofProposal, words: `${mark} ${secrets.unitRating}` }, lead);
  }
  return { sentiment, concern, ...sealed };
}

const sentimentForm = (mark: string): object => ({
  title: `${mark} 基层反映充电桩夜间断电`,
  raisedBy: 'people',
  field: '城建交通',
  words: `${mark} 多个小区反映，充电桩运营方在夜里十一点后统一断电，外卖骑手和夜班工人无法充电，转而飞线充电，隐患很大。`,
  urgency: 'ordinary',
});

const concernForm = (mark: string): object => ({
  title: `${mark} 早市占道`,
  category: 'road.manhole',
  words: `${mark} 早市摊位占了整条非机动车道。`,
  wish: `${mark} 移到旁边空地。`,
  place: { address: `${mark}路口`, lon: 0.5, lat: 0.5 },
});

async function sharesOf({ composed }: Cast, of: { bodyId: string; matterId: string }): Promise<{ id: string; unit_id: string }[]> {
  return await rowsOf(composed, 'select id, unit_id from handling where body_id = $1 and matter_id = $2', [of.bodyId, of.matterId]);
}

/** Rows as a superuser sees them. */
export async function rowsOf<Found extends object>(
  composed: Pick<ComposedServer, 'isolated'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<Found[]> {
  return await withClient(composed.isolated.adminUrl, async (client) => (await client.query<Found>(text, [...values])).rows);
}

async function storeFile({ composed, author, mark }: Cast, name: string): Promise<string> {
  const headers = { ...(await signInForTest(composed.database, author.accountId, author.actor)), ...newKey() };
  const form = fileForm(name, Buffer.from(`%PDF-1.4\n% ${mark}\n%%EOF\n`));
  const payload = form.payload as Buffer;
  const answer = await composed.server.inject({ method: 'POST', url: '/api/files', headers: { ...headers, ...form.headers }, payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<{ id: string }>().id;
}

/** Everything else that the body has: files, filters, batches, rules, days, certificates, and one row of what only machinery writes. */
async function plantRecords(cast: Cast, matters: Matters): Promise<Records> {
  const { composed, own, author, seats, mark } = cast;
  const body = cast.body.id;
  const [loose, attached] = [await storeFile(cast, `${mark}-loose.pdf`), await storeFile(cast, `${mark}-attached.pdf`)];
  await doAct(composed.database, author, { bodyId: body, matterId: matters.handling }, 'addFiles', { files: [attached], words: mark });
  const ids = Object.fromEntries(plannedIds.map((name) => [name, newId()])) as Ids;
  await insertRows(cast, ids, matters);
  const found = async (name: string, text: string, values: readonly unknown[] = [body]) =>
    [name, (await rowsOf<{ id: string }>(composed, text, values))[0]!.id] as const;
  const more = Object.fromEntries(
    await Promise.all([
      found('share', 'select id from handling where body_id = $1 and matter_id = $2 and unit_id = $3', [
        body,
        matters.handling,
        own.unit.id,
      ]),
      ...shortKinds
        .filter((kind) => matters[kind])
        .map((kind) => found(`${kind}Share`, 'select id from handling where body_id = $1 and matter_id = $2', [body, matters[kind]])),
      found('commitment', 'select id from commitment where body_id = $1 and matter_id = $2', [body, matters.closed]),
      found('reply', `select id from reply where body_id = $1 and state = 'draft'`),
      found('issuedReply', `select id from reply where body_id = $1 and state = 'issued'`),
      found('publishedRules', `select id from profile_version where body_id = $1 and state = 'published'`),
      found('term', 'select id from term where body_id = $1'),
      found('session', 'select id from term_session where body_id = $1'),
      found('group', 'select id from member_group where body_id = $1'),
      found('notification', 'select id from notification where body_id = $1'),
      found('accountSession', 'select id from account_session where account_id = $1', [author.accountId]),
      found('grid', 'select id from grid where organisation_id = $1', [own.grassroots.id]),
    ]),
  );
  return {
    ...matters,
    ...ids,
    ...more,
    loose,
    attached,
    body,
    organisation: body,
    unit: own.unit.id,
    grassroots: own.grassroots.id,
    unitPost: seats.unitOfficer.seatId,
    bodyPost: cast.clerk.seatId,
    person: author.personId,
    clerkPerson: cast.clerk.personId,
    unitPerson: seats.unitOfficer.personId,
    mandate: author.seatId,
    account: author.accountId,
    worker: seats.gridWorker.personId,
  };
}

const shortKinds = ['report', 'concern'] as const;
const plannedIds = [
  'screen',
  'filter',
  'batch',
  'draftRules',
  'ownDay',
  'passkey',
  'push',
  'intake',
  'intakeRow',
  'motion',
  'motionShare',
  'selection',
  'bulletin',
  'meetingId',
  'sittingId',
  'meetingGroupId',
  'attendeeId',
  'agendaItemId',
  'leaveId',
  'checkListId',
  'scannerId',
  'scanNonce',
  'paperId',
  'noticeId',
  'speechId',
  'briefId',
  'hallId',
  'seatingId',
  'coachId',
  'tripId',
] as const;
type Ids = Record<(typeof plannedIds)[number], string>;
type Row = readonly [table: string, row: Record<string, unknown>];

const at = '2026-01-05T02:00:00Z';

async function insertRows(cast: Cast, ids: Ids, matters: Matters): Promise<void> {
  await withClient(cast.composed.isolated.adminUrl, async (client) => {
    for (const [table, row] of [
      ...(cast.side === 'congress' ? motionRows(cast, ids) : []),
      ...deskRows(cast, ids, matters),
      ...choosingRows(cast, ids, matters),
      ...meetingRows(cast, ids),
      ...ruleRows(cast, ids),
      ...personRows(cast, ids),
    ]) {
      const columns = Object.keys(row).join(', ');
      await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`, [
        JSON.stringify(row),
      ]);
    }
  });
}

/** What an office entered for others or is taking in, and its words of letters. */
function intakeRows({ body, mark, clerk, long }: Cast, ids: Ids, matters: Matters): Row[] {
  const [body_id, person_id] = [body.id, clerk.personId];
  const found = { title: mark, titleFrom: 'stated', author: mark, signers: [], parts: {}, units: [], typed: {}, sectioned: true };
  const row = { file_name: mark, fingerprint: '\\x00', original: mark, state: 'open', revision: 1, matter_id: newId(), position: 1 };
  const words = { sender: mark, title: mark, addressee: mark, text: mark, signature: mark, contact: mark };
  const content = { form: { title: mark }, author: null, signers: [], signaturesChecked: false, receivedOn: '2026-01-05' };
  return [
    [
      'paper_entry',
      {
        body_id,
        matter_id: matters.screening,
        author_id: newId(),
        entered_by: person_id,
        entered_by_name: mark,
        entered_at: at,
        received_on: '2026-01-05',
        manner: 'hand',
        signers_on_paper: 0,
        objection: mark,
        objected_at: at,
      },
    ],
    [
      'intake_batch',
      {
        body_id,
        id: ids.intake,
        kind: long,
        source: 'docx',
        name: mark,
        state: 'open',
        made_by: person_id,
        made_by_name: mark,
        made_at: at,
      },
    ],
    [
      'intake_row',
      {
        ...row,
        body_id,
        id: ids.intakeRow,
        batch_id: ids.intake,
        found: { ...found, group: null, signerCount: null, receivedOn: null, original: [] },
        content,
      },
    ],
    ['letter_template', { body_id, letter: 'notice', version: 1, content: words, made_by: person_id, made_by_name: mark, made_at: at }],
  ];
}

/** A motion that a unit carries out, with the decision that was kept of it. */
function motionRows({ own, author, seats, body, mark }: Cast, ids: Ids): Row[] {
  const body_id = body.id;
  const mine = { body_id, matter_id: ids.motion };
  const text = { title: `关于${mark}的议案`, form: { title: mark, subject: mark, grounds: mark, plan: mark } };
  const counted = { version: 1, frozen: true, revision: 1, signer_count: 10, round: 1, in_session: true, is_key: false, honours: [] };
  const people = { author_id: author.personId, author_name: mark, author_title: mark };
  const times = { created_at: at, changed_at: at, submitted_at: at };
  const standing = { state: 'executing', stage: 'follow', committee: mark, openness: 'open', visibility: 'body', source: 'platform' };
  const unit = { unit_id: own.unit.id, unit_name: mark, unit_short_name: mark, role: 'sole', state: 'received', extension_count: 0 };
  const kept = { act: 'decide', label: mark, content: [{ name: 'reason', label: mark, input: 'text', value: mark }], files: [] };
  const by = { organisation_id: body_id, recorded_by: seats.officeLeader.personId, recorded_by_name: mark, recorded_at: at };
  return [
    ['matter', { body_id, id: ids.motion, kind: 'motion', ...text, ...counted, ...people, ...times, ...standing, search: '' }],
    ['handling', { ...mine, id: ids.motionShare, ...unit, round: 1, assigned_at: at }],
    ['matter_record', { ...mine, id: newId(), revision: 1, at, ...kept, ...by, audience: 'office' }],
  ];
}

const compositionOf = (mark: string) => ({
  title: `${mark} 年度报告`,
  sections: [{ id: 'one', heading: mark, words: mark, kind: null, table: null, chart: false }],
});

const accountOf = (mark: string, { body, side }: Cast) => ({
  year: 2025,
  bodyName: body.name,
  bodyKind: side,
  title: `${mark} 年度报告`,
  reckonedAt: '2026-01-05T02:00:00.000Z',
  period: {
    from: '2025-01-01',
    to: '2025-12-31',
  },
  before: {
    from: '2024-01-01',
    to: '2024-12-31',
  },
  sections: compositionOf(mark).sections.map((one) => ({
    ...one,
    text: mark,
  })),
  kinds: [],
});

/** What an office keeps on its desk and walls. */
function deskRows(cast: Cast, ids: Ids, matters: Matters): Row[] {
  const { body, mark, clerk, long } = cast;
  const [body_id, person_id] = [body.id, clerk.personId];
  const batch = { kind: long, act: 'accept', input: { note: mark }, actor: clerk.actor, state: 'waiting' };
  const pairing = { device: mark, address: mark, paired_by: person_id, paired_by_name: mark, paired_at: at, last_seen_at: at };
  return [
    ...intakeRows(cast, ids, matters),
    ['saved_filter', { body_id, id: ids.filter, person_id, list: 'matters', label: mark, query: { words: mark }, position: 0 }],
    ['bulk_batch', { body_id, id: ids.batch, person_id, ...batch, undo_until: '2100-01-01T00:00:00Z', made_at: at }],
    ['bulk_target', { body_id, batch_id: ids.batch, matter_body_id: body_id, matter_id: matters.screening, state: 'waiting', error: mark }],
    ['case_presence', { body_id, matter_id: matters.screening, person_id, person_name: mark, seen_at: '2100-01-01T00:00:00Z' }],
    [
      'publication_follow',
      {
        body_id,
        matter_id: matters.closed,
        id: newId(),
        endpoint: `https://push.example/${mark}-follow`,
        keys: { auth: mark },
        made_at: at,
      },
    ],
    ['screen', { body_id, id: ids.screen, name: mark, token_hash: '\\x00', ...pairing }],
    [
      'matter_transcript',
      {
        body_id,
        matter_id: matters.handling,
        file_id: newId(),
        state: 'done',
        words: mark,
        machine_words: mark,
        failures: 0,
        asked_at: at,
      },
    ],
    ['annual_template', { body_id, composition: compositionOf(mark), revision: 1, changed_by_name: mark, changed_at: at }],
    [
      'annual_draft',
      { body_id, year: 2025, composition: compositionOf(mark), revision: 1, prepared_at: at, changed_by_name: mark, changed_at: at },
    ],
    [
      'annual_report',
      {
        body_id,
        year: 2025,
        version: 1,
        id: newId(),
        as_of: '2025-12-31',
        content: accountOf(mark, cast),
        fingerprint: '\\x00',
        note: mark,
        fixed_by_name: mark,
        fixed_at: at,
      },
    ],
    ['parked_event', { body_id, subscriber: 'test', event_id: newId(), error: mark, parked_at: at }],
  ];
}

/** A selection, a bulletin, and a line of the office alone among the records. */
function choosingRows(cast: Cast, ids: Ids, matters: Matters): Row[] {
  const { side, body, mark, clerk } = cast;
  const [body_id, made_by] = [body.id, clerk.personId];
  const about = { body_id, matter_id: matters.handling, revision: 1, act: 'test', label: mark, at, files: [], organisation_id: body_id };
  const content = [{ name: 'words', label: '意见', input: 'text', value: `${mark} ${secrets.office}` }];
  const kept = { organisation_name: mark, recorded_by: made_by, recorded_by_name: mark, recorded_at: at, audience: 'office' };
  return [
    ...selectionRows(cast, ids, matters),
    ['matter_record', { id: newId(), ...about, content, ...kept }],
    ...(side === 'cppcc' ? bulletinRows(body_id, made_by, ids.bulletin, mark, matters['sentiment']!) : []),
  ];
}

function selectionRows({ body, mark, clerk, author, long }: Cast, ids: Ids, matters: Matters): Row[] {
  const body_id = body.id;
  const times = { made_by: clerk.personId, made_at: at, changed_at: at, revision: 1 };
  const put = { stage: 'nominated', grounds: [], nominated_by: mark, score: 90, words: mark, position: 0 };
  const led = { leader_id: author.personId, leader_name: mark, committee: mark };
  const selection = { body_id, id: ids.selection, kind: long, purpose: 'key', year: 2025, title: mark, state: 'nominating' };
  return [
    ['selection', { ...selection, quota_share: 100, quota: 1, ...times }],
    ['selection_entry', { body_id, selection_id: ids.selection, matter_id: matters.handling, ...put, ...led }],
  ];
}

function bulletinRows(body_id: string, made_by: string, id: string, mark: string, matter_id: string): Row[] {
  const bulletin = {
    body_id,
    year: 2026,
    series: '信息专报',
    form: 'single',
    title: mark,
    words: `${mark} 正文`,
    addressees: [mark],
    made_by,
  };
  return [
    ['bulletin', { ...bulletin, id, state: 'draft', made_by_name: mark, made_at: at, changed_at: at, revision: 1 }],
    ['bulletin_item', { body_id, bulletin_id: id, matter_id, position: 0 }],
  ];
}

/** An announced meeting of the body with its author as a member of it. */
function meetingRows(cast: Cast, ids: Ids): Row[] {
  const { body, mark, clerk } = cast;
  const of = { body_id: body.id, meeting_id: ids.meetingId };
  const days = { opens_on: '2026-01-20', closes_on: '2026-01-24', announced_at: at, made_by: clerk.personId, made_at: at, changed_at: at };
  const group = { kind: cast.side === 'congress' ? 'delegation' : 'sector', name: mark, position: 0, place: mark };
  const times = { starts_at: '2026-01-20T01:00:00Z', ends_at: '2026-01-20T03:00:00Z', due_categories: ['member'], due_groups: [] };
  const sitting = {
    kind: 'plenary',
    title: mark,
    place: mark,
    ...times,
    quorum: 'twoThirds',
    state: 'planned',
    hidden: false,
    revision: 1,
  };
  const item = { sitting_id: ids.sittingId, position: 0, title: mark, note: mark, presenter: mark, hidden: false, state: 'pending' };
  return [
    [
      'meeting',
      {
        body_id: body.id,
        id: ids.meetingId,
        kind: 'plenarySession',
        title: mark,
        place: mark,
        state: 'announced',
        ...days,
        rules: {},
        revision: 1,
      },
    ],
    ['meeting_group', { ...of, id: ids.meetingGroupId, ...group, member_group_id: body.groupIds[0] }],
    ['sitting', { ...of, id: ids.sittingId, ...sitting }],
    ['agenda_item', { ...of, id: ids.agendaItemId, ...item }],
    ['meeting_change', { ...of, id: newId(), at, by_name: mark, subject_kind: 'sitting', subject_id: ids.sittingId, words: mark }],
    ...attendeeRows(cast, ids),
    ...presenceRows(cast, ids),
    ...paperRows(cast, ids),
    ...wordsRows(cast, ids),
    ...placesRows(cast, ids),
    [
      'hall_scene',
      {
        ...of,
        screen_id: ids.screen,
        scene: 'notice',
        content: { title: mark, words: mark },
        changed_at: at,
        changed_by: mark,
        revision: 1,
      },
    ],
  ];
}

/** The list of the sitting, a scanner, the author's entry there and a second one that conflicts with it. */
function presenceRows({ body, mark }: Cast, ids: Ids): Row[] {
  const of = { body_id: body.id, meeting_id: ids.meetingId };
  const its = { ...of, check_list_id: ids.checkListId };
  const scanner = { name: mark, token_hash: Buffer.from(mark), device: mark, made_by: mark, made_at: at, enrolled_at: at };
  const scan = {
    attendee_id: ids.attendeeId,
    means: 'badge',
    code: mark,
    status: 'accepted',
    device_at: at,
    server_at: at,
    by_name: mark,
    words: mark,
  };
  const conflict = { first_nonce: ids.scanNonce, second_nonce: ids.scanNonce, attendee_id: ids.attendeeId, found_at: at, words: mark };
  return [
    [
      'check_list',
      {
        ...of,
        id: ids.checkListId,
        kind: 'sitting',
        sitting_id: ids.sittingId,
        title: mark,
        due_categories: ['member'],
        due_groups: [],
        state: 'open',
        revision: 1,
      },
    ],
    ['scanner', { ...of, id: ids.scannerId, ...scanner }],
    ['scan', { ...its, nonce: ids.scanNonce, scanner_id: ids.scannerId, ...scan }],
    ['presence', { ...its, attendee_id: ids.attendeeId, nonce: ids.scanNonce, means: 'badge', at }],
    [
      'attendance',
      { ...of, sitting_id: ids.sittingId, attendee_id: ids.attendeeId, category: 'member', outcome: 'present', at, means: 'badge' },
    ],
    ['scan_conflict', { ...its, ...conflict }],
  ];
}

/** A hall with one seat, the published seating in which the author sits there, his coach with a trip, his room and table. */
function placesRows({ body, mark }: Cast, ids: Ids): Row[] {
  const of = { body_id: body.id, meeting_id: ids.meetingId };
  const block = { id: 'A', name: mark, part: 'floor', x: 60, y: 60, pitch: 20, rowPitch: 28, radius: 0, numbering: 'across', walls: [] };
  const plan = {
    width: 300,
    height: 300,
    stage: null,
    blocks: [{ ...block, rows: [{ number: 1, from: 0, seats: 3 }] }],
    doors: [],
    missing: [],
    blocked: [],
    accessible: [],
    zones: [],
  };
  const seating = {
    name: mark,
    number: 1,
    state: 'published',
    plan,
    published_at: at,
    published_by: mark,
    changed_at: at,
    changed_by: mark,
  };
  const trip = { title: mark, stops: [{ place: mark, at: new Date(at).toISOString() }], departs_at: at, note: mark };
  return [
    ['seat_map', { body_id: body.id, id: ids.hallId, name: mark, plan, seats: 3, made_at: at, changed_at: at }],
    ['seating', { ...of, id: ids.seatingId, seat_map_id: ids.hallId, ...seating }],
    [
      'seat_assignment',
      { ...of, seating_id: ids.seatingId, seat: 'A:1:0', attendee_id: ids.attendeeId, label: mark, block: mark, door: mark },
    ],
    ['coach', { ...of, id: ids.coachId, number: mark, plate: mark, driver: mark, driver_phone: mark }],
    ['coach_trip', { ...of, id: ids.tripId, coach_id: ids.coachId, ...trip }],
    ['coach_seat', { ...of, coach_id: ids.coachId, attendee_id: ids.attendeeId, stop: mark }],
    ['lodging', { ...of, attendee_id: ids.attendeeId, hotel: mark, room: mark, dining_hall: mark, dining_table: mark }],
  ];
}

/** A paper for the author's group, how far he is with it, and a note of his. */
function paperRows({ body, mark, author }: Cast, ids: Ids): Row[] {
  const of = { body_id: body.id, meeting_id: ids.meetingId };
  const its = { ...of, paper_id: ids.paperId };
  const file = { file_id: newId(), media_type: 'application/pdf', bytes: 1_000, pages: 1, page_sizes: [[595, 842]], page_map: [] };
  const paper = {
    title: mark,
    class: 'internal',
    group_ids: [ids.meetingGroupId],
    categories: ['member'],
    state: 'issued',
    position: 1,
    version: 1,
  };
  const note = { version: 1, page: 1, kind: 'text', content: { words: mark, x: 0, y: 0 }, changed_at: at, stored_at: at, deleted: false };
  return [
    ['paper', { ...of, id: ids.paperId, ...paper, issued_at: at, withdrawn_words: mark, changed_at: at }],
    ['paper_version', { ...its, version: 1, ...file, page_texts: [mark], change_words: mark, made_by: mark, made_at: at }],
    ['paper_reading', { ...its, attendee_id: ids.attendeeId, version: 1, opened_at: at, last_read_at: at, page: 1, furthest_page: 1 }],
    ['paper_note', { ...its, attendee_id: ids.attendeeId, id: author.seatId, ...note }],
  ];
}

/** The author at the meeting, his office in his group, and a leave that he asked for. */
function attendeeRows({ body, mark, author }: Cast, ids: Ids): Row[] {
  const of = { body_id: body.id, meeting_id: ids.meetingId };
  const mine = { ...of, attendee_id: ids.attendeeId };
  const said = { name: mark, pinyin: '', initials: '', title: mark, unit: mark, certificate_number: mark, position: 0 };
  const secret = { phone: mark, badge_code: mark, pass_key: '\\x00', feed_token: mark, diet: mark, needs: mark, note: mark };
  const leave = { from_at: '2026-01-20T01:00:00Z', until_at: '2026-01-20T03:00:00Z', grounds: 'illness', words: mark, moment: 'before' };
  const steps = [{ step: 'secretariat', label: mark, state: 'waiting', byName: '', at: null, words: '' }];
  return [
    [
      'attendee',
      {
        ...of,
        id: ids.attendeeId,
        person_id: author.personId,
        mandate_id: author.seatId,
        category: 'member',
        group_id: ids.meetingGroupId,
        ...said,
      },
    ],
    ['attendee_private', { ...mine, ...secret }],
    ['pack_stock', { ...of, category: 'member', made: 1 }],
    ['attendee_post', { ...mine, group_id: ids.meetingGroupId, post: 'liaison', position: 0 }],
    [
      'leave_request',
      { ...mine, id: ids.leaveId, ...leave, steps, state: 'asked', asked_at: at, group_id: ids.meetingGroupId, revision: 1 },
    ],
  ];
}

/** A notice to the author, a speech of his that waits to be selected, and a brief of his group. */
function wordsRows({ body, mark, author }: Cast, ids: Ids): Row[] {
  const of = { body_id: body.id, meeting_id: ids.meetingId };
  const to = { urgent: true, categories: [], group_ids: [], attendee_ids: [] };
  const speech = {
    form: 'oral',
    in_name_of: 'self',
    party: mark,
    title: mark,
    text: mark,
    state: 'registered',
    screened: 0,
    screenings: [],
  };
  const turn = { position: 0, intervention: 'turn', turn: 1, words: mark, registered_at: at, changed_at: at, revision: 1 };
  const brief = { title: mark, text: mark, state: 'submitted', written_by: mark, writer_id: author.personId, words: mark };
  return [
    ['meeting_notice', { ...of, id: ids.noticeId, title: mark, words: mark, ...to, state: 'sent', sent_at: at, sent_by: mark }],
    ['meeting_notice_receipt', { ...of, notice_id: ids.noticeId, attendee_id: ids.attendeeId }],
    ['speech', { ...of, id: ids.speechId, attendee_id: ids.attendeeId, group_id: ids.meetingGroupId, ...speech, ...turn }],
    ['sitting_floor', { ...of, sitting_id: ids.sittingId, open: true, first_seconds: 600, later_seconds: 300, changed_at: at }],
    ['session_brief', { ...of, id: ids.briefId, group_id: ids.meetingGroupId, ...brief, changed_at: at, revision: 1 }],
  ];
}

function ruleRows({ body, mark }: Cast, ids: Ids): Row[] {
  const body_id = body.id;
  const version = { body_id, departures: {}, revision: 1, changed_at: at };
  const published = {
    state: 'published',
    label: '2026-1',
    valid_from: '2026-01-01',
    resolved: {},
    published_at: at,
    published_by_name: '岳简',
  };
  const basis = { title: '代表法', article: '第四十二条', excerpt: '原文', checked_at: at, checked_by_name: '苏衡' };
  return [
    ['profile_version', { ...version, id: ids.draftRules, state: 'draft', valid_from: '2027-01-01', note: mark, changed_by_name: mark }],
    ['profile_version', { ...version, id: newId(), ...published, note: '', changed_by_name: '岳简' }],
    ['profile_basis', { body_id, parameter_key: 'replyPeriod', ...basis }],
    [
      'calendar_day',
      { body_id, id: ids.ownDay, day: '2026-05-06', kind: 'off', name: '区庆', reason: '区庆放假', added_at: at, added_by_name: '苏衡' },
    ],
  ];
}

/** What belongs to the author as a person and as a deputy. */
function personRows({ body, author, mark }: Cast, ids: Ids): Row[] {
  const [body_id, person_id, account_id] = [body.id, author.personId, author.accountId];
  const passkey = { credential_id: mark, public_key: '\\x00', counter: 0, transports: [], name: mark, made_at: at };
  return [
    ['mandate_certificate', { body_id, mandate_id: author.seatId, number: mark }],
    ['person_private', { person_id, birth_year: 1971 }],
    ['passkey', { account_id, id: ids.passkey, ...passkey }],
    ['push_subscription', { person_id, id: ids.push, endpoint: `https://push.example/${mark}`, keys: {}, device: mark, made_at: at }],
    ['notification_choice', { person_id, kind: 'matter.progress', channel: 'digest' }],
    ['request_record', { account_id, key: `planted-${mark}`, route: 'x', fingerprint: '\\x00', answer: { canary: mark }, at }],
  ];
}
