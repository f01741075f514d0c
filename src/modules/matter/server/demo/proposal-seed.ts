import { addDays, dayOf } from '#platform/contract/instant.ts';
import { isWorkday, moveWorkingDays } from '#modules/profile/server/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { BodyCast, Deputy } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import { memberActs, memberHolds, partyRow } from './cppcc-life.ts';
import { authorFor, raisedIn } from './cppcc-people.ts';
import { asProposal } from './cppcc-words.ts';
import type { Scene } from './compose.ts';
import { composeSuggestion, pickTopic } from './compose.ts';
import { places } from './places.ts';
import type { ProposalFate, ProposalPlan, Standstill } from './proposal-life.ts';
import { refusedProposals } from './proposals/refused.ts';
import type { ProposalStory } from './proposals/types.ts';
import { writtenProposals } from './proposals/written.ts';
import { topics } from './suggestions/parts.ts';

const years = 3;
const day = 86_400_000;

/** How DOMAIN §2.2 divides what is filed: some 76 % are taken up, the others go one of the other ways. */
const fates: Readonly<Record<Exclude<ProposalFate, 'returned'>, number>> = {
  filed: 735,
  revised: 28,
  merged: 70,
  toSentiment: 72,
  notAccepted: 55,
  letter: 22,
  withdrawn: 10,
};

/** The proposals of a body before they are lived: three years of them, and those that stand still today on every desk. */
export function plansOfProposals(cast: BodyCast, chance: Chance, count: number): ProposalPlan[] {
  const written = cast.level === 'city' ? writtenProposals : [];
  const every = Math.floor(count / Math.max(1, written.length));
  const plans: ProposalPlan[] = [];
  for (let made = 0; made < count; made += 1) {
    const when = filing(cast, chance, made / count);
    if (!when) continue;
    const text = made % every === 0 ? written[made / every] : undefined;
    plans.push(text ? writtenPlan(cast, chance, text, when) : drawnPlan(cast, chance, when));
  }
  for (const plan of plans) if (plan.fate === 'returned' && cast.now.getTime() - plan.filedAt.getTime() > 25 * day) plan.fate = 'revised';
  return [...plans, ...standing(cast, chance)];
}

type When = Pick<ProposalPlan, 'filedAt' | 'session' | 'inSession' | 'assignOn'>;

function writtenPlan(cast: BodyCast, chance: Chance, text: (typeof writtenProposals)[number], when: When): ProposalPlan {
  const collective = text.collective ?? null;
  const author = collective ? authorFor(cast, chance, collective) : chance.pick(cast.members);
  return { ...when, story: text, author, raisedBy: text.raisedBy, collective, signers: [], fate: 'filed' };
}

function drawnPlan(cast: BodyCast, chance: Chance, when: When): ProposalPlan {
  const fate = chance.weighted({ ...fates, returned: 8 });
  const raised = raisedIn(cast, chance, { at: when.filedAt, inSession: when.inSession, joint: 0.42 });
  if (fate !== 'notAccepted') return { ...when, ...raised, story: composedProposal(cast, chance, when.filedAt), fate };
  const { story, ground, reason } = refusedStory(cast, chance);
  const author = raised.raisedBy === 'people' ? raised.author : chance.pick(cast.members);
  return { ...when, story, author, raisedBy: 'people', collective: null, signers: [], fate, refusal: { grounds: [ground], reason } };
}

/** A proposal's text composed of the city's topics, in the words of a CPPCC. `lead` asks for one that a certain unit handles. */
export function composedProposal(cast: BodyCast, chance: Chance, at: Date, lead?: string): ProposalStory {
  const scene = sceneIn(cast, chance);
  const fitting = lead === undefined ? topics : topics.filter((topic) => topic.lead === lead);
  const topic = pickTopic(chance, fitting.length > 0 ? fitting : topics, scene);
  return asProposal(composeSuggestion(chance, topic, scene, Number(dayOf(at).slice(0, 4))));
}

/** Where a text plays: in the body's own county, or anywhere in the city. */
export function sceneIn(cast: BodyCast, chance: Chance): Scene {
  const own = cast.level === 'county' ? places.filter((place) => cast.bodyName.includes(place.county)) : places;
  const { county, townships } = chance.pick(own.length > 0 ? own : places);
  return { county, township: chance.pick(townships), ownUnits: cast.level === 'county' };
}

function refusedStory(cast: BodyCast, chance: Chance): { story: ProposalStory; ground: string; reason: string } {
  const { county, township } = sceneIn(cast, chance);
  const drawn =
    refusedProposals[Number(chance.weighted(Object.fromEntries(refusedProposals.map((one, index) => [String(index), one.weight]))))]!;
  const names: Readonly<Record<string, string>> = {
    county,
    township: township.name,
    road: chance.pick(township.roads),
    community: chance.pick(township.communities),
  };
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  const empty = {
    lead: '',
    co: [],
    contacts: [],
    reply: '',
    answerClass: 'A',
    promises: [],
    rating: '满意',
    ratingWords: '',
    opinions: [],
  } as const;
  const story = {
    ...empty,
    co: [],
    contacts: [],
    promises: [],
    title: fill(drawn.title),
    field: drawn.field,
    situation: fill(drawn.situation),
    analysis: fill(drawn.analysis),
    measures: drawn.measures.map(fill),
  };
  return { story, ground: drawn.ground, reason: drawn.reason };
}

/** When a proposal is filed: six in ten in the days of a plenary session, the others on any day. `share` runs over the three years. */
function filing(cast: BodyCast, chance: Chance, share: number): When | null {
  const today = dayOf(cast.now);
  const first = addDays(today, -365 * years);
  const held = cast.sessions.filter((session) => session.opensOn >= first && session.opensOn <= today);
  if (held.length > 0 && chance.happens(0.6)) {
    const session = held[Math.min(held.length - 1, Math.floor(share * held.length))]!;
    const length = Math.round((Date.parse(session.closesOn) - Date.parse(session.opensOn)) / day);
    const filedAt = CaseRows.atOffice(addDays(session.opensOn, chance.whole(0, length)), chance.whole(8, 18), chance.whole(0, 59));
    const assignOn = moveWorkingDays(cast.rules.calendar, session.closesOn, 18);
    return filedAt > cast.now ? null : { filedAt, session, inSession: true, assignOn };
  }
  return on(cast, someDay(cast, chance, 365 * years));
}

/** Filed at a moment out of session, or in one that is open then. */
function on(cast: BodyCast, filedAt: Date): When | null {
  const session = cast.sessions.findLast((one) => one.opensOn <= dayOf(filedAt)) ?? cast.sessions[0];
  return session ? { filedAt, session, inSession: dayOf(filedAt) <= session.closesOn, assignOn: null } : null;
}

/** A moment on some day of the last `days`, working days preferred; the last weeks are as busy as a living office. */
export function someDay(cast: BodyCast, chance: Chance, days: number): Date {
  const back = chance.happens(0.04) ? chance.whole(0, 6) : chance.happens(0.1) ? chance.whole(0, 100) : chance.whole(0, days - 1);
  const wanted = addDays(dayOf(cast.now), -back);
  const worked = isWorkday(cast.rules.calendar, wanted) || chance.happens(0.2) ? wanted : moveWorkingDays(cast.rules.calendar, wanted, -1);
  const at = CaseRows.atOffice(worked, chance.whole(8, 20), chance.whole(0, 59));
  return at < cast.now ? at : new Date(cast.now.getTime() - chance.whole(10, 600) * 60_000);
}

/** How many working days ago a case that stands still at a step was filed. */
const filedBack: Readonly<Record<Standstill, readonly number[]>> = {
  screening: [0, 1],
  accepted: [2, 3],
  assigned: [4, 4],
  objecting: [7, 8],
  received: [14, 20],
  drafting: [30, 31],
  replied: [36, 38],
  unitRated: [39, 41],
  memberRated: [39, 41],
  rehandling: [42, 43],
};

/** Today's cases, one at each step for each demo account, a few more for everybody: led by the unit whose accounts the demo offers. */
function standing(cast: BodyCast, chance: Chance): ProposalPlan[] {
  const unit = cast.level === 'city' ? '市住房和城乡建设局' : undefined;
  const raise = (author: Deputy, until: Standstill, lead: string | undefined): ProposalPlan[] => {
    const back = moveWorkingDays(cast.rules.calendar, dayOf(cast.now), -chance.pick(filedBack[until]) - 1);
    const when = on(cast, CaseRows.atOffice(back, chance.whole(9, 15), chance.whole(0, 59)));
    if (!when) return [];
    const signers = chance.happens(0.5) ? chance.some(cast.members, 2).filter((one) => one.personId !== author.personId) : [];
    return [
      {
        ...when,
        story: composedProposal(cast, chance, when.filedAt, lead),
        author,
        raisedBy: 'people',
        collective: null,
        signers,
        fate: 'filed',
        until,
      },
    ];
  };
  const all = Object.keys(filedBack) as Standstill[];
  const ofStars = cast.stars.flatMap((star) => all.flatMap((until) => raise(star, until, unit)));
  const ofOthers = all.flatMap((until) => raise(chance.pick(cast.members), until, chance.happens(0.5) ? unit : undefined));
  const returned = cast.stars.flatMap((star) =>
    raise(star, 'drafting', unit).map(({ until: _, ...plan }): ProposalPlan => ({
      ...plan,
      ...on(cast, new Date(cast.now.getTime() - 4 * day))!,
      fate: 'returned',
    })),
  );
  return [...ofStars, ...ofOthers, ...returned];
}

/** What is still being written: the stars' own drafts, and one that waits for co-signers. */
export function proposalsBegun(cast: BodyCast, chance: Chance): { readonly of: CaseRows; readonly state: string }[] {
  return cast.stars.flatMap((author, index) => {
    const others = cast.stars.filter((one) => one !== author);
    const drafted = begin(cast, chance, author, 1 + index);
    delete drafted.rows.matter_text;
    Object.assign(drafted.matter, { frozen: false });
    const asked = begin(cast, chance, author, 2 + index);
    const invited = [...others.slice(0, 1), ...chance.some(cast.members, 3).filter((one) => !cast.stars.includes(one))].slice(0, 3);
    const at = asked.matter.created_at;
    const life = { cast, chance, of: asked, author };
    asked.tell('invite', at, memberActs(life, author), { people: invited.map((one) => one.name).join('、') });
    asked.clock('submit', at, null, memberHolds(author));
    invited.forEach((one, position) => {
      const answered = position === 1 ? new Date(at.getTime() + 5 * 3_600_000) : null;
      asked.add('matter_party', partyRow(one, position, at, answered));
      if (answered) asked.tell('confirm', answered, memberActs(life, one), { version: '1' });
      else asked.clock('cosign', at, null, memberHolds(one));
    });
    return [
      { of: drafted, state: 'draft' },
      { of: asked, state: 'collecting' },
    ];
  });
}

function begin(cast: BodyCast, chance: Chance, author: Deputy, daysBack: number): CaseRows {
  const at = new Date(cast.now.getTime() - daysBack * day - 3_600_000);
  const story = composedProposal(cast, chance, at);
  const form = {
    title: story.title,
    raisedBy: 'people',
    field: story.field,
    situation: story.situation,
    analysis: story.analysis,
    measures: story.measures,
    openness: 'open',
  };
  return new CaseRows({
    kind: kindOf('proposal'),
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
    },
  });
}
