import { newId } from '#platform/contract/identifiers.ts';
import { suggestionForm, reportForm } from '#modules/matter/server/factory.ts';
import { defaultValue } from '#modules/profile/contract/parameters.ts';

/** Who writes in the lives of the crash test: people of a congress, of a CPPCC, and of the units that serve both. */
export type Writer = 'deputy' | 'dutyDesk' | 'gridWorker' | 'member' | 'editor' | 'unitClerk' | 'unitOfficer' | 'unitHead';

/** One write of a life. `done`: the acts that it does to matters, known only if it was acknowledged. */
export interface Step {
  readonly who: Writer;
  readonly method: 'POST' | 'PUT';
  /** `{handling}` stands for the matter's one handling, whose id the server gives. */
  readonly path: string;
  readonly body: object;
  readonly done: readonly { readonly matterId: string; readonly act: string }[];
}

/** A case from its raising to its end, or a bulletin of two; step by step. */
export interface Life {
  readonly matterId: string;
  readonly bodyId: string;
  readonly reader: Writer;
  readonly steps: readonly Step[];
}

interface Around {
  readonly congressId: string;
  readonly cppccId: string;
  readonly unitId: string;
  readonly gridWorker: string;
  readonly head: string;
}

/** Makes the next life; `chance` says which, and in which order both sides of a proposal rate. */
export function nextLife(around: Around, chance: (limit: number) => number): Life {
  const make = [reportLife, proposalLife, bulletinLife][chance(3)]!;
  return make(around, chance);
}

function stepsOn(kind: string, bodyId: string, matterId: string) {
  const at = `/api/matters/${bodyId}/${matterId}`;
  const step = (who: Writer, act: string, path: string, body: object): Step => ({
    who,
    method: 'POST',
    path,
    body,
    done: [{ matterId, act }],
  });
  return {
    raise: (who: Writer, form: object) => step(who, 'submit', `/api/raise/${kind}/${matterId}`, { form }),
    act: (who: Writer, act: string, input: object = {}) => step(who, act, `${at}/${kind}/${act}`, { input }),
    share: (who: Writer, act: string, input: object = {}) => step(who, act, `${at}/handlings/{handling}/${kind}/${act}`, { input }),
  };
}

function reportLife({ congressId: bodyId, gridWorker }: Around): Life {
  const matterId = newId();
  const { raise, act, share } = stepsOn('report', bodyId, matterId);
  const steps = [
    raise('deputy', reportForm()),
    share('dutyDesk', 'dispatch', { worker: gridWorker }),
    share('gridWorker', 'answer', { words: '井盖已经换好。', answerClass: 'done' }),
    share('deputy', 'rate', { overall: 'satisfied' }),
    act('deputy', 'message', { words: '谢谢' }),
  ];
  return { matterId, bodyId, reader: 'deputy', steps };
}

const ofHandling = { overall: 'satisfied', organisation: 18, consultation: 23, effect: 36, answer: 14 };
const ofProposal = { science: 18, seriousness: 18, feasibility: 22, form: 14, weight: 16 };

function proposalLife({ cppccId: bodyId, unitId, head }: Around, chance: (limit: number) => number): Life {
  const matterId = newId();
  const { raise, act, share } = stepsOn('proposal', bodyId, matterId);
  const contact = { phase: 'before', manner: 'visit', at: '2026-01-05T02:00:00.000Z', words: '上门听取了意见。' };
  const reply = { words: '您提出的提案收悉，现答复如下。', answerClass: 'solved', promises: [] };
  const ratings = [share('member', 'rate', ofHandling), share('unitOfficer', 'rateProposal', ofProposal)];
  const steps = [
    raise('member', suggestionForm({ title: '关于完善社区老年食堂运行机制的提案', raisedBy: 'people' })),
    act('editor', 'accept', { checked: [...defaultValue('inadmissibleGrounds', { kind: 'cppcc', level: 'city' })] }),
    act('editor', 'assign', { mode: 'sole', lead: unitId }),
    share('unitClerk', 'signFor'),
    share('unitOfficer', 'recordContact', contact),
    share('unitOfficer', 'draftReply', reply),
    share('unitOfficer', 'startSignoff', { head }),
    share('unitHead', 'signOff'),
    share('unitClerk', 'issueReply'),
    ...(chance(2) === 0 ? ratings : ratings.toReversed()),
  ];
  return { matterId, bodyId, reader: 'member', steps };
}

const sentimentForm = {
  title: '基层反映电动自行车充电桩夜间断电',
  raisedBy: 'people',
  field: '城建交通',
  words: '多个小区反映，充电桩运营方在夜里十一点后统一断电，外卖骑手和夜班工人无法充电，转而飞线充电，隐患很大。请明确夜间服务要求。',
  urgency: 'ordinary',
};

/** Two reports of public sentiment that one bulletin uses: issuing it does an act to both, or to neither. */
function bulletinLife({ cppccId: bodyId }: Around): Life {
  const [matterId, other, bulletinId] = [newId(), newId(), newId()];
  const raise = (id: string) => stepsOn('sentiment', bodyId, id).raise('member', sentimentForm);
  const written = { form: 'compiled', title: '充电设施夜间服务', words: '多个小区反映充电桩夜间断电。', addressees: ['市委', '市政府'] };
  const path = `/api/bulletins/${bulletinId}`;
  const steps: Step[] = [
    raise(matterId),
    raise(other),
    { who: 'editor', method: 'PUT', path, body: { revision: 0, ...written, matters: [matterId, other] }, done: [] },
    {
      who: 'editor',
      method: 'POST',
      path: `${path}/issue`,
      body: { revision: 1, signer: '秘书长' },
      done: [matterId, other].map((id) => ({ matterId: id, act: 'use' })),
    },
  ];
  return { matterId, bodyId, reader: 'member', steps };
}
