import type { Act, Clock, Kind, State } from '../kind.ts';
import { defineKind } from '../kind.ts';
import type { Field } from '../field.ts';

/**
 * 代表督事: DOMAIN §4. A deputy reports, the grassroots unit of the place has it at once, its duty desk sends a grid worker, the answer comes in
 * 3 to 5 working days, the deputy says whether it is done. Petition, litigation and emergency matters end with an explanation.
 */
const form: readonly Field[] = [
  { name: 'words', label: '哪里不对', input: 'text', required: true, min: 4, max: 1000, hint: '看到了什么，影响了谁' },
  { name: 'title', label: '标题', input: 'line', max: 60 },
  { name: 'category', label: '类别', input: 'choice', required: true, choicesFrom: 'reportCategories' },
  { name: 'place', label: '地点', input: 'place', required: true },
  { name: 'files', label: '照片', input: 'files', max: 9 },
  { name: 'voice', label: '语音', input: 'voice' },
];

const states: Record<string, State> = {
  draft: { label: '草稿', stage: 'raise', mark: 'draft', story: '还没有发出' },
  received: { label: '待派单', stage: 'assign', mark: 'running', story: '{unit}已收到，正在派人' },
  handling: { label: '处置中', stage: 'handle', mark: 'running', story: '{unit}{worker}正在处置' },
  replied: { label: '已答复', stage: 'feedback', mark: 'waiting', story: '{unit}已答复，请您看看办得怎么样' },
  rehandling: { label: '重新处置', stage: 'handle', mark: 'running', story: '您不满意，{unit}正在重新处置' },
  closed: { label: '办结', stage: 'end', mark: 'done', final: true, story: '已经办结' },
  stopped: { label: '不作督事办理', stage: 'end', mark: 'closed', final: true, story: '不作督事办理，理由见经过' },
  followed: { label: '跟进已有的一件', stage: 'end', mark: 'closed', final: true, story: '与已有的一件相同，您会一起收到答复' },
  converted: { label: '已转为建议', stage: 'end', mark: 'closed', final: true, story: '事情较大，已转为建议' },
  withdrawn: { label: '已撤回', stage: 'end', mark: 'closed', final: true, story: '已按您的要求撤回' },
};

const handlingStates: Record<string, State> = {
  assigned: { label: '待派单', stage: 'assign', mark: 'running', story: '等{unit}派人' },
  dispatched: { label: '处置中', stage: 'handle', mark: 'running', story: '{worker}正在处置' },
  objecting: { label: '申请退办', stage: 'assign', mark: 'waiting', story: '{unit}认为不归本单位管，等工作机构决定' },
  replied: { label: '已答复', stage: 'feedback', mark: 'waiting', story: '{unit}已答复' },
  rated: { label: '已评价', stage: 'end', mark: 'done', final: true, story: '已评价' },
  ended: { label: '已改派', stage: 'end', mark: 'closed', final: true, story: '不再由{unit}处置' },
};

const clocks: Record<string, Clock> = {
  dispatch: { label: '派单', task: '派网格员处置', holder: 'dutyDesk', period: 'reportDispatchPeriod' },
  objection: { label: '退办期', task: '不归本单位管的，申请退办', holder: 'dutyDesk', period: 'reportObjectionPeriod', right: true },
  decideObjection: { label: '退办处理', task: '决定改派或驳回退办', holder: 'office', period: 'reportDispatchPeriod' },
  work: { label: '处置', task: '到现场处置并答复', holder: 'worker' },
  reply: {
    label: '答复', task: '答复代表', holder: 'dutyDesk', principal: true,
    period: { urgent: 'reportUrgentPeriod', consult: 'reportConsultPeriod', help: 'reportHelpPeriod', complaint: 'reportComplaintPeriod' },
  },
  decideExtension: { label: '延期审批', task: '决定是否同意延期', holder: 'office' },
  rate: { label: '评价', task: '看看办得怎么样', holder: 'rater', period: 'reportFeedbackPeriod', principal: true },
  redo: { label: '重新处置', task: '重新处置并答复', holder: 'dutyDesk', period: 'reportRedoPeriod', principal: true },
};

const underway = ['received', 'handling', 'rehandling'] as const;
const open = [...underway, 'replied'] as const;
const reason: Field = { name: 'reason', label: '理由', input: 'text', required: true, min: 4, max: 500 };
const photos: Field = { name: 'files', label: '照片', input: 'files', max: 9 };

const raising: Record<string, Act> = {
  submit: {
    label: '发送督事', on: 'matter', by: ['author'], from: ['draft'], to: 'derived', guards: ['formComplete'], fields: [], effects: ['freezeText', 'route'],
    tells: [{ to: 'dutyDesk', title: '新的督事', words: '{actor}反映：{title}。{place}', urgent: true }],
    line: '{actor}反映，已转{unit}', audience: 'all', weight: 'main',
  },
  withdraw: {
    label: '撤回', on: 'matter', by: ['author'], from: [...underway], to: 'withdrawn', fields: [reason], effects: ['end'],
    tells: [{ to: 'dutyDesk', title: '代表撤回督事', words: '{actor}撤回“{title}”：{reason}' }],
    line: '{actor}撤回：{reason}', audience: 'all', weight: 'grave',
  },
};

const dispatching: Record<string, Act> = {
  dispatch: {
    label: '派单', on: 'handling', by: ['dutyDesk'], from: [...underway], fromTarget: ['assigned', 'dispatched'], toTarget: 'dispatched', to: 'derived', bulk: true,
    fields: [{ name: 'worker', label: '派给哪位网格员', input: 'choice', required: true, choicesFrom: 'workers' }, { name: 'words', label: '交代一句', input: 'line', max: 200 }],
    effects: ['dispatch'], meets: ['dispatch', 'objection'], starts: ['work'],
    tells: [{ to: 'worker', title: '派给您一件事', words: '{title}。{place}。{words}', urgent: true }, { to: 'author', title: '已派人处置', words: '您反映的“{title}”已派{worker}处置。' }],
    line: '{unit}派{worker}处置。{words}', audience: 'all', weight: 'main',
  },
  arrive: {
    label: '到现场了', on: 'handling', by: ['gridWorker'], from: [...underway], fromTarget: ['dispatched'], fields: [{ name: 'words', label: '现场情况', input: 'line', max: 300 }, photos], effects: ['recordContact'],
    tells: [{ to: 'author', title: '网格员到了现场', words: '{actor}到了现场：{words}' }],
    line: '{actor}到现场：{words}', audience: 'all', weight: 'other',
  },
  answer: {
    label: '答复代表', on: 'handling', by: ['gridWorker', 'dutyDesk'], from: [...underway], fromTarget: ['assigned', 'dispatched'], toTarget: 'replied', to: 'derived',
    fields: [{ name: 'words', label: '办理情况', input: 'text', required: true, min: 4, max: 2000 }, photos, { name: 'answerClass', label: '办理结果', input: 'choice', required: true, choices: [['done', '已经办好'], ['explained', '已作解释'], ['planned', '已列入计划']] }],
    effects: ['issueReply'], meets: ['dispatch', 'objection', 'work', 'reply', 'redo'], starts: ['rate'],
    tells: [{ to: 'author', title: '有答复了', words: '“{title}”：{words}' }, { to: 'followers', title: '您跟进的事有答复了', words: '“{title}”：{words}' }],
    line: '{actor}答复：{words}', audience: 'all', weight: 'main',
  },
  object: {
    label: '申请退办', on: 'handling', by: ['dutyDesk'], from: [...underway], fromTarget: ['assigned'], toTarget: 'objecting', guards: ['objectionWindowOpen'],
    fields: [reason, { name: 'unit', label: '应由谁办', input: 'unit' }], effects: ['keepObjection'], meets: ['objection', 'dispatch'], starts: ['decideObjection'], pauses: ['reply', 'redo'],
    tells: [{ to: 'office', title: '基层单位申请退办', words: '{unit}申请退办“{title}”：{reason}', urgent: true }],
    line: '{unit}申请退办：{reason}', audience: 'handlers', weight: 'grave',
  },
  reassign: {
    label: '改派', on: 'handling', by: ['office'], from: [...underway], fromTarget: ['assigned', 'dispatched', 'objecting'], toTarget: 'ended', to: 'derived',
    fields: [{ name: 'unit', label: '改由谁办', input: 'unit', required: true }, reason], effects: ['reassign'], meets: ['decideObjection', 'dispatch', 'objection', 'work'],
    tells: [{ to: 'author', title: '承办单位有变', words: '“{title}”改由{unit}处置。' }, { to: 'dutyDesk', title: '新的督事', words: '{title}。{place}', urgent: true }],
    line: '{actor}改由{unit}处置：{reason}', audience: 'all', weight: 'other',
  },
  refuseObjection: {
    label: '驳回退办', on: 'handling', by: ['office'], from: [...underway], fromTarget: ['objecting'], toTarget: 'assigned', fields: [reason], effects: [], meets: ['decideObjection'], starts: ['dispatch'], resumes: ['reply', 'redo'],
    tells: [{ to: 'handler', title: '退办未获同意', words: '“{title}”仍由你单位处置：{reason}', urgent: true }],
    line: '{actor}驳回退办：{reason}', audience: 'handlers', weight: 'other',
  },
  requestExtension: {
    label: '申请延期', on: 'handling', by: ['dutyDesk', 'gridWorker'], from: [...underway], fromTarget: ['assigned', 'dispatched'], guards: ['beforeDeadline', 'noOpenExtension', 'extensionLeft'],
    fields: [{ name: 'until', label: '延到哪天', input: 'day', required: true }, reason], effects: ['requestExtension'], starts: ['decideExtension'],
    tells: [{ to: 'office', title: '申请延期', words: '{unit}申请把“{title}”延到{until}：{reason}' }],
    line: '{unit}申请延期到{until}：{reason}', audience: 'all', weight: 'other',
  },
  grantExtension: {
    label: '同意延期', on: 'handling', by: ['office'], from: [...underway], fields: [{ name: 'words', label: '意见', input: 'line', max: 300 }], effects: ['decideExtension'], meets: ['decideExtension'],
    tells: [{ to: 'author', title: '答复时间有变', words: '“{title}”延到{until}答复：{reason}' }],
    line: '{actor}同意延期到{until}', audience: 'all', weight: 'other',
  },
  refuseExtension: {
    label: '不同意延期', on: 'handling', by: ['office'], from: [...underway], fields: [reason], effects: ['decideExtension'], meets: ['decideExtension'],
    tells: [{ to: 'handler', title: '延期未同意', words: '“{title}”不同意延期：{reason}' }],
    line: '{actor}不同意延期：{reason}', audience: 'all', weight: 'other',
  },
  stop: {
    label: '不作督事办理', on: 'matter', by: ['office', 'dutyDesk'], from: [...underway], to: 'stopped',
    fields: [{ name: 'label', label: '属于哪种情形', input: 'choice', required: true, choicesFrom: 'stopLabels' }, { ...reason, label: '向代表说明', hint: '写清楚为什么，应当找谁' }], effects: ['end'],
    tells: [{ to: 'author', title: '不作督事办理', words: '“{title}”：{reason}' }, { to: 'followers', title: '不作督事办理', words: '“{title}”：{reason}' }],
    line: '{actor}说明：{reason}', audience: 'all', weight: 'grave',
  },
};

const answering: Record<string, Act> = {
  rate: {
    label: '评价', on: 'handling', by: ['rater'], from: [...open], fromTarget: ['replied'], to: 'derived',
    fields: [
      { name: 'overall', label: '办得怎么样', input: 'choice', required: true, choicesFrom: 'ratings' },
      { name: 'reason', label: '哪里没办好', input: 'text', required: true, min: 4, max: 500, when: { field: 'overall', is: ['dissatisfied'] } },
      { name: 'words', label: '想说的话', input: 'line', max: 300 },
    ],
    effects: ['rate'], meets: ['rate'],
    tells: [{ to: 'handler', title: '代表已评价', words: '{actor}对“{title}”评价为{overall}。{reason}' }],
    line: '{actor}评价：{overall}。{reason}', audience: 'all', weight: 'main',
  },
  lapseRating: {
    label: '逾期未反馈', on: 'handling', by: ['system'], from: [...open], fromTarget: ['replied'], toTarget: 'rated', to: 'derived', fields: [], effects: [], meets: ['rate'],
    line: '反馈期已过，记为未反馈', audience: 'all', weight: 'other',
  },
  follow: {
    label: '跟进这一件', on: 'matter', by: ['fellow'], from: [...open], guards: ['notOwnCase'], fields: [{ name: 'words', label: '补充一句', input: 'line', max: 300 }, photos], effects: ['follow'],
    tells: [{ to: 'author', title: '有代表一起跟进', words: '{actor}也在跟进“{title}”。{words}' }],
    line: '{actor}也反映了这件事。{words}', audience: 'all', weight: 'other',
  },
  convert: {
    label: '转为建议', on: 'matter', by: ['author'], from: [...open, 'closed', 'stopped'], to: 'converted',
    fields: [{ name: 'title', label: '建议标题', input: 'line', required: true, min: 6, max: 80 }], effects: ['convert', 'end'],
    tells: [{ to: 'dutyDesk', title: '督事转为建议', words: '“{title}”由代表转为建议。' }],
    line: '{actor}转为建议', audience: 'all', weight: 'other',
  },
  message: {
    label: '留言', on: 'matter', by: ['author', 'dutyDesk', 'gridWorker', 'office'], from: [...open, 'closed'], fields: [{ name: 'words', label: '留言', input: 'text', required: true, max: 500 }, photos], effects: ['message'],
    tells: [{ to: 'author', title: '有新留言', words: '{actor}：{words}' }, { to: 'dutyDesk', title: '有新留言', words: '{actor}：{words}' }],
    line: '{actor}留言：{words}', audience: 'all', weight: 'other',
  },
  note: {
    label: '写内部记录', on: 'matter', by: ['dutyDesk', 'gridWorker', 'office'], from: ['*', 'closed'], fields: [{ name: 'words', label: '记录', input: 'text', required: true, max: 1000 }], effects: ['note'],
    line: '{words}', audience: 'unit', weight: 'other',
  },
  urge: {
    label: '催办', on: 'handling', by: ['office', 'author'], from: [...underway], fromTarget: ['assigned', 'dispatched'], bulk: true, fields: [{ name: 'words', label: '催办的话', input: 'line', max: 300 }], effects: ['urge'],
    tells: [{ to: 'handler', title: '催办', words: '{actor}催办“{title}”。{words}', urgent: true }],
    line: '{actor}催办。{words}', audience: 'all', weight: 'other',
  },
};

export const report: Kind = defineKind({
  kind: 'report',
  bodyKind: 'congress',
  words: { name: '督事', full: '代表督事', raise: '督事', author: '反映代表', signer: '一起跟进的代表', counter: '件' },
  form, first: 'draft', states, handlingStates, clocks,
  acts: { ...raising, ...dispatching, ...answering },
  numbering: { when: 'afterCommit' },
  visibility: 'body',
  handlingRoles: { sole: '处置' },
  derive: (handlings) => {
    const current = handlings.filter((one) => one.state !== 'ended');
    if (current.length === 0) return 'received';
    if (current.every((one) => one.state === 'rated')) return 'closed';
    if (current.every((one) => one.state === 'rated' || one.state === 'replied')) return 'replied';
    if (current.some((one) => one.round > 1)) return 'rehandling';
    return current.some((one) => one.state === 'dispatched') ? 'handling' : 'received';
  },
});
