import { newId } from '#platform/contract/identifiers.ts';
import { dayOf, endOfDay } from '#platform/contract/instant.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import { selectionGrounds } from '../../contract/selections.ts';
import type { SelectionGround } from '../../contract/selections.ts';
import { CaseRows } from '../engine/case-rows.ts';
import { groundsOf, quotaOf, shareOf } from '../selections/selection-rules.ts';
import type { BodyCast } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import { keep, officeActs } from './cppcc-life.ts';
import type { LivedProposal, ProposalPlan } from './proposal-life.ts';

type Row = Record<string, unknown>;
interface SelectionRows {
  readonly selection: Row[];
  readonly selection_entry: Row[];
}

/** How many working days after a session its key proposals are published: the day before the assignment meeting. */
const publishedAfter = 17;

/**
 * Chooses each session's key proposals among those filed in it (DOMAIN §2.3: about 6 %), with the leader who takes charge and the committee that
 * supervises, before they are lived: what follows from being key belongs to their story.
 */
export function chooseKeys(cast: BodyCast, plans: readonly ProposalPlan[]): void {
  if (cast.chiefs.length === 0) return;
  const choose = (found: readonly ProposalPlan[], at: Date, count: number) => {
    const ranked = found.toSorted((one, other) => weightOf(other) - weightOf(one) || one.filedAt.getTime() - other.filedAt.getTime());
    ranked.slice(0, count).forEach((plan, index) => {
      const grounds = planGrounds(plan);
      const reason = `${grounds.map((one) => selectionGrounds[one]).join('、')}。经主席会议研究，列为年度重点提案。`;
      plan.key = { at, leader: cast.chiefs[index % cast.chiefs.length]!, committee: committeeFor(cast, plan, index), grounds, reason };
    });
  };
  const filed = plans.filter((plan) => plan.inSession && !plan.until && (plan.fate === 'filed' || plan.fate === 'revised'));
  for (const [session, ofSession] of Map.groupBy(filed, (plan) => plan.session)) {
    const day = moveWorkingDays(cast.rules.calendar, session.closesOn, publishedAfter);
    choose(ofSession, CaseRows.atOffice(day, 15, 20), quotaOf(ofSession.length, cast.rules.parameters.keyShare));
  }
  // A few between sessions, so that some are under way today.
  const now = plans.filter((plan) => !plan.inSession && (plan.until === 'received' || plan.until === 'drafting'));
  choose(now, CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, dayOf(cast.now), -9), 15, 40), cast.level === 'city' ? 4 : 1);
}

function planGrounds(plan: ProposalPlan): SelectionGround[] {
  const units = new Set([plan.story.lead, ...plan.story.co]).size;
  const grounds: SelectionGround[] = [
    ...(plan.signers.length + 1 >= 10 ? (['many'] as const) : []),
    ...(units >= 3 ? (['crossCutting'] as const) : []),
    ...(plan.collective ? (['collective'] as const) : []),
  ];
  return grounds.length > 0 ? grounds : ['priority'];
}

function weightOf(plan: ProposalPlan): number {
  return (plan.collective ? 4 : 0) + plan.story.co.length * 3 + plan.signers.length;
}

const committeeWords: Readonly<Record<string, RegExp>> = {
  城建交通: /城/,
  生态环境: /城|环/,
  社会建设: /社会/,
  监察司法: /社会|法/,
  教科文卫: /教/,
  农业农村: /农/,
  财政经济: /经济/,
};

function committeeFor(cast: BodyCast, plan: ProposalPlan, index: number): string {
  const named = cast.committees.find((one) => committeeWords[plan.story.field]?.test(one.division));
  return (named ?? cast.committees[index % Math.max(1, cast.committees.length)])?.division ?? '提案委员会';
}

/** The selections of key proposals that {@link chooseKeys} decided, as the office's own tables keep them. */
export function keySelections(cast: BodyCast, chance: Chance, lived: readonly LivedProposal[]): SelectionRows {
  const rows: SelectionRows = { selection: [], selection_entry: [] };
  const chosen = lived.filter((one) => one.plan.key && one.of.matter.is_key);
  for (const [at, ofSession] of Map.groupBy(chosen, (one) => one.plan.key!.at.getTime())) {
    const published = new Date(at);
    const year = Number(dayOf(published).slice(0, 4));
    const opened = new Date(at - 14 * 86_400_000);
    const accepted = lived.filter((one) => acceptedIn(one, year, published)).length;
    const share = shareOf('key', cast.rules.parameters);
    const between = ofSession.every((one) => !one.plan.inSession);
    const id = addSelection(rows, cast, {
      purpose: 'key',
      year,
      title: between ? `${year} 年平时重点提案遴选` : `${year} 年度重点提案遴选`,
      share,
      quota: Math.max(quotaOf(accepted, share), ofSession.length),
      opened,
      published,
    });
    ofSession.forEach((one, position) => {
      const { key } = one.plan;
      const leader = { leader_id: key!.leader.personId, leader_name: key!.leader.name, committee: key!.committee };
      rows.selection_entry.push(
        entry(cast, id, one, { stage: 'chosen', grounds: key!.grounds, score: chance.whole(86, 97), position, ...leader }),
      );
    });
    const passed = lived.filter((one) => one.plan.inSession && acceptedIn(one, year, published) && !one.of.matter.is_key);
    for (const one of chance.some(passed, Math.min(4, ofSession.length)))
      rows.selection_entry.push(
        entry(cast, id, one, { stage: 'dropped', grounds: planGrounds(one.plan), score: chance.whole(62, 80), position: 0 }),
      );
  }
  return rows;
}

function acceptedIn(one: LivedProposal, year: number, until: Date): boolean {
  const at = one.of.matter.accepted_at;
  return at !== null && at <= until && Number(dayOf(at).slice(0, 4)) === year;
}

/**
 * Excellent proposals of the years that are over (published in the first days of the next year, within the quota and with the share of collective
 * ones that the rules demand), told in each proposal's story; and this year's selection, still nominating.
 */
export function excellentSelections(cast: BodyCast, chance: Chance, lived: readonly LivedProposal[]): SelectionRows {
  const rows: SelectionRows = { selection: [], selection_entry: [] };
  const thisYear = Number(dayOf(cast.now).slice(0, 4));
  const share = shareOf('excellent', cast.rules.parameters);
  for (const year of [thisYear - 3, thisYear - 2, thisYear - 1]) {
    const published = CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, `${year + 1}-01-01`, 3), 10, 30);
    const accepted = lived.filter((one) => acceptedIn(one, year, endOfDay(`${year}-12-31`)));
    const closed = accepted.filter((one) => one.of.matter.closed_at !== null && one.of.matter.closed_at < published && isGood(one));
    if (closed.length < 4 || published > cast.now) continue;
    const quota = quotaOf(accepted.length, share);
    const chosen = bestOf(closed, quota, cast.rules.parameters.excellentCollectiveShare);
    const opened = new Date(published.getTime() - 26 * 86_400_000);
    const title = `${year} 年度优秀提案评选`;
    const id = addSelection(rows, cast, { purpose: 'excellent', year, title, share, quota, opened, published });
    chosen.forEach((one, position) => {
      const words = chance.pick(praises);
      const honour = `${year} 年度优秀提案`;
      keep({ of: one.of }, 'honour', published, officeActs({ cast }, cast.leaders[0]!), { honour, words });
      one.of.matter.honours = [honour];
      rows.selection_entry.push(
        entry(cast, id, one, { stage: 'chosen', grounds: excellentGrounds(cast, one), score: scoreOf(one), words, position }),
      );
    });
    for (const one of closed.filter((found) => !chosen.includes(found)).slice(0, 5))
      rows.selection_entry.push(
        entry(cast, id, one, { stage: 'dropped', grounds: excellentGrounds(cast, one), score: scoreOf(one) - 6, position: 0 }),
      );
  }
  nominate(cast, chance, lived, rows, thisYear, share);
  return rows;
}

const praises = [
  '调研扎实，建议具体，推动问题得到解决。',
  '一事一案、小切口，办成一件群众盼了多年的事。',
  '提案与办理良性互动，形成了可推广的做法。',
  '界别特色鲜明，数据准确，承办单位采纳率高。',
];

function nominate(cast: BodyCast, chance: Chance, lived: readonly LivedProposal[], rows: SelectionRows, year: number, share: number): void {
  const accepted = lived.filter((one) => acceptedIn(one, year, cast.now));
  const fitting = accepted.filter((one) => one.of.matter.replied_at !== null && isGood(one));
  if (fitting.length === 0) return;
  const opened = new Date(cast.now.getTime() - 12 * 86_400_000);
  const quota = quotaOf(accepted.length, share);
  const id = addSelection(rows, cast, {
    purpose: 'excellent',
    year,
    title: `${year} 年度优秀提案评选`,
    share,
    quota,
    opened,
    published: null,
  });
  for (const [position, one] of bestOf(fitting, Math.min(fitting.length, quota + 3), 20).entries())
    rows.selection_entry.push(
      entry(cast, id, one, {
        stage: 'nominated',
        grounds: excellentGrounds(cast, one),
        score: chance.happens(0.5) ? scoreOf(one) : null,
        position,
      }),
    );
}

function isGood(one: LivedProposal): boolean {
  return one.of.matter.rating === 'satisfied' && (one.qualityScore ?? 0) >= 80;
}

function scoreOf(one: LivedProposal): number {
  return Math.round(((one.qualityScore ?? 80) + (one.handlingScore ?? 80)) / 2);
}

function bestOf(found: readonly LivedProposal[], count: number, collectiveShare: number): LivedProposal[] {
  const ranked = found.toSorted(
    (one, other) => scoreOf(other) - scoreOf(one) || one.of.matter.accepted_at!.getTime() - other.of.matter.accepted_at!.getTime(),
  );
  const most = Math.min(count, ranked.length);
  const collective = ranked.filter((one) => one.plan.collective).slice(0, Math.ceil((most * collectiveShare) / 100));
  const others = ranked.filter((one) => !collective.includes(one)).slice(0, most - collective.length);
  return [...collective, ...others];
}

function excellentGrounds(cast: BodyCast, one: LivedProposal): SelectionGround[] {
  const { matter, rows } = one.of;
  const units = new Set((rows.handling ?? []).map((handling) => handling.unit_id)).size;
  const promises = (rows.commitment ?? []).some((commitment) => commitment.verdict === 'kept' || commitment.verdict === 'keptLate');
  return groundsOf(
    'excellent',
    {
      signers: matter.signer_count,
      units,
      round: matter.round,
      rating: matter.rating,
      collective: matter.collective !== null,
      joined: 0,
      qualityScore: one.qualityScore,
      answeredBest: matter.answer_class === 'A',
      promisesKept: promises,
    },
    cast.rules.parameters.ratingExcellentScore,
  );
}

interface Opened {
  readonly purpose: 'key' | 'excellent';
  readonly year: number;
  readonly title: string;
  readonly share: number;
  readonly quota: number;
  readonly opened: Date;
  readonly published: Date | null;
}

function addSelection(rows: SelectionRows, cast: BodyCast, { purpose, year, title, share, quota, opened, published }: Opened): string {
  const id = newId(opened.getTime());
  rows.selection.push({
    body_id: cast.bodyId,
    id,
    kind: 'proposal',
    purpose,
    year,
    title,
    state: published ? 'published' : 'nominating',
    quota_share: share,
    quota,
    made_by: cast.clerks[0]?.personId ?? null,
    made_at: opened,
    changed_at: published ?? new Date(opened.getTime() + 3 * 86_400_000),
    revision: published ? 9 : 5,
    published_at: published,
  });
  return id;
}

function entry(cast: BodyCast, selectionId: string, one: LivedProposal, row: Row): Row {
  return {
    body_id: cast.bodyId,
    selection_id: selectionId,
    matter_id: one.of.matter.id,
    nominated_by: cast.clerks[0]?.name ?? '',
    words: null,
    leader_id: null,
    leader_name: null,
    committee: null,
    ...row,
  };
}
