import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { isWorkday, moveWorkingDays } from '#modules/profile/server/index.ts';
import { bulletinSeries } from '../bulletins/bulletin-names.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { BodyCast, Deputy } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import { shift } from './cppcc-life.ts';
import { raisedIn } from './cppcc-people.ts';
import { sceneIn, someDay } from './proposal-seed.ts';
import type { BulletinUse, LivedSentiment, SentimentFate, SentimentPlan } from './sentiment-life.ts';
import { composeSentiment } from './sentiments/compose.ts';
import type { SentimentStory } from './sentiments/types.ts';
import { writtenSentiments } from './sentiments/written.ts';

/** A bulletin with its plans; `number` is given by {@link numberBulletins}. */
interface DrawnBulletin {
  readonly form: BulletinUse['form'];
  readonly madeAt: Date;
  /** Null for one in the making. */
  readonly use: BulletinUse | null;
  readonly plans: SentimentPlan[];
}

/** Editors: the office's people of information, or anybody of the office where nobody is named so. */
function editorsOf(cast: BodyCast): BodyCast['clerks'] {
  const found = cast.clerks.filter((one) => /信息|研究/.test(one.division));
  return found.length > 0 ? found : cast.clerks;
}

/** Three years of reports before they are lived: about 45 % are used; the last days wait for the desk. */
export function plansOfSentiments(cast: BodyCast, chance: Chance, count: number): SentimentPlan[] {
  const written = cast.level === 'city' ? writtenSentiments : [];
  const texts = new Map(written.map((story, index) => [Math.floor((index + 0.5) * (count / Math.max(1, written.length))), story]));
  const plans = Array.from({ length: count }, (_, made) => {
    const text = texts.get(made);
    // Written ones are of the last year, so that their whole way can be seen.
    const submittedAt = text ? daysBack(cast, chance, chance.whole(70, 330)) : someDay(cast, chance, 1_095);
    const story = text ?? composeSentiment(chance, sceneIn(cast, chance));
    const raised = raisedIn(cast, chance, { at: submittedAt, inSession: false, joint: 0.12 });
    const fate = text ? 'used' : fateOf(cast, chance, submittedAt);
    return planned(cast, chance, { story, submittedAt, fate, raised });
  });
  return [...plans, ...standing(cast, chance)];
}

function fateOf(cast: BodyCast, chance: Chance, at: Date): SentimentFate {
  const fate = chance.weighted({ used: 455, kept: 500, returned: 15, withdrawn: 14, toProposal: 16 });
  return fate === 'returned' && cast.now.getTime() - at.getTime() > 20 * 86_400_000 ? 'kept' : fate;
}

interface Drawn {
  readonly story: SentimentStory;
  readonly submittedAt: Date;
  readonly fate: SentimentFate;
  readonly raised: ReturnType<typeof raisedIn>;
}

function planned(cast: BodyCast, chance: Chance, { story, submittedAt, fate, raised }: Drawn): SentimentPlan {
  const { raisedBy, ...who } = raised;
  const days = story.urgency === 'urgent' ? chance.pick([0, 0, 1]) : chance.happens(0.96) ? chance.whole(1, 9) : chance.whole(11, 16);
  return {
    story,
    submittedAt,
    editedAt: shift({ cast, chance }, submittedAt, days),
    ...who,
    raisedBy: raisedBy === 'group' ? 'people' : raisedBy,
    fate,
    editor: chance.pick(editorsOf(cast)),
    ...(fate === 'toProposal' ? { proposalTitle: proposalTitleOf(story) } : {}),
  };
}

function proposalTitleOf({ title }: SentimentStory): string {
  return `关于解决${title.replace(/(应引起重视|值得关注|应予重视|值得重视|仍需重视)$/, '').slice(0, 50)}问题的提案`.replace(
    '问题问题',
    '问题',
  );
}

/** A report that a proposal was turned into. */
export function convertedPlan(
  cast: BodyCast,
  chance: Chance,
  story: SentimentStory,
  at: Date,
  author: Deputy,
  from: SentimentPlan['from'],
): SentimentPlan {
  const fate = fateOf(cast, chance, at);
  const raised = { raisedBy: 'people', collective: null, author, signers: [] } as const;
  const plan = planned(cast, chance, {
    story,
    submittedAt: at,
    fate: fate === 'toProposal' || fate === 'withdrawn' ? 'kept' : fate,
    raised,
  });
  return { ...plan, ...(from ? { from } : {}) };
}

/** Today's: each demo account's at each step, and a few urgent and ordinary ones that nobody has opened yet. */
function standing(cast: BodyCast, chance: Chance): SentimentPlan[] {
  const one = (author: Deputy, fate: SentimentFate, back: number, urgent = false): SentimentPlan => {
    const story = { ...composeSentiment(chance, sceneIn(cast, chance)), urgency: urgent ? ('urgent' as const) : ('ordinary' as const) };
    const submittedAt = back === 0 ? new Date(cast.now.getTime() - chance.whole(20, 200) * 60_000) : daysBack(cast, chance, back);
    const plan = planned(cast, chance, { story, submittedAt, fate, raised: { raisedBy: 'people', collective: null, author, signers: [] } });
    const soon = shift({ cast, chance }, submittedAt, 1);
    return { ...plan, editedAt: soon < cast.now ? soon : new Date(submittedAt.getTime() + 15 * 60_000) };
  };
  const ofStars = cast.stars.flatMap((star) => [
    one(star, 'waiting', 2),
    one(star, 'editing', 6),
    one(star, 'used', 24),
    one(star, 'used', 60),
    one(star, 'used', 150),
    one(star, 'kept', 40),
    one(star, 'returned', 4),
  ]);
  const others = [0, 0, 1, 1, 2, 3, 4, 6, 8].map((back, index) =>
    one(chance.pick(cast.members), 'waiting', back, index === 0 || index === 2),
  );
  const beingWorded = [3, 4, 5, 6, 7, 8].map((back) => one(chance.pick(cast.members), 'editing', back));
  return cast.level === 'city' ? [...ofStars, ...others, ...beingWorded] : [...ofStars, ...others.slice(0, 3), ...beingWorded.slice(0, 3)];
}

function daysBack(cast: BodyCast, chance: Chance, days: number): Date {
  const wanted = addDays(dayOf(cast.now), -days);
  const worked = isWorkday(cast.rules.calendar, wanted) ? wanted : moveWorkingDays(cast.rules.calendar, wanted, -1);
  return CaseRows.atOffice(worked, chance.whole(8, 19), chance.whole(0, 59));
}

/**
 * Divides what is used among bulletins, in the order in which it was edited: most alone, some woven together with others of the same field, a few
 * forwarded as they are. What is edited but not issued yet lies in drafts.
 */
export function drawBulletins(cast: BodyCast, chance: Chance, plans: readonly SentimentPlan[]): DrawnBulletin[] {
  const used = plans.filter((plan) => plan.fate === 'used' && plan.editedAt <= cast.now);
  const inOrder = used.toSorted((one, other) => one.editedAt.getTime() - other.editedAt.getTime());
  const waiting = new Map<string, SentimentPlan[]>();
  const drawn: DrawnBulletin[] = [];
  const issue = (form: BulletinUse['form'], of: SentimentPlan[]) => drawn.push(bulletinOf(cast, chance, form, of));
  for (const plan of inOrder) {
    const form = plan.story.urgency === 'urgent' ? 'single' : chance.weighted({ single: 36, compiled: 58, original: 6 });
    const { field } = plan.story;
    const queue = waiting.get(field) ?? [];
    waiting.set(field, queue);
    if (form !== 'compiled') {
      issue(form, [plan]);
      continue;
    }
    // What has waited too long for company goes out alone.
    const late = queue.filter((one) => plan.editedAt.getTime() - one.editedAt.getTime() > 22 * 86_400_000);
    for (const one of late) issue('single', [one]);
    const company = [...queue.filter((one) => !late.includes(one)), plan];
    waiting.set(field, company);
    if (company.length >= chance.pick([2, 2, 2, 3, 4])) {
      issue('compiled', company);
      waiting.set(field, []);
    }
  }
  for (const rest of waiting.values()) for (const one of rest) issue('single', [one]);
  const editing = plans.filter((plan) => plan.fate === 'editing' && plan.editedAt <= cast.now);
  for (let start = 0; start + 1 < editing.length && start < 6; start += 2) {
    const pair = editing.slice(start, start + 2);
    const alike = pair.length === 2 && start > 0;
    drawn.push({
      form: alike ? 'compiled' : 'single',
      madeAt: new Date(cast.now.getTime() - (start + 1) * 5 * 3_600_000),
      use: null,
      plans: alike ? pair : pair.slice(0, 1),
    });
  }
  return drawn;
}

function bulletinOf(cast: BodyCast, chance: Chance, form: BulletinUse['form'], plans: SentimentPlan[]): DrawnBulletin {
  const edited = new Date(Math.max(...plans.map((plan) => plan.editedAt.getTime())));
  const urgent = plans.some((plan) => plan.story.urgency === 'urgent');
  const at = shift({ cast, chance }, edited, urgent ? 0 : chance.whole(1, 6));
  const own = cast.level === 'city' ? '市' : cast.bodyShortName.includes('县') ? '县' : '区';
  const above = cast.level === 'city' ? '省政协' : '市政协';
  const addressees =
    form === 'original' ? [chance.pick([`${own}政府办公室`, above])] : [`${own}委`, `${own}政府`, ...(chance.happens(0.55) ? [above] : [])];
  const use: BulletinUse = { form, at, name: '', addressees };
  for (const plan of plans) plan.use = use;
  return { form, madeAt: new Date(Math.max(edited.getTime(), at.getTime() - 20 * 3_600_000)), use, plans };
}

/** Numbers what has been issued, without gaps in each year; returns the last number of each year. */
export function numberBulletins(
  cast: BodyCast,
  bulletins: readonly DrawnBulletin[],
): { readonly numbers: Map<DrawnBulletin, number>; readonly last: Map<string, number> } {
  const issued = bulletins
    .filter((one) => one.use !== null && one.use.at <= cast.now)
    .toSorted((one, other) => one.use!.at.getTime() - other.use!.at.getTime());
  const numbers = new Map<DrawnBulletin, number>();
  const last = new Map<string, number>();
  for (const one of issued) {
    const year = dayOf(one.use!.at).slice(0, 4);
    const number = (last.get(year) ?? 0) + 1;
    last.set(year, number);
    numbers.set(one, number);
    one.use!.name = `${cast.bodyShortName}${bulletinSeries} ${year} 年第 ${number} 期`;
  }
  return { numbers, last };
}

/** The bulletins' own rows, hung on one case so that they are written with it. */
export function bulletinRows(
  cast: BodyCast,
  bulletins: readonly DrawnBulletin[],
  numbers: ReadonlyMap<DrawnBulletin, number>,
  lived: ReadonlyMap<SentimentPlan, LivedSentiment>,
): { bulletin: Record<string, unknown>[]; bulletin_item: Record<string, unknown>[] } {
  const rows = { bulletin: [] as Record<string, unknown>[], bulletin_item: [] as Record<string, unknown>[] };
  const signer = cast.leaders[0]?.name ?? '';
  for (const one of bulletins) {
    const number = numbers.get(one) ?? null;
    const issuedAt = number === null ? null : one.use!.at;
    const made = one.madeAt < cast.now ? one.madeAt : new Date(cast.now.getTime() - 3_600_000);
    const items = one.plans.filter((plan) => lived.has(plan));
    const id = newId(made.getTime());
    const { editor } = one.plans[0]!;
    rows.bulletin.push({
      body_id: cast.bodyId,
      id,
      year: Number(dayOf(issuedAt ?? made).slice(0, 4)),
      series: bulletinSeries,
      number,
      form: one.form,
      ...textOf(one),
      addressees: one.use?.addressees ?? [],
      state: number === null ? 'draft' : 'issued',
      signer: number === null ? null : signer,
      made_by: editor.personId,
      made_by_name: editor.name,
      made_at: made,
      changed_at: issuedAt ?? made,
      revision: number === null ? 1 : 2,
      issued_at: issuedAt,
    });
    items.forEach((plan, position) =>
      rows.bulletin_item.push({ body_id: cast.bodyId, bulletin_id: id, matter_id: lived.get(plan)!.of.matter.id, position }),
    );
  }
  return rows;
}

const numerals = ['一', '二', '三', '四', '五'];
const counts = ['', '', '两', '三', '四', '五'];

function textOf({ form, plans }: DrawnBulletin): { title: string; words: string } {
  const [first] = plans as [SentimentPlan, ...SentimentPlan[]];
  if (form === 'original') return { title: first.story.title, words: first.story.words };
  if (plans.length === 1) return { title: first.story.editedTitle, words: first.story.editedWords };
  const { field } = first.story;
  const same = plans.every((plan) => plan.story.field === field);
  return {
    title: same ? `委员反映${field}方面需要重视的${counts[plans.length]}个问题` : `委员反映近期群众关心的${counts[plans.length]}个问题`,
    words: plans.map((plan, index) => `${numerals[index]}、${plan.story.editedTitle}\n${plan.story.editedWords}`).join('\n\n'),
  };
}

/** A star's report that is not sent yet. */
export function sentimentsBegun(cast: BodyCast, chance: Chance): { readonly of: CaseRows; readonly state: string }[] {
  return cast.stars.map((author) => {
    const story = composeSentiment(chance, sceneIn(cast, chance));
    const at = new Date(cast.now.getTime() - 20 * 3_600_000);
    const form = { title: story.title, raisedBy: 'people', field: story.field, words: story.words, urgency: 'ordinary' };
    const of = new CaseRows({
      kind: kindOf('sentiment'),
      rules: cast.rules,
      now: cast.now,
      at,
      matter: {
        body_id: cast.bodyId,
        title: story.title,
        author_id: author.personId,
        author_name: author.name,
        author_title: author.groupName,
        delegation_id: author.groupId,
        field: story.field,
        form,
        submitted_at: null,
        frozen: false,
      },
    });
    delete of.rows.matter_text;
    return { of, state: 'draft' };
  });
}
