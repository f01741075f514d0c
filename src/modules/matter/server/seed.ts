import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import sharp from 'sharp';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { FileRoom, PreparedFile } from '#platform/server/files/file-room.ts';
import { demoPeople } from '#modules/identity/server/index.ts';
import { writeNumber } from '#modules/profile/contract/sheet/publication.ts';
import { isWorkday, moveWorkingDays } from '#modules/profile/server/index.ts';
import { countNew } from './reactions/count-matters.ts';
import { assembleCast } from './demo/cast.ts';
import type { BodyCast, GrassrootsCast } from './demo/cast.ts';
import type { Rows } from './engine/case-rows.ts';
import { CaseRows } from './engine/case-rows.ts';
import type { Chance } from '#platform/server/chance.ts';
import { chanceOf } from '#platform/server/chance.ts';
import type { ComposedReport } from './demo/compose.ts';
import { composeReport, composeSuggestion, pickTopic } from './demo/compose.ts';
import { places } from './demo/places.ts';
import type { ReportStory } from './demo/report-life.ts';
import { reportRows } from './demo/report-life.ts';
import type { PhotoKind } from './demo/reports/scenes.ts';
import { scenes, sceneWords } from './demo/reports/scenes.ts';
import type { WrittenReport } from './demo/reports/types.ts';
import { writtenReports } from './demo/reports/written.ts';
import { topics } from './demo/suggestions/parts.ts';
import { written as writtenSuggestions } from './demo/suggestions/written.ts';
import { motionsOf } from './demo/motion-seed.ts';
import { cppccCases, originsFirst } from './demo/cppcc-seed.ts';
import type { SuggestionStory } from './demo/suggestion-life.ts';
import { suggestionRows } from './demo/suggestion-life.ts';
import { kindOf } from '../contract/kinds/index.ts';
import { searchText, searchWithNumber } from './engine/search.ts';
import type { MatterRow, MatterTables } from './tables.ts';

/** How many matters the demo city has, by body and kind. */
const amounts = { citySuggestions: 2_700, countySuggestions: 1_500, cityReports: 2_300, countyReports: 1_000 };
const years = 3;

export interface MatterSeed {
  readonly files: FileRoom;
  /** Told how far it is. */
  readonly say: (words: string) => void;
}

/**
 * Fills the demo city with three years of matters. The same seed and day give the same city. Every row is what the engine would have written;
 * states, delays, units and satisfaction follow the shares of DOMAIN §1.7 and §4.1.
 */
export async function seedMatters(tx: Tx, { files, say }: MatterSeed): Promise<{ suggestions: number; reports: number }> {
  const { bodies, councils, grassroots } = await assembleCast(tx, await demoPeople(tx));
  const told = { suggestions: 0, reports: 0 };
  // While the database takes one body in, the next one is made up: each keeps a core busy.
  let writing: Promise<void> = Promise.resolve();
  for (const [index, cast] of bodies.entries()) {
    const chance = chanceOf(20_261_123 + index);
    const near = within(cast, grassroots);
    const suggestions = await suggestionsOf(cast, chance);
    // A source of their own, so that more or fewer motions change nothing else.
    const ownChance = chanceOf(20_270_121 + index);
    const { motions, suggestions: converted } = motionsOf(cast, ownChance, (year) => composed(cast, ownChance, year));
    suggestions.push(...converted);
    const reports = near.length > 0 ? await reportsOf(cast, near, chance) : [];
    const reportCases = reports.map((one) => one.rows);
    await hangPictures(tx, cast, reports, files);
    number(cast, [...suggestions, ...motions], reportCases);
    await writing;
    writing = write(tx, cast.bodyId, [...motions, ...suggestions, ...reportCases]);
    // Awaited in the next round or at the end; a failure in between must not count as unhandled.
    writing.catch(() => undefined);
    told.suggestions += suggestions.length;
    told.reports += reports.length;
    say(`${cast.bodyName}：建议 ${suggestions.length} 件，议案 ${motions.length} 件，督事 ${reports.length} 件`);
  }
  await writing;
  await seedCouncils(tx, councils, grassroots, say);
  return told;
}

/** Three years of what the CPPCC committees handle (提案, 社情民意, 委员议事), with their bulletins and selections. */
export async function seedCouncils(
  tx: Tx,
  councils: readonly BodyCast[],
  grassroots: readonly GrassrootsCast[],
  say: (words: string) => void,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  for (const [index, cast] of councils.entries()) {
    const made = await cppccCases(cast, within(cast, grassroots), chanceOf(20_280_119 + index));
    number(cast, made.numberedAtOnce, made.numberedLater);
    made.nameTwins();
    await writing;
    writing = write(tx, cast.bodyId, originsFirst([...made.numberedAtOnce, ...made.numberedLater, ...made.begun]));
    writing.catch(() => undefined);
    say(`${cast.bodyName}：${made.told}`);
  }
  await writing;
}

function within(cast: BodyCast, grassroots: readonly GrassrootsCast[]): GrassrootsCast[] {
  return grassroots.filter((unit) => unit.regionCode.startsWith(cast.regionCode.replace(/(00)+$/, '')));
}

/** Lets the statements under way go on, every so many cases. */
async function breathe(made: number): Promise<void> {
  if (made % 25 === 0) await setImmediate();
}

async function suggestionsOf(cast: BodyCast, chance: Chance): Promise<Rows[]> {
  const city = cast.level === 'city';
  const written = city
    ? writtenSuggestions.map((one): SuggestionStory => ({
        ...one,
        contacts: one.contact,
        opinions: one.coOpinions,
        promises: one.promises,
        kept: one.promises.map((promise) => promise.kept),
        reports: one.promises.map((promise) => promise.report),
      }))
    : [];
  const count = city ? amounts.citySuggestions : amounts.countySuggestions;
  const rows: Rows[] = [];
  for (let made = 0; made < count; made += 1) {
    await breathe(made);
    // Written ones are spread over the years like all others, so that every list meets some of them.
    const story =
      made % Math.floor(count / Math.max(1, written.length)) === 0
        ? written[Math.floor(made / Math.floor(count / written.length))]
        : undefined;
    const when = filing(cast, chance, made / count);
    if (!when) continue;
    rows.push(
      suggestionRows(
        cast,
        chance,
        story ?? composed(cast, chance, Number(dayOf(when.at).slice(0, 4))),
        when.at,
        when.session,
        when.assignOn,
      ),
    );
  }
  return rows;
}

function composed(cast: BodyCast, chance: Chance, year: number): SuggestionStory {
  const scene = sceneIn(cast, chance);
  return composeSuggestion(chance, pickTopic(chance, topics, scene), scene, year);
}

/** When a suggestion is filed: two thirds in the days of a session, the others on any day. `share` runs over the three years. */
function filing(
  cast: BodyCast,
  chance: Chance,
  share: number,
): { at: Date; session: BodyCast['sessions'][number] & { inSession: boolean }; assignOn: string | null } | null {
  const today = dayOf(cast.now);
  const first = addDays(today, -365 * years);
  const recent = cast.sessions.filter((session) => session.opensOn >= first && session.opensOn <= today);
  const inSession = recent.length > 0 && chance.happens(0.66);
  if (inSession) {
    const session = recent[Math.min(recent.length - 1, Math.floor(share * recent.length))]!;
    const length = Math.round((Date.parse(session.closesOn) - Date.parse(session.opensOn)) / 86_400_000);
    const at = CaseRows.atOffice(addDays(session.opensOn, chance.whole(0, length)), chance.whole(8, 18), chance.whole(0, 59));
    return { at, session: { ...session, inSession: true }, assignOn: moveWorkingDays(cast.rules.calendar, session.closesOn, 20) };
  }
  const at = someDay(cast, chance, first, 365 * years);
  const session = cast.sessions.findLast((one) => one.opensOn <= dayOf(at)) ?? cast.sessions[0];
  return session ? { at, session: { ...session, inSession: dayOf(at) <= session.closesOn }, assignOn: null } : null;
}

/** A moment on any day, working days preferred; the last weeks are as busy as a living office, so that every queue has work. */
function someDay(cast: BodyCast, chance: Chance, first: string, days: number): Date {
  const back = chance.happens(0.05) ? chance.whole(0, 6) : chance.happens(0.12) ? chance.whole(0, 110) : chance.whole(0, days - 1);
  const day = addDays(dayOf(cast.now), -back);
  const worked = isWorkday(cast.rules.calendar, day) || chance.happens(0.25) ? day : moveWorkingDays(cast.rules.calendar, day, -1);
  const at = CaseRows.atOffice(worked < first ? first : worked, chance.whole(7, 21), chance.whole(0, 59));
  return at < cast.now ? at : new Date(cast.now.getTime() - chance.whole(5, 600) * 60_000);
}

function sceneIn(cast: BodyCast, chance: Chance) {
  const own = cast.level === 'county' ? places.filter((place) => cast.bodyName.includes(place.county)) : places;
  const { county, townships } = chance.pick(own.length > 0 ? own : places);
  return { county, township: chance.pick(townships), ownUnits: cast.level === 'county' };
}

/** A report's rows and the drawn scenes that stand for its photos. */
interface PicturedReport {
  readonly rows: Rows;
  readonly scenes: ComposedReport['scenes'];
  readonly written: boolean;
}

async function reportsOf(cast: BodyCast, near: readonly GrassrootsCast[], chance: Chance): Promise<PicturedReport[]> {
  const count = cast.level === 'city' ? amounts.cityReports : amounts.countyReports;
  const first = addDays(dayOf(cast.now), -365 * years);
  const settings = places.flatMap(({ county, townships }) => townships.map((township) => ({ county, township })));
  const reports: PicturedReport[] = [];
  for (let made = 0; made < count; made += 1) {
    await breathe(made);
    const written = cast.level === 'city' && made % 38 === 0 ? writtenReports[made / 38] : undefined;
    const unit = (written && near.find((one) => one.township.includes(written.township))) ?? chance.pick(near);
    const scene = settings.find((one) => unit.township.includes(one.township.name)) ?? chance.pick(settings);
    const at = someDay(cast, chance, first, 365 * years);
    const story = written ? storyOf(written) : composeReport(chance, scene);
    reports.push({ rows: reportRows(cast, unit, chance, story, at), scenes: story.scenes, written: written !== undefined });
  }
  return reports;
}

function storyOf({ course, ...written }: WrittenReport): ReportStory {
  return {
    title: written.title,
    words: written.words,
    category: written.category,
    address: written.place,
    remark: course.arrival,
    reply: course.reply,
    rating: written.rating,
    ratingWords: written.ratingWords,
    redo: written.redo ?? null,
    urgency: written.urgency,
    scenes: { before: course.photosBefore, after: course.photosAfter ?? null },
    dispatchMinutes: course.dispatchedAfterMinutes,
    ...(written.stop ? { stop: written.stop } : {}),
  };
}

/** Hangs drawn scenes on the written reports and on the latest ones; older ones had their photos deleted, as retention demands. */
async function hangPictures(tx: Tx, cast: BodyCast, reports: readonly PicturedReport[], files: FileRoom): Promise<void> {
  const latest = reports
    .toSorted((one, other) => matterOf(other.rows).submitted_at!.getTime() - matterOf(one.rows).submitted_at!.getTime())
    .slice(0, 60);
  for (const { rows, scenes: keys } of new Set([...reports.filter((one) => one.written), ...latest])) {
    const matter = matterOf(rows);
    const hang = async (key: string) =>
      (
        await files.insert(
          tx,
          await drawnScene(files, key),
          { bodyId: cast.bodyId, personId: matter.author_id!, unitId: null },
          { kind: 'matter', id: matter.id },
        )
      ).id;
    const before = await hang(keys.before);
    Object.assign(matter, { form: { ...matter.form, files: [before] } });
    for (const text of rows.matter_text ?? []) text.form = matter.form;
    for (const line of rows.matter_history ?? []) {
      if (line.act === 'submit') line.files = [before];
      if (line.act === 'answer' && keys.after) line.files = [await hang(keys.after)];
    }
  }
}

const drawn = new Map<string, Promise<PreparedFile>>();

function drawnScene(files: FileRoom, key: string): Promise<PreparedFile> {
  const known = drawn.get(key);
  if (known) return known;
  const made = files.prepare(`示意图：${sceneWords[key as PhotoKind]}.png`, () =>
    sharp(Buffer.from(scenes[key as PhotoKind]))
      .png()
      .toBuffer(),
  );
  drawn.set(key, made);
  return made;
}

/** Official numbers in the order of acceptance, one row of numbers for each series; then the words that name them. */
function number(cast: BodyCast, numberedAtOnce: readonly Rows[], numberedLater: readonly Rows[]): void {
  const last = new Map<string, number>();
  const next = (series: string) => {
    last.set(series, (last.get(series) ?? 0) + 1);
    return last.get(series)!;
  };
  const accepted = numberedAtOnce
    .filter((rows) => matterOf(rows).accepted_at)
    .toSorted((one, other) => matterOf(one).accepted_at!.getTime() - matterOf(other).accepted_at!.getTime());
  for (const rows of accepted) {
    const matter = matterOf(rows);
    const session = cast.sessions.find((one) => one.id === matter.session_id)!;
    const series = `${matter.term_id}:${matter.session_id}:${matter.in_session ? 'in' : 'out'}:${matter.kind}`;
    const of = next(series);
    const words = writeNumber(cast.rules.parameters.numberFormat, {
      number: of,
      inSession: matter.in_session,
      term: session.termNumber,
      session: session.number,
      year: Number(session.opensOn.slice(0, 4)),
    });
    Object.assign(matter, {
      series,
      number: of,
      number_text: `${termWords(session.termNumber)}${session.name}${words}`,
      number_short: matter.in_session ? String(of) : `闭 ${of}`,
    });
  }
  for (const rows of numberedLater.toSorted(
    (one, other) => matterOf(one).submitted_at!.getTime() - matterOf(other).submitted_at!.getTime(),
  )) {
    const matter = matterOf(rows);
    const year = dayOf(matter.submitted_at!).slice(0, 4);
    const of = next(`${matter.kind}:${year}`);
    Object.assign(matter, {
      series: `${matter.kind}:${year}`,
      number: of,
      number_text: `${year}年${kindOf(matter.kind).words.name}${of}号`,
      number_short: `${year.slice(2)}-${of}`,
    });
  }
  for (const rows of [...numberedAtOnce, ...numberedLater]) nameNumber(rows);
  const holder = (numberedAtOnce[0] ?? numberedLater[0])!;
  for (const [series, count] of last) (holder.number_series ??= []).push({ body_id: cast.bodyId, series, last: count });
}

function nameNumber(rows: Rows): void {
  const matter = matterOf(rows);
  const words = matter.number_text ?? '';
  for (const line of rows.matter_history ?? []) line.line = String(line.line).replace('{number}', words);
  for (const copy of rows.publication ?? []) {
    copy.content = { ...(copy.content as object), number: matter.number_text };
    if (matter.number_short) copy.search = searchWithNumber(String(copy.search), matter.number_short);
  }
  (rows.matter![0] as { search: string }).search = searchText(matter);
}

function matterOf(rows: Rows): MatterRow {
  return rows.matter![0] as unknown as MatterRow;
}

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function termWords(term: number): string {
  return `第${term > 10 ? `十${numerals[term - 10]}` : numerals[term]}届`;
}

/** Tables in the order in which rows may refer to each other. */
const order = [
  'matter',
  'matter_text',
  'matter_party',
  'handling',
  'matter_clock',
  'matter_contact',
  'co_opinion',
  'reply',
  'rating',
  'commitment',
  'matter_history',
  'matter_record',
  'matter_edition',
  'bulletin',
  'bulletin_item',
  'selection',
  'selection_entry',
  'publication',
  'number_series',
] as const satisfies readonly (keyof MatterTables)[];

async function write(tx: Tx, bodyId: string, cases: readonly Rows[]): Promise<void> {
  const db = tables<MatterTables>(tx);
  for (const table of order) {
    const rows = cases.flatMap((one) => one[table] ?? []);
    for (let start = 0; start < rows.length; start += 2_000) {
      await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.slice(start, start + 2_000))}::json)`.execute(
        db,
      );
    }
  }
  await countNew(tx, bodyId, cases);
}
