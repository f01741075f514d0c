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

/** Stands in every private text of the county's congress, and nowhere else: whoever of another body reads it has looked through a wall. */
export const canary = 'canary7391';
/** Stand in what only one side may read, inside the county too: an author's draft, the office's notes, a unit's notes and unissued replies. */
export const secrets = { author: 'draft4826', office: 'office4826', unit: 'unit4826' } as const;

/** Where a seat stands towards the county's congress, whose records are the ones at stake. */
export const places = ['own', 'parent', 'child', 'other'] as const;
export type Place = (typeof places)[number];

/** A role as the matrix names it: `leader@unit` where a role is held in a unit that bodies have, too. */
export type RoleSeat = Exclude<Role, never> | `${'leader' | 'dutyDesk' | 'administrator' | 'securityAdministrator' | 'auditor'}@unit`;

export interface Organisations {
  readonly congress: TestBody;
  readonly cppcc: TestBody;
  readonly unit: TestUnit;
  readonly grassroots: TestUnit;
}

/** Ids of the county's records by what they are. */
export type Records = Readonly<Record<string, string>>;

export interface PlantedCity {
  readonly county: Organisations;
  readonly organisations: Readonly<Record<Place, Organisations>>;
  readonly seats: Readonly<Record<Place, Readonly<Record<RoleSeat, TestSeat>>>>;
  readonly author: TestSeat;
  /** The unit that handles beside the lead. */
  readonly coClerk: TestSeat;
  readonly records: Records;
  readonly matters: {
    readonly draft: string;
    readonly screening: string;
    readonly handling: string;
    readonly closed: string;
    readonly report: string;
  };
}

const roleSeats: readonly (readonly [RoleSeat, Role, keyof Organisations])[] = [
  ['deputy', 'deputy', 'congress'],
  ['member', 'member', 'cppcc'],
  ...(['clerk', 'officeLeader', 'committee', 'leader', 'dutyDesk', 'administrator', 'securityAdministrator', 'auditor'] as const).map(
    (role) => [role, role, 'congress'] as const,
  ),
  ...(['unitClerk', 'unitOfficer', 'unitHead'] as const).map((role) => [role, role, 'unit'] as const),
  ['gridWorker', 'gridWorker', 'grassroots'],
  ['dutyDesk@unit', 'dutyDesk', 'grassroots'],
  ...(['leader', 'administrator', 'securityAdministrator', 'auditor'] as const).map((role) => [`${role}@unit`, role, 'unit'] as const),
];

/** Plants a county with every kind of record, under a city, above a township, beside another city, with a seat of each role in all four. */
export async function plantCity(composed: ComposedServer): Promise<PlantedCity> {
  const { database } = composed;
  const organisations = await plantOrganisations(database);
  const seats = await plantSeats(database, organisations);
  const { own } = organisations;
  const [author, cosigner, coClerk] = await making(database, async (tx) => {
    const co = await makeUnit(tx, { kind: 'handlingUnit', name: '云津区财政局', level: 'county', regionCode: own.congress.regionCode });
    return [
      await makeMember(tx, own.congress, { name: '林知远' }),
      await makeMember(tx, own.congress, { name: '顾明' }),
      await makeStaff(tx, co, ['unitClerk'], { name: '孟致远' }),
    ] as const;
  });
  const cast: Cast = { composed, own, author, cosigner, coClerk, seats: seats.own };
  const matters = await plantMatters(cast);
  await composed.settle();
  const records = await plantRecords(cast, matters);
  await composed.settle();
  return { county: own, organisations, seats, author, coClerk, records, matters };
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
            : await makeStaff(tx, organisation, [role], { name: title });
      }
    }
    return all;
  });
}

interface Cast {
  readonly composed: ComposedServer;
  readonly own: Organisations;
  readonly author: TestSeat;
  readonly cosigner: TestSeat;
  readonly coClerk: TestSeat;
  readonly seats: Readonly<Record<RoleSeat, TestSeat>>;
}

const grounds = () => [...defaultValue('inadmissibleGrounds', { kind: 'congress', level: 'county' })];

async function plantMatters(cast: Cast): Promise<PlantedCity['matters']> {
  const { composed, author, own } = cast;
  const headers = await signInForTest(composed.database, author.accountId, author.actor);
  const call = async (method: 'PUT' | 'POST', url: string, payload: object) => {
    const answer = await composed.server.inject({ method, url, headers: { ...headers, ...newKey() }, payload });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  };
  const [draft, screening, handling, closed, report] = [newId(), newId(), newId(), newId(), newId()];
  const form = (mark: string) =>
    suggestionForm({
      title: `关于${mark}的建议`,
      situation: `${mark} 青禾社区建成二十多年，老人上下楼很困难。`,
      analysis: `${mark} 低层住户意见不一。`,
      measures: [`${mark} 补助`],
    });
  await call('PUT', `/api/drafts/suggestion/${draft}`, { form: form(`${canary}${secrets.author}`) });
  for (const id of [screening, handling, closed])
    await call('PUT', `/api/drafts/suggestion/${id}`, { form: form(id === closed ? '公开加装电梯' : canary) });
  await call('POST', `/api/raise/report/${report}`, {
    form: reportForm({ words: `${canary} 窨井盖缺失。`, place: { address: `${canary}路1号`, lon: 0.5, lat: 0.5 } }),
  });
  const of = (matterId: string) => ({ bodyId: own.congress.id, matterId });
  await doAct(composed.database, author, of(handling), 'invite', { people: [cast.cosigner.personId] });
  await doAct(composed.database, cast.cosigner, of(handling), 'confirm', { version: 1 });
  for (const id of [screening, handling, closed]) await doAct(composed.database, author, of(id), 'submit');
  await carry(cast, of(handling), of(closed));
  return { draft, screening, handling, closed, report };
}

/** Carries one suggestion to an unissued reply with everything around it, and another one to its end, published and with an open promise. */
async function carry(
  cast: Cast,
  handling: { bodyId: string; matterId: string },
  closed: { bodyId: string; matterId: string },
): Promise<void> {
  const { composed, seats, own, coClerk, author } = cast;
  const { database } = composed;
  for (const of of [handling, closed]) {
    await doAct(database, seats.clerk, of, 'accept', { checked: grounds() });
    await doAct(
      database,
      seats.clerk,
      of,
      'assign',
      of === handling ? { mode: 'lead', lead: own.unit.id, co: [coClerk.actor.unitId] } : { mode: 'sole', lead: own.unit.id },
    );
    const shares = await sharesOf(cast, of);
    const lead = shares.find((one) => one.unit_id === own.unit.id)!.id;
    const mark = of === handling ? canary : '公开的';
    await doAct(database, seats.unitClerk, of, 'signFor', {}, lead);
    await doAct(
      database,
      seats.unitOfficer,
      of,
      'recordContact',
      { manner: 'visit', at: '2026-01-05T02:00:00.000Z', words: `${mark} 面商记录` },
      lead,
    );
    await doAct(
      database,
      seats.unitOfficer,
      of,
      'draftReply',
      {
        words: `${of === handling ? `${canary} ${secrets.unit}` : mark} 答复如下`,
        answerClass: 'planned',
        promises: [{ words: `${mark} 年底前完成`, dueOn: '2027-12-31' }],
      },
      lead,
    );
    if (of === closed) {
      await doAct(database, seats.unitOfficer, of, 'startSignoff', { head: seats.unitHead.personId }, lead);
      await doAct(database, seats.unitHead, of, 'signOff', {}, lead);
      await doAct(database, seats.unitClerk, of, 'issueReply', {}, lead);
      await doAct(database, author, of, 'rate', { overall: 'satisfied', attitude: 'satisfied', result: 'satisfied' }, lead);
      await doAct(database, seats.clerk, of, 'publish', { checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'] });
      continue;
    }
    const co = shares.find((one) => one.id !== lead)!.id;
    await doAct(database, coClerk, of, 'signFor', {}, co);
    await doAct(database, coClerk, of, 'giveOpinion', { words: `${canary} 同意对管线迁改给予补助。` }, co);
    await doAct(database, seats.clerk, of, 'note', { words: `${canary} ${secrets.office} 工作机构内部记录` });
    await doAct(database, seats.unitClerk, of, 'note', { words: `${canary} ${secrets.unit} 承办单位内部记录` });
  }
}

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

async function storeFile({ composed, author }: Cast, name: string): Promise<string> {
  const headers = { ...(await signInForTest(composed.database, author.accountId, author.actor)), ...newKey() };
  const form = fileForm(name, Buffer.from(`%PDF-1.4\n% ${canary}\n%%EOF\n`));
  const payload = form.payload as Buffer;
  const answer = await composed.server.inject({ method: 'POST', url: '/api/files', headers: { ...headers, ...form.headers }, payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<{ id: string }>().id;
}

/** Everything else that the county has: files, filters, batches, rules, days, certificates, and one row of what only machinery writes. */
async function plantRecords(cast: Cast, matters: PlantedCity['matters']): Promise<Records> {
  const { composed, own, author, seats } = cast;
  const body = own.congress.id;
  const [loose, attached] = [await storeFile(cast, `${canary}-loose.pdf`), await storeFile(cast, `${canary}-attached.pdf`)];
  await doAct(composed.database, author, { bodyId: body, matterId: matters.handling }, 'addFiles', { files: [attached], words: canary });
  const ids = {
    screen: newId(),
    filter: newId(),
    batch: newId(),
    draftRules: newId(),
    ownDay: newId(),
    passkey: newId(),
    push: newId(),
    intake: newId(),
    intakeRow: newId(),
    motion: newId(),
    motionShare: newId(),
  };
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
      found('reportShare', 'select id from handling where body_id = $1 and matter_id = $2', [body, matters.report]),
      found('commitment', 'select id from commitment where body_id = $1'),
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
    organisation: own.congress.id,
    unit: own.unit.id,
    grassroots: own.grassroots.id,
    unitPost: seats.unitOfficer.seatId,
    bodyPost: seats.clerk.seatId,
    person: author.personId,
    clerkPerson: seats.clerk.personId,
    unitPerson: seats.unitOfficer.personId,
    mandate: author.seatId,
    account: author.accountId,
    worker: seats.gridWorker.personId,
  };
}

type Ids = Record<'screen' | 'filter' | 'batch' | 'draftRules' | 'ownDay' | 'passkey' | 'push' | 'intake' | 'intakeRow' | 'motion' | 'motionShare', string>;
type Row = readonly [table: string, row: Record<string, unknown>];

const at = '2026-01-05T02:00:00Z';

async function insertRows(cast: Cast, ids: Ids, matters: PlantedCity['matters']): Promise<void> {
  await withClient(cast.composed.isolated.adminUrl, async (client) => {
    for (const [table, row] of [...motionRows(cast, ids), ...deskRows(cast, ids, matters), ...ruleRows(cast, ids), ...personRows(cast, ids)])
      await client.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [JSON.stringify(row)]);
  });
}

/** What an office entered for others or is taking in, and its words of letters. */
function intakeRows(body_id: string, person_id: string, ids: Ids, matters: PlantedCity['matters']): Row[] {
  const found = { title: canary, titleFrom: 'stated', author: canary, signers: [], parts: {}, units: [], typed: {}, sectioned: true };
  const row = { file_name: canary, fingerprint: '\\x00', original: canary, state: 'open', revision: 1, matter_id: newId(), position: 1 };
  const words = { sender: canary, title: canary, addressee: canary, text: canary, signature: canary, contact: canary };
  const content = { form: { title: canary }, author: null, signers: [], signaturesChecked: false, receivedOn: '2026-01-05' };
  return [
    [
      'paper_entry',
      {
        ...{ body_id, matter_id: matters.screening, author_id: newId(), entered_by: person_id, entered_by_name: canary, entered_at: at },
        ...{ received_on: '2026-01-05', manner: 'hand', signers_on_paper: 0, objection: canary, objected_at: at },
      },
    ],
    [
      'intake_batch',
      {
        body_id,
        id: ids.intake,
        kind: 'suggestion',
        source: 'docx',
        name: canary,
        state: 'open',
        made_by: person_id,
        made_by_name: canary,
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
    ['letter_template', { body_id, letter: 'notice', version: 1, content: words, made_by: person_id, made_by_name: canary, made_at: at }],
  ];
}

/** A motion that a unit carries out, with the decision that was kept of it. */
function motionRows({ own, author, seats }: Cast, ids: Ids): Row[] {
  const body_id = own.congress.id;
  const mine = { body_id, matter_id: ids.motion };
  const text = { title: `关于${canary}的议案`, form: { title: canary, subject: canary, grounds: canary, plan: canary } };
  const counted = { version: 1, frozen: true, revision: 1, signer_count: 10, round: 1, in_session: true, is_key: false, honours: [] };
  const people = { author_id: author.personId, author_name: canary, author_title: canary };
  const times = { created_at: at, changed_at: at, submitted_at: at };
  const standing = { state: 'executing', stage: 'follow', committee: canary, openness: 'open', visibility: 'body', source: 'platform' };
  const unit = { unit_id: own.unit.id, unit_name: canary, unit_short_name: canary, role: 'sole', state: 'received', extension_count: 0 };
  const kept = { act: 'decide', label: canary, content: [{ name: 'reason', label: canary, input: 'text', value: canary }], files: [] };
  const by = { organisation_id: body_id, recorded_by: seats.officeLeader.personId, recorded_by_name: canary, recorded_at: at };
  return [
    ['matter', { body_id, id: ids.motion, kind: 'motion', ...text, ...counted, ...people, ...times, ...standing, search: "''" }],
    ['handling', { ...mine, id: ids.motionShare, ...unit, round: 1, assigned_at: at }],
    ['matter_record', { ...mine, id: newId(), revision: 1, at, ...kept, ...by, audience: 'office' }],
  ];
}

/** What an office keeps on its desk and walls. */
function deskRows({ own, seats }: Cast, ids: Ids, matters: PlantedCity['matters']): Row[] {
  const [body_id, person_id] = [own.congress.id, seats.clerk.personId];
  const batch = { kind: 'suggestion', act: 'accept', input: { note: canary }, actor: seats.clerk.actor, state: 'waiting' };
  const pairing = { device: canary, address: canary, paired_by: person_id, paired_by_name: canary, paired_at: at, last_seen_at: at };
  return [
    ...intakeRows(body_id, person_id, ids, matters),
    ['saved_filter', { body_id, id: ids.filter, person_id, list: 'matters', label: canary, query: { words: canary }, position: 0 }],
    ['bulk_batch', { body_id, id: ids.batch, person_id, ...batch, undo_until: '2100-01-01T00:00:00Z', made_at: at }],
    [
      'bulk_target',
      { body_id, batch_id: ids.batch, matter_body_id: body_id, matter_id: matters.screening, state: 'waiting', error: canary },
    ],
    ['case_presence', { body_id, matter_id: matters.screening, person_id, person_name: canary, seen_at: '2100-01-01T00:00:00Z' }],
    [
      'publication_follow',
      {
        body_id,
        matter_id: matters.closed,
        id: newId(),
        endpoint: `https://push.example/${canary}-follow`,
        keys: { auth: canary },
        made_at: at,
      },
    ],
    ['screen', { body_id, id: ids.screen, name: canary, token_hash: '\\x00', ...pairing }],
    [
      'matter_transcript',
      {
        body_id,
        matter_id: matters.report,
        file_id: newId(),
        state: 'done',
        words: canary,
        machine_words: canary,
        failures: 0,
        asked_at: at,
      },
    ],
    ['annual_template', { body_id, composition: { words: canary }, revision: 1, changed_by_name: canary, changed_at: at }],
    [
      'annual_draft',
      { body_id, year: 2025, composition: { words: canary }, revision: 1, prepared_at: at, changed_by_name: canary, changed_at: at },
    ],
    [
      'annual_report',
      {
        body_id,
        year: 2025,
        version: 1,
        id: newId(),
        as_of: '2025-12-31',
        content: { words: canary },
        fingerprint: '\\x00',
        note: canary,
        fixed_by_name: canary,
        fixed_at: at,
      },
    ],
    ['parked_event', { body_id, subscriber: 'test', event_id: newId(), error: canary, parked_at: at }],
  ];
}

function ruleRows({ own }: Cast, ids: Ids): Row[] {
  const body_id = own.congress.id;
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
    [
      'profile_version',
      { ...version, id: ids.draftRules, state: 'draft', valid_from: '2027-01-01', note: canary, changed_by_name: canary },
    ],
    ['profile_version', { ...version, id: newId(), ...published, note: '', changed_by_name: '岳简' }],
    ['profile_basis', { body_id, parameter_key: 'replyPeriod', ...basis }],
    [
      'calendar_day',
      { body_id, id: ids.ownDay, day: '2026-05-06', kind: 'off', name: '区庆', reason: '区庆放假', added_at: at, added_by_name: '苏衡' },
    ],
  ];
}

/** What belongs to the author as a person and as a deputy. */
function personRows({ own, author }: Cast, ids: Ids): Row[] {
  const [body_id, person_id, account_id] = [own.congress.id, author.personId, author.accountId];
  const passkey = { credential_id: canary, public_key: '\\x00', counter: 0, transports: [], name: canary, made_at: at };
  return [
    ['mandate_certificate', { body_id, mandate_id: author.seatId, number: canary }],
    ['person_private', { person_id, birth_year: 1971 }],
    ['passkey', { account_id, id: ids.passkey, ...passkey }],
    ['push_subscription', { person_id, id: ids.push, endpoint: `https://push.example/${canary}`, keys: {}, device: canary, made_at: at }],
    ['notification_choice', { person_id, kind: 'matter.progress', channel: 'digest' }],
    ['request_record', { account_id, key: `planted-${canary}`, route: 'x', fingerprint: '\\x00', answer: { canary }, at }],
  ];
}
