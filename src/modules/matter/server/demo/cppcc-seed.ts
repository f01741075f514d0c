import { setImmediate } from 'node:timers/promises';
import { dayOf } from '#platform/contract/instant.ts';
import { bulletinSeries } from '../bulletins/bulletin-names.ts';
import type { Rows } from '../engine/case-rows.ts';
import type { BodyCast, GrassrootsCast } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Origin } from './cppcc-life.ts';
import { officeActs } from './cppcc-life.ts';
import { chooseKeys, excellentSelections, keySelections } from './cppcc-selections.ts';
import { liveConcern } from './concern-life.ts';
import { plansOfConcerns } from './concern-seed.ts';
import type { LivedProposal, ProposalPlan } from './proposal-life.ts';
import { finishProposal, liveProposal } from './proposal-life.ts';
import { plansOfProposals, proposalsBegun } from './proposal-seed.ts';
import type { LivedSentiment, SentimentPlan } from './sentiment-life.ts';
import { liveSentiment } from './sentiment-life.ts';
import { bulletinRows, convertedPlan, drawBulletins, numberBulletins, plansOfSentiments, sentimentsBegun } from './sentiment-seed.ts';
import { sentimentOf } from './sentiments/compose.ts';

/** How many cases a CPPCC of the demo city has in three years. */
const amounts = {
  city: { proposals: 1_000, sentiments: 900, concerns: 150 },
  county: { proposals: 200, sentiments: 150, concerns: 80 },
} as const;

/** A CPPCC's cases by the way in which they are numbered, those first that others come from; and what the office keeps beside them. */
interface CppccCases {
  readonly numberedAtOnce: Rows[];
  readonly numberedLater: Rows[];
  readonly begun: Rows[];
  /** Known once numbers are given: the line of a merged proposal names the other's. */
  readonly nameTwins: () => void;
  readonly told: string;
}

/** Three years of 提案, 社情民意 and 委员议事 of one CPPCC, with bulletins and selections. */
export async function cppccCases(cast: BodyCast, near: readonly GrassrootsCast[], chance: Chance): Promise<CppccCases> {
  const count = amounts[cast.level === 'city' ? 'city' : 'county'];
  const proposals = plansOfProposals(cast, chance, count.proposals);
  const sentiments = plansOfSentiments(cast, chance, count.sentiments);
  chooseKeys(cast, proposals);
  const turned = turnSentiments(cast, chance, sentiments);
  const lived = await liveProposals(cast, chance, [...proposals, ...turned.proposals]);
  for (const [plan, one] of turned.from)
    linkTo(
      one.of.matter,
      lived.find((found) => found.plan === plan),
    );
  const made = turnProposals(cast, chance, lived);
  const told = await tellSentiments(cast, chance, [...turned.rest, ...made.map((one) => one.plan)]);
  for (const { plan, source } of made) source.of.matter.converted_into = told.lived.get(plan)!.of.matter.id;
  const selections = [keySelections(cast, chance, lived), excellentSelections(cast, chance, lived)];
  const concerns = plansOfConcerns(cast, near, chance, count.concerns).map((plan) => liveConcern(cast, chance, plan));
  const proposalRows = lived.map(finishProposal);
  const sentimentRows = [...turned.lived, ...told.lived.values()].map((one) => one.of.finish(one.state));
  const holder = proposalRows[0] ?? sentimentRows[0]!;
  for (const more of [...selections, told.bulletins]) hang(holder, more);
  for (const [year, last] of told.last)
    (holder.number_series ??= []).push({ body_id: cast.bodyId, series: `bulletin:${bulletinSeries}:${year}`, last });
  const concernRows = concerns.map((one) => one.of.finish(one.state));
  return {
    numberedAtOnce: proposalRows,
    numberedLater: [...sentimentRows, ...concernRows],
    begun: [...proposalsBegun(cast, chance), ...sentimentsBegun(cast, chance)].map((one) => one.of.finish(one.state)),
    nameTwins: () => nameTwins(lived),
    told: `提案 ${lived.length} 件，社情民意 ${sentimentRows.length} 篇，议事 ${concernRows.length} 件`,
  };
}

/** Cases in an order in which a row only refers to rows before it. */
export function originsFirst(cases: readonly Rows[]): Rows[] {
  const refers = (rows: Rows) => rows.matter![0]!.origin_id !== null || rows.matter![0]!.merged_into !== null;
  return [...cases.filter((rows) => !refers(rows)), ...cases.filter(refers)];
}

function hang(holder: Rows, more: object): void {
  for (const [table, rows] of Object.entries(more) as [string, Record<string, unknown>[]][]) (holder[table] ??= []).push(...rows);
}

interface Turned {
  /** Reports that became proposals, lived to their end. */
  readonly lived: LivedSentiment[];
  /** The proposals that they became. */
  readonly proposals: ProposalPlan[];
  readonly from: [ProposalPlan, LivedSentiment][];
  readonly rest: SentimentPlan[];
}

/** Reports that the desk turned into proposals: their authors completed them some days later; the newest still lie there as drafts would. */
function turnSentiments(cast: BodyCast, chance: Chance, sentiments: readonly SentimentPlan[]): Turned {
  const turned: Turned = { lived: [], proposals: [], from: [], rest: [] };
  for (const plan of sentiments) {
    // What was turned in the last days would still be a draft of its author.
    const old = cast.now.getTime() - plan.editedAt.getTime() > 12 * 86_400_000;
    if (plan.fate !== 'toProposal' || !old) {
      turned.rest.push(plan.fate === 'toProposal' ? { ...plan, fate: 'kept' } : plan);
      continue;
    }
    const one = liveSentiment(cast, chance, plan);
    const filedAt = new Date(plan.editedAt.getTime() + chance.whole(3, 9) * 86_400_000);
    const session = cast.sessions.findLast((found) => found.opensOn <= dayOf(filedAt));
    if (!session) continue;
    const { story } = plan;
    const [situation = story.words, , advice = ''] = story.words.split('\n');
    const measures = advice
      .replace(/^建议：/, '')
      .split(/[；。]/)
      .map((words) => words.replace(/^[一二三四]是/, '').trim())
      .filter(Boolean);
    const proposal: ProposalPlan = {
      story: {
        ...answerTo(story.organisation, plan.proposalTitle!, story.outcome),
        title: plan.proposalTitle!,
        field: story.field,
        situation,
        analysis: story.words.split('\n')[1]?.replace(/^主要原因：/, '') ?? '',
        measures: measures.length > 0 ? measures : [story.editedTitle],
      },
      filedAt,
      session,
      inSession: dayOf(filedAt) <= session.closesOn,
      assignOn: null,
      author: plan.author,
      raisedBy: 'people',
      collective: null,
      signers: plan.signers,
      fate: 'filed',
      from: originOf(cast, one, { act: 'toProposal', label: '转为提案', kindName: '社情民意' }),
    };
    turned.lived.push(one);
    turned.proposals.push(proposal);
    turned.from.push([proposal, one]);
  }
  return turned;
}

function answerTo(lead: string, title: string, outcome: string) {
  return {
    lead,
    co: [],
    opinions: [],
    contacts: [{ manner: '电话', place: '', note: '就情况和办法与委员作了沟通，约定办理时间。' }],
    reply: `您提出的《${title}》收悉。经认真研究，现答复如下：\n一、关于办理情况。${outcome}\n二、关于下一步。我单位将继续跟踪，定期向您通报进展。\n感谢您对我们工作的关心和支持。`,
    answerClass: 'A' as const,
    promises: [],
    rating: '满意' as const,
    ratingWords: '信息变成提案，提案办出结果。',
  };
}

interface Became {
  readonly act: string;
  readonly label: string;
  readonly kindName: string;
}

function originOf(cast: BodyCast, one: LivedSentiment | LivedProposal, { act, label, kindName }: Became): Origin {
  const { matter, rows } = one.of;
  const editor = 'editor' in one.plan ? one.plan.editor : cast.clerks[0]!;
  return {
    author: one.plan.author,
    matterId: matter.id,
    kind: matter.kind,
    act,
    label,
    line: `由${kindName}《${matter.title}》转来`,
    by: officeActs({ cast }, editor),
    signers: rows.matter_party ?? [],
  };
}

function linkTo(source: LivedSentiment['of']['matter'], made: LivedProposal | undefined): void {
  if (made) source.converted_into = made.of.matter.id;
}

/** Lives proposals; those that are merged come last, each into one of its own field and year that had been taken up by then. */
async function liveProposals(cast: BodyCast, chance: Chance, plans: readonly ProposalPlan[]): Promise<LivedProposal[]> {
  const lived: LivedProposal[] = [];
  for (const plan of plans.filter((one) => one.fate !== 'merged')) {
    await breathe(lived.length);
    lived.push(liveProposal(cast, chance, plan));
  }
  const targets = Map.groupBy(
    lived.filter((one) => one.of.matter.assigned_at !== null && !one.plan.until && one.plan.fate === 'filed'),
    (one) => one.plan.story.field,
  );
  const merged = plans
    .filter((plan) => plan.fate === 'merged')
    .map((plan): LivedProposal => {
      const twin = (targets.get(plan.story.field) ?? []).find((one) => isNear(one, plan) && one.plan.author !== plan.author);
      // Without a like there is nothing to join it to.
      if (!twin) return liveProposal(cast, chance, { ...plan, fate: 'filed' });
      return liveProposal(cast, chance, alike(plan, twin));
    });
  return [...lived, ...merged];
}

/** Taken up shortly before the other one was filed. */
function isNear(one: LivedProposal, plan: ProposalPlan): boolean {
  const accepted = one.of.matter.accepted_at!.getTime();
  return accepted <= plan.filedAt.getTime() && accepted > plan.filedAt.getTime() - 60 * 86_400_000;
}

/** The same concern in other words: the other's subject, its measures in another order. */
function alike(plan: ProposalPlan, twin: LivedProposal): ProposalPlan {
  const { story } = twin.plan;
  const core = story.title.replace(/^关于/, '').replace(/的提案$/, '');
  const title = core.length < 60 ? `关于尽快${core.replace(/^(尽快|进一步)/, '')}的提案` : story.title;
  return {
    ...plan,
    twin,
    story: { ...story, title, situation: `近期走访中，群众对此反映较多。${story.situation}`, measures: story.measures.toReversed() },
  };
}

function nameTwins(lived: readonly LivedProposal[]): void {
  for (const { plan, of } of lived) {
    if (!plan.twin) continue;
    const number = plan.twin.of.matter.number_text ?? `《${plan.twin.of.matter.title}》`;
    for (const line of of.rows.matter_history ?? []) line.line = String(line.line).replace('{twin}', number);
  }
}

/** Proposals that the committee turned into reports, as the desk gets them. */
function turnProposals(cast: BodyCast, chance: Chance, lived: readonly LivedProposal[]): { plan: SentimentPlan; source: LivedProposal }[] {
  return lived
    .filter((one) => one.state === 'converted')
    .map((source) => {
      const at = source.of.matter.closed_at!;
      const from = originOf(cast, source, { act: 'toSentiment', label: '转为社情民意', kindName: '提案' });
      const plan = convertedPlan(cast, chance, sentimentOf(source.plan.story), at, source.plan.author, from);
      return {
        plan: { ...plan, raisedBy: source.plan.raisedBy === 'group' ? 'people' : source.plan.raisedBy, collective: source.plan.collective },
        source,
      };
    });
}

async function tellSentiments(cast: BodyCast, chance: Chance, plans: readonly SentimentPlan[]) {
  const bulletins = drawBulletins(cast, chance, plans);
  const { numbers, last } = numberBulletins(cast, bulletins);
  const lived = new Map<SentimentPlan, LivedSentiment>();
  for (const plan of plans) {
    await breathe(lived.size);
    lived.set(plan, liveSentiment(cast, chance, plan));
  }
  return { lived, last, bulletins: bulletinRows(cast, bulletins, numbers, lived) };
}

/** Lets the statements under way go on, every so many cases. */
async function breathe(made: number): Promise<void> {
  if (made % 25 === 0) await setImmediate();
}
