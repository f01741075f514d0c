import { dayOf } from '#platform/contract/instant.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { BodyCast, Deputy } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Actor, CppccLife, Origin } from './cppcc-life.ts';
import { keep, memberActs, memberHolds, officeActs, officeHolds, partyRow, shift, takeOver } from './cppcc-life.ts';
import type { SentimentStory } from './sentiments/types.ts';

/** What the editor's desk makes of a report. `waiting` and `editing` are today's: nobody has opened it yet, or it is being worded. */
export type SentimentFate = 'used' | 'kept' | 'returned' | 'withdrawn' | 'toProposal' | 'waiting' | 'editing';

/** One report before it is lived. The bulletin that used it is known by then; see sentiment-seed.ts. */
export interface SentimentPlan {
  readonly story: SentimentStory;
  readonly submittedAt: Date;
  readonly editedAt: Date;
  readonly author: Deputy;
  readonly raisedBy: 'people' | 'sector' | 'party' | 'committee';
  readonly collective: string | null;
  readonly signers: readonly Deputy[];
  readonly fate: SentimentFate;
  readonly editor: { readonly personId: string; readonly name: string };
  readonly from?: Origin;
  /** The title of the proposal that it becomes. */
  readonly proposalTitle?: string;
  use?: BulletinUse;
}

/** How a bulletin used a report. */
export interface BulletinUse {
  readonly form: 'single' | 'compiled' | 'original';
  readonly at: Date;
  name: string;
  readonly addressees: readonly string[];
}

export interface LivedSentiment {
  readonly plan: SentimentPlan;
  readonly of: CaseRows;
  readonly state: string;
}

interface Life extends CppccLife {
  readonly plan: SentimentPlan;
  readonly story: SentimentStory;
  readonly editor: Actor;
}

export function liveSentiment(cast: BodyCast, chance: Chance, plan: SentimentPlan): LivedSentiment {
  const { story, author, submittedAt } = plan;
  const of = new CaseRows({
    kind: kindOf('sentiment'),
    rules: cast.rules,
    now: cast.now,
    at: submittedAt,
    matter: {
      body_id: cast.bodyId,
      title: story.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      signer_count: plan.signers.length + 1,
      collective: plan.collective,
      field: story.field,
      // A converted one says nothing of how urgent it is.
      nature: plan.from ? null : story.urgency,
      form: {
        title: story.title,
        raisedBy: plan.raisedBy,
        ...(plan.collective ? { collective: plan.collective } : {}),
        field: story.field,
        words: story.words,
        ...(plan.from ? {} : { urgency: story.urgency }),
        ...(story.source ? { source: story.source } : {}),
      },
    },
  });
  const life: Life = { cast, chance, plan, story, of, author, editor: officeActs({ cast }, plan.editor) };
  if (plan.from) takeOver(of, plan.from, submittedAt);
  else {
    plan.signers.forEach((signer, position) => of.add('matter_party', partyRow(signer, position, submittedAt, submittedAt)));
    of.tell('submit', submittedAt, memberActs(life, author));
  }
  return { plan, of, state: edit(life) };
}

function edit(life: Life): string {
  const { cast, of, plan, editor } = life;
  const { submittedAt, editedAt, fate } = plan;
  of.clock('edit', submittedAt, fate === 'waiting' ? null : editedAt, officeHolds(cast));
  if (fate === 'waiting' || !of.happened(editedAt)) return 'submitted';
  switch (fate) {
    case 'kept':
      return end(life, 'keep', 'notUsed', editedAt, editor, life.chance.pick(keptReasons));
    case 'withdrawn':
      return end(life, 'withdraw', 'withdrawn', editedAt, memberActs(life, life.author), '有关单位已经处理，不需要再反映。');
    case 'toProposal': {
      const words = { title: plan.proposalTitle ?? '', reason: '问题涉及几个部门，需要系统解决，宜作提案办理。' };
      of.tell('toProposal', editedAt, editor, words);
      of.matter.closed_at = editedAt;
      return 'converted';
    }
    case 'returned':
      of.tell('returnForRevision', editedAt, editor, { advice: life.chance.pick(advices) });
      of.clock('revise', editedAt, null, memberHolds(life.author));
      return 'returned';
    default:
      return word(life);
  }
}

const keptReasons = [
  '同类情况上月已编发综合信息，请关注后续批示和落实。',
  '反映的是个别小区的具体事，已转当地街道处理，结果会电话告知。',
  '有关部门已在部署，近期将出台办法，暂不重复报送，留存备查。',
  '情况属实，但缺少面上的数据，留存备查；欢迎补充调研后再报。',
  '所提措施属于市级以上权限，已并入向上级反映的材料目录，留作参考。',
  '内容较为原则，没有具体事例和办法，留存备查。',
];
const advices = [
  '请补充两三个具体事例和数据来源，建议部分写明由哪个单位、做什么。',
  '标题偏大，请聚焦一件事；超过一千五百字的部分请精简。',
  '请核实文中引用的统计数字，注明口径和时间。',
];

function end({ of }: Life, act: string, state: string, at: Date, actor: Actor, reason: string): string {
  of.tell(act, at, actor, { reason });
  of.matter.closed_at = at;
  return state;
}

/** The desk's own wording beside the original, then the bulletin. */
function word(life: Life): string {
  const { cast, of, plan, story, editor } = life;
  const { editedAt, use } = plan;
  of.tell('edit', editedAt, editor);
  of.add('matter_edition', {
    revision: of.matter.revision,
    title: story.editedTitle,
    words: story.editedWords,
    edited_by: plan.editor.personId,
    edited_by_name: plan.editor.name,
    edited_at: editedAt,
  });
  of.clock('use', editedAt, use?.at ?? null, officeHolds(cast));
  if (!use || !of.happened(use.at)) return 'editing';
  keep(life, 'use', use.at, editor, { form: use.form, bulletin: use.name, addressees: use.addressees.join('、') });
  return follow(life, use);
}

const aboveNames = {
  provincialCppcc: ['省政协《社情民意》第 {n} 期', '省政协《信息专报》第 {n} 期'],
  provincialParty: ['省委办公厅《信息摘报》第 {n} 期', '省政府办公厅《专报信息》第 {n} 期'],
  national: ['全国政协《社情民意信息》第 {n} 期'],
} as const;

/** What came of it above and from leaders, in the order in which it came (DOMAIN §2.5). */
function follow(life: Life, use: BulletinUse): string {
  const { chance } = life;
  const level = chance.weighted({ none: 74, provincialCppcc: 17, provincialParty: 6, national: 3 });
  const levels = level === 'none' ? [] : level === 'national' ? (['provincialCppcc', 'national'] as const) : ([level] as const);
  const adoptions = levels.map((one, index) => ({ level: one, at: shift(life, use.at, chance.whole(8, 18) + index * 14) }));
  const instructedAt = chance.happens(0.26) ? shift(life, use.at, chance.whole(4, 20)) : null;
  for (const one of adoptions) if (!instructedAt || one.at < instructedAt) adopt(life, one);
  return instructedAt ? instruct(life, use, instructedAt) : feedBack(life, use, adoptions.length > 0);
}

function feedBack(life: Life, use: BulletinUse, adopted: boolean): string {
  const { of, cast, chance, editor } = life;
  const at = shift(life, use.at, chance.whole(34, 58));
  of.clock('feedBack', use.at, at, officeHolds(cast));
  if (!of.happened(at)) return 'used';
  keep(life, 'feedBack', at, editor, { words: `${adopted ? '信息被上级采用。' : ''}${chance.pick(feedbacks)}` });
  of.matter.closed_at = at;
  return 'closed';
}

const feedbacks = [
  '有关部门已收到信息并作研究参考，暂无领导批示，感谢您的反映。',
  '信息报送后，主管部门电话了解了详细情况，表示在年度工作中统筹考虑。',
  '所提建议部分已在部门工作方案中体现，相关做法我们会继续跟踪。',
  '相关问题已列入部门专项排查，排查结果另行告知。',
];

function adopt(life: Life, { level, at }: { level: 'provincialCppcc' | 'provincialParty' | 'national'; at: Date }): void {
  const { chance, editor, cast } = life;
  // To a county, the city stands above.
  const names =
    cast.level === 'city'
      ? aboveNames[level]
      : level === 'provincialCppcc'
        ? (['市政协《社情民意》第 {n} 期'] as const)
        : aboveNames[level];
  const publication = chance.pick(names).replace('{n}', String(chance.whole(6, 190)));
  keep(life, 'adopt', at, editor, { level, form: chance.weighted({ single: 55, compiled: 45 }), on: dayOf(at), publication });
}

function instruct(life: Life, use: BulletinUse, at: Date): string {
  const { of, cast, chance, editor, story } = life;
  of.clock('feedBack', use.at, at, officeHolds(cast));
  if (!of.happened(at)) return 'used';
  const place = cast.level === 'city' ? '市' : cast.bodyShortName.includes('县') ? '县' : '区';
  const leader = chance.pick([`${place}政府分管副${place}长`, `${place}政府分管副${place}长`, `${place}委副书记`, `${place}长`]);
  const inPlace = (words: string) => (place === '市' ? words : words.replaceAll(/市(?=[\p{Script=Han}]{1,6}(局|委|办))/gu, place));
  keep(life, 'instruct', at, editor, { level: 'own', leader, on: dayOf(at), words: inPlace(story.instruction) });
  const doneAt = shift(life, at, chance.whole(22, 58));
  of.clock('followUp', at, doneAt, officeHolds(cast));
  if (!of.happened(doneAt)) return 'followed';
  keep(life, 'followUp', doneAt, editor, { organisation: inPlace(story.organisation), words: inPlace(story.outcome) });
  of.matter.closed_at = doneAt;
  return 'closed';
}
