import type { Act, Clock, Kind, State } from '../kind.ts';
import { defineKind, principalRoles } from '../kind.ts';
import type { Field } from '../field.ts';

/**
 * 代表建议、批评和意见: DOMAIN §1.4 to §1.9; 代表法 (2025) §24, §36, §51, §52. Every period is a parameter of the body's profile.
 */
const form: readonly Field[] = [
  { name: 'title', label: '标题', input: 'line', required: true, min: 6, max: 80, hint: '关于……的建议，一事一件' },
  { name: 'field', label: '类别', input: 'choice', required: true, choicesFrom: 'fields' },
  { name: 'situation', label: '情况', input: 'text', required: true, min: 20, max: 3000, hint: '在哪里、什么问题、影响多少人' },
  { name: 'analysis', label: '分析', input: 'text', required: true, min: 10, max: 3000, hint: '为什么会这样' },
  { name: 'measures', label: '建议', input: 'list', required: true, max: 12, hint: '一条一个具体办法，承办单位逐条回应' },
  { name: 'suggestedUnits', label: '希望由谁办', input: 'units', max: 6, hint: '可不填，由工作机构确定' },
  { name: 'openness', label: '是否公开', input: 'choice', required: true, choices: [['open', '同意全文公开'], ['summary', '只公开标题和答复摘要'], ['confidential', '不公开，办理中请保密']] },
  { name: 'confidentialReason', label: '不公开的理由', input: 'line', required: true, max: 200, when: { field: 'openness', is: ['confidential'] } },
  { name: 'contactWish', label: '方便面商的时间和方式', input: 'line', max: 200 },
  { name: 'files', label: '附件', input: 'files', max: 12 },
];

const states: Record<string, State> = {
  draft: { label: '草稿', stage: 'raise', mark: 'draft', story: '还没有提交，只有您自己看得到' },
  collecting: { label: '征集联名', stage: 'raise', mark: 'waiting', story: '正在等受邀的代表确认联名' },
  screening: { label: '待审核', stage: 'screen', mark: 'running', story: '代表工作机构正在审核' },
  returned: { label: '退回修改', stage: 'raise', mark: 'waiting', story: '请按工作机构的意见修改后再提交' },
  accepted: { label: '已受理', stage: 'assign', mark: 'running', story: '已受理编号，正在确定承办单位' },
  handling: { label: '办理中', stage: 'handle', mark: 'running', story: '{lead}正在办理{missing}' },
  replied: { label: '已答复', stage: 'feedback', mark: 'waiting', story: '{lead}已答复，请您评价' },
  rehandling: { label: '重新办理', stage: 'handle', mark: 'running', story: '您评价不满意，{lead}正在重新办理' },
  escalated: { label: '研究处理', stage: 'feedback', mark: 'running', story: '再次评价不满意，工作机构正在召集双方研究' },
  closed: { label: '办结', stage: 'end', mark: 'done', final: true, story: '已经办结' },
  merged: { label: '已并案', stage: 'end', mark: 'closed', final: true, story: '已与内容相同的建议合并办理，答复同样会送给您' },
  letter: { label: '转代表来信', stage: 'end', mark: 'closed', final: true, story: '作为代表来信处理' },
  notAccepted: { label: '不予受理', stage: 'end', mark: 'closed', final: true, story: '未受理，理由见经过' },
  withdrawn: { label: '已撤回', stage: 'end', mark: 'closed', final: true, story: '已按您的要求撤回' },
};

const handlingStates: Record<string, State> = {
  assigned: { label: '待签收', stage: 'assign', mark: 'running', story: '等{unit}签收' },
  received: { label: '办理中', stage: 'handle', mark: 'running', story: '{unit}正在办理' },
  objecting: { label: '申请退办', stage: 'assign', mark: 'waiting', story: '{unit}认为不属于本单位职责，等工作机构决定' },
  drafting: { label: '拟写答复', stage: 'handle', mark: 'running', story: '{unit}正在起草答复' },
  signing: { label: '审签中', stage: 'reply', mark: 'running', story: '{unit}正在审签答复' },
  signed: { label: '待送达', stage: 'reply', mark: 'running', story: '{unit}已签发，正在盖章送达' },
  opinionGiven: { label: '意见已到', stage: 'reply', mark: 'done', story: '{unit}已提出会办意见' },
  replied: { label: '已答复', stage: 'feedback', mark: 'waiting', story: '{unit}已答复' },
  rated: { label: '已评价', stage: 'end', mark: 'done', final: true, story: '{unit}的答复已评价' },
  escalated: { label: '研究处理', stage: 'feedback', mark: 'running', story: '正在研究{unit}的答复' },
  ended: { label: '已改办', stage: 'end', mark: 'closed', final: true, story: '不再由{unit}办理' },
};

const clocks: Record<string, Clock> = {
  cosign: { label: '联名确认', task: '看建议，决定是否联名', holder: 'invited' },
  revise: { label: '修改', task: '按意见修改后再提交', holder: 'author' },
  screen: { label: '审核', task: '审核', holder: 'office', period: 'screeningPeriod', principal: true },
  assign: { label: '交办', task: '确定承办单位并交办', holder: 'office', period: 'acknowledgePeriod', principal: true },
  receive: { label: '签收', task: '签收或退办', holder: 'handler', period: 'unitReceiptPeriod' },
  objection: { label: '退办期', task: '认为不属于本单位职责的，申请退办', holder: 'handler', period: 'objectionPeriod', right: true },
  decideObjection: { label: '退办处理', task: '决定改办或驳回退办', holder: 'office', period: 'reassignPeriod' },
  contact: { label: '首次联系', task: '联系代表面商', holder: 'handler', period: 'firstContactPeriod' },
  coOpinion: { label: '会办意见', task: '写会办意见', holder: 'handler', period: 'coOpinionPeriod' },
  coOpinionAgain: { label: '补充会办意见', task: '重新提出会办意见', holder: 'handler', period: 'coOpinionRedoPeriod' },
  reply: { label: '答复', task: '答复代表', holder: 'handler', period: 'replyPeriod', principal: true },
  decideExtension: { label: '延期审批', task: '决定是否同意延期', holder: 'office' },
  rate: { label: '评价', task: '评价答复', holder: 'rater', period: 'feedbackPeriod', principal: true },
  redo: { label: '重新答复', task: '重新办理并再次答复', holder: 'handler', period: 'redoPeriod', principal: true },
  treat: { label: '处理意见', task: '召集双方研究并出具处理意见', holder: 'office', period: 'treatmentOpinionPeriod', principal: true },
  promise: { label: '承诺', task: '兑现承诺并回报', holder: 'handler' },
  judge: { label: '承诺评价', task: '看承诺兑现得怎么样', holder: 'rater', period: 'commitmentReportPeriod' },
};

const open = ['handling', 'replied', 'rehandling', 'escalated'] as const;
const underway = ['handling', 'rehandling'] as const;
const reason: Field = { name: 'reason', label: '理由', input: 'text', required: true, min: 4, max: 1000 };
const files: Field = { name: 'files', label: '照片和附件', input: 'files', max: 12 };

const raising: Record<string, Act> = {
  invite: {
    label: '邀请联名', on: 'matter', by: ['author'], from: ['draft', 'collecting'], to: 'collecting', guards: ['formComplete'], effects: ['freezeText', 'invite'],
    fields: [{ name: 'people', label: '邀请谁联名', input: 'people', required: true, max: 100 }, { name: 'words', label: '附言', input: 'line', max: 200 }],
    tells: [{ to: 'invited', title: '邀请您联名', words: '{actor}邀请您联名《{title}》，请看过文本后决定。' }],
    line: '{actor}邀请{people}联名', audience: 'all', weight: 'other',
  },
  confirm: {
    label: '确认联名', on: 'matter', by: ['invited'], from: ['collecting'], fields: [{ name: 'version', label: '所见文本', input: 'number', required: true, min: 1 }],
    effects: ['answerInvitation'], tells: [{ to: 'author', title: '有代表确认联名', words: '{actor}已确认联名《{title}》。' }],
    line: '{actor}看过第{version}稿，确认联名', audience: 'all', weight: 'main',
  },
  decline: {
    label: '不参加联名', on: 'matter', by: ['invited'], from: ['collecting'], fields: [{ name: 'words', label: '想说的话', input: 'line', max: 200 }],
    effects: ['answerInvitation'], tells: [{ to: 'author', title: '有代表不参加联名', words: '{actor}不参加联名《{title}》。{words}' }],
    line: '{actor}不参加联名', audience: 'all', weight: 'grave',
  },
  uninvite: {
    label: '取消邀请', on: 'matter', by: ['author'], from: ['draft', 'collecting'], fields: [{ name: 'people', label: '取消谁', input: 'people', required: true, max: 100 }],
    effects: ['dropInvitation'], line: '{actor}取消了对{people}的邀请', audience: 'all', weight: 'other',
  },
  revise: {
    label: '修改文本', on: 'matter', by: ['author'], from: ['collecting', 'returned'], to: 'draft', fields: [], effects: ['reviseText'], meets: ['revise', 'cosign'],
    line: '{actor}开始修改文本，已确认的联名代表需要重新确认', audience: 'all', weight: 'other',
  },
  submit: {
    label: '提交建议', on: 'matter', by: ['author'], from: ['draft', 'collecting'], to: 'screening', guards: ['formComplete', 'signersAnswered'],
    fields: [], effects: ['freezeText', 'dropInvitation'], meets: ['cosign'], starts: ['screen'],
    tells: [{ to: 'office', title: '收到新建议', words: '{actor}提交《{title}》，请审核。' }, { to: 'signers', title: '联名的建议已提交', words: '您联名的《{title}》已提交审核。' }],
    line: '{actor}提交建议', audience: 'all', weight: 'main',
  },
  withdraw: {
    label: '撤回建议', on: 'matter', by: ['author'], from: ['collecting', 'screening', 'returned', 'accepted', ...open], to: 'withdrawn', guards: ['withdrawalAllowed', 'allSignersWithdraw'],
    fields: [reason], effects: ['end'],
    tells: [{ to: 'office', title: '代表撤回建议', words: '{actor}撤回《{title}》：{reason}' }, { to: 'allHandlers', title: '停止办理', words: '{actor}已撤回《{title}》，请停止办理。' },
      { to: 'signers', title: '建议已撤回', words: '您联名的《{title}》已由领衔代表撤回。' }],
    line: '{actor}撤回建议：{reason}', audience: 'all', weight: 'grave',
  },
};

const screening: Record<string, Act> = {
  accept: {
    label: '受理', on: 'matter', by: ['office'], from: ['screening'], to: 'accepted', bulk: true,
    fields: [
      { name: 'checked', label: '逐项核过的不受理情形', input: 'choices', required: true, choicesFrom: 'grounds' },
      { name: 'field', label: '类别', input: 'choice', choicesFrom: 'fields' },
      { name: 'units', label: '拟交单位', input: 'units', max: 10 },
    ],
    guards: ['groundsChecked'], effects: ['classify', 'number'], meets: ['screen'], starts: ['assign'],
    tells: [{ to: 'signers', title: '建议已受理', words: '《{title}》已受理，编为{number}。' }],
    line: '{actor}审核通过，编为{number}', audience: 'all', weight: 'main',
  },
  returnForRevision: {
    label: '退回修改', on: 'matter', by: ['office'], from: ['screening'], to: 'returned',
    fields: [{ name: 'advice', label: '修改意见', input: 'text', required: true, min: 4, max: 1000, hint: '写清楚改哪里、怎么改' }],
    effects: [], meets: ['screen'], starts: ['revise'],
    tells: [{ to: 'author', title: '请修改后再提交', words: '《{title}》需要修改：{advice}' }],
    line: '{actor}退回修改：{advice}', audience: 'all', weight: 'other',
  },
  mergeInto: {
    label: '并案', on: 'matter', by: ['office'], from: ['screening', 'accepted'], to: 'merged', bulk: true,
    fields: [{ name: 'into', label: '并入哪一件', input: 'matter', required: true }, reason], effects: ['merge'], meets: ['screen', 'assign'],
    tells: [{ to: 'signers', title: '建议已并案', words: '《{title}》与{number}内容相同，合并办理，答复同样会送给您。' }],
    line: '{actor}并入{number}：{reason}', audience: 'all', weight: 'other',
  },
  unmerge: {
    label: '撤销并案', on: 'matter', by: ['office'], from: ['merged'], to: 'screening', fields: [reason], effects: ['unmerge'], starts: ['screen'],
    tells: [{ to: 'signers', title: '恢复单独办理', words: '《{title}》不再并案，恢复单独审核。' }],
    line: '{actor}撤销并案：{reason}', audience: 'all', weight: 'other',
  },
  treatAsLetter: {
    label: '转代表来信', on: 'matter', by: ['office'], from: ['screening'], to: 'letter', fields: [reason], effects: ['end'], meets: ['screen'],
    tells: [{ to: 'signers', title: '已转代表来信', words: '《{title}》作为代表来信处理：{reason}' }],
    line: '{actor}转为代表来信：{reason}', audience: 'all', weight: 'other',
  },
  notAccept: {
    label: '不予受理', on: 'matter', by: ['office'], from: ['screening'], to: 'notAccepted',
    fields: [{ name: 'grounds', label: '属于哪种情形', input: 'choices', required: true, choicesFrom: 'grounds' }, reason], effects: ['end'], meets: ['screen'],
    tells: [{ to: 'signers', title: '建议未受理', words: '《{title}》未受理：{reason}' }],
    line: '{actor}不予受理：{reason}', audience: 'all', weight: 'grave',
  },
};

const assigning: Record<string, Act> = {
  assign: {
    label: '交办', on: 'matter', by: ['office'], from: ['accepted'], to: 'derived', bulk: true,
    fields: [
      { name: 'mode', label: '办理方式', input: 'choice', required: true, choices: [['sole', '独办'], ['lead', '主办和会办'], ['separate', '分别办理']] },
      { name: 'lead', label: '主办（独办）单位', input: 'unit', required: true, when: { field: 'mode', is: ['sole', 'lead'] } },
      { name: 'co', label: '会办单位', input: 'units', required: true, max: 10, when: { field: 'mode', is: ['lead'] } },
      { name: 'separate', label: '分别办理的单位', input: 'units', required: true, min: 2, max: 10, when: { field: 'mode', is: ['separate'] } },
      { name: 'words', label: '交办要求', input: 'line', max: 500 },
    ],
    effects: ['assign'], meets: ['assign'],
    tells: [{ to: 'signers', title: '建议已交办', words: '《{title}》已交{unit}办理，{due}前答复您。' }, { to: 'allHandlers', title: '新交办件', words: '{number}《{title}》交你单位办理，请签收。' }],
    line: '{actor}交办：{units}', audience: 'all', weight: 'main',
  },
  reassign: {
    label: '改办', on: 'handling', by: ['office'], from: [...underway], fromTarget: ['assigned', 'received', 'objecting', 'drafting'], toTarget: 'ended', to: 'derived',
    fields: [{ name: 'unit', label: '改由谁办', input: 'unit', required: true }, reason], effects: ['reassign'], meets: ['decideObjection'],
    tells: [{ to: 'handler', title: '已改办', words: '{number}《{title}》不再由你单位办理。' }, { to: 'signers', title: '承办单位有变', words: '《{title}》改由{unit}办理。' }],
    line: '{actor}改由{unit}办理：{reason}', audience: 'all', weight: 'other',
  },
  refuseObjection: {
    label: '驳回退办', on: 'handling', by: ['office'], from: [...underway], fromTarget: ['objecting'], toTarget: 'received', fields: [reason], effects: [], meets: ['decideObjection'], resumes: ['reply', 'contact', 'coOpinion', 'redo'],
    tells: [{ to: 'handler', title: '退办未获同意', words: '{number}《{title}》仍由你单位办理：{reason}' }],
    line: '{actor}驳回退办：{reason}', audience: 'handlers', weight: 'other',
  },
  addHandler: {
    label: '增加会办单位', on: 'matter', by: ['office'], from: [...underway], to: 'derived',
    fields: [{ name: 'co', label: '会办单位', input: 'units', required: true, max: 10 }, reason], effects: ['assign'],
    tells: [{ to: 'handler', title: '新交办件', words: '{number}《{title}》请你单位会办，请签收。' }],
    line: '{actor}增加会办单位：{units}', audience: 'all', weight: 'other',
  },
};

const handling: Record<string, Act> = {
  signFor: {
    label: '签收', on: 'handling', by: ['unitClerk'], from: [...underway], fromTarget: ['assigned'], toTarget: 'received', bulk: true,
    fields: [{ name: 'division', label: '承办处室', input: 'choice', choicesFrom: 'divisions' }, { name: 'officer', label: '承办人', input: 'person', choicesFrom: 'officers' }],
    effects: ['appointOfficer'], meets: ['receive'], line: '{unit}签收', audience: 'all', weight: 'main',
  },
  appointOfficer: {
    label: '分给处室', on: 'handling', by: ['unitClerk'], from: [...open], fromTarget: ['received', 'drafting', 'signing'], bulk: true,
    fields: [{ name: 'division', label: '承办处室', input: 'choice', choicesFrom: 'divisions' }, { name: 'officer', label: '承办人', input: 'person', required: true, choicesFrom: 'officers' }],
    effects: ['appointOfficer'], tells: [{ to: 'worker', title: '分给您办理', words: '{number}《{title}》分给您办理。' }],
    line: '{unit}分给{person}承办', audience: 'unit', weight: 'other',
  },
  object: {
    label: '申请退办', on: 'handling', by: ['unitClerk'], from: [...underway], fromTarget: ['assigned', 'received'], toTarget: 'objecting', guards: ['objectionWindowOpen'],
    fields: [reason, { name: 'unit', label: '建议由谁办', input: 'unit' }], effects: ['keepObjection'], meets: ['receive', 'objection'], starts: ['decideObjection'], pauses: ['reply', 'contact', 'coOpinion', 'redo'],
    tells: [{ to: 'office', title: '承办单位申请退办', words: '{unit}申请退办{number}：{reason}', urgent: true }],
    line: '{unit}申请退办：{reason}', audience: 'handlers', weight: 'grave',
  },
  recordContact: {
    label: '登记面商', on: 'handling', by: ['handler'], from: [...open], fromTarget: ['received', 'drafting', 'signing', 'signed', 'replied', 'opinionGiven'],
    fields: [
      { name: 'manner', label: '方式', input: 'choice', required: true, choices: [['visit', '上门见面'], ['meeting', '座谈'], ['phone', '电话'], ['video', '视频'], ['site', '走访现场']] },
      { name: 'at', label: '时间', input: 'moment', required: true }, { name: 'place', label: '地点', input: 'line', max: 200 },
      { name: 'people', label: '参加人', input: 'line', max: 300 }, { name: 'words', label: '谈了什么', input: 'text', required: true, min: 4, max: 3000 }, files,
    ],
    effects: ['recordContact'], meets: ['contact'],
    tells: [{ to: 'author', title: '承办单位登记了面商', words: '{unit}登记了与您的沟通，请看记录是否属实。' }],
    line: '{unit}与代表{manner}', audience: 'all', weight: 'other',
  },
  giveOpinion: {
    label: '提出会办意见', on: 'handling', by: ['coHandler'], from: [...underway], fromTarget: ['received'], toTarget: 'opinionGiven',
    fields: [{ name: 'words', label: '会办意见', input: 'text', required: true, min: 10, max: 5000 }, files], effects: ['giveOpinion'], meets: ['coOpinion', 'coOpinionAgain', 'objection'],
    tells: [{ to: 'leadHandler', title: '会办意见到了', words: '{unit}对{number}提出会办意见。' }, { to: 'signers', title: '有单位提出会办意见', words: '{unit}对《{title}》提出了会办意见。' }],
    line: '{unit}提出会办意见', audience: 'all', weight: 'main',
  },
  askOpinionAgain: {
    label: '请重提会办意见', on: 'handling', by: ['leadHandler', 'office'], from: [...underway], fromTarget: ['opinionGiven'], toTarget: 'received', fields: [reason], effects: ['askOpinionAgain'], starts: ['coOpinionAgain'],
    tells: [{ to: 'handler', title: '请重提会办意见', words: '{number}的会办意见请补充：{reason}' }],
    line: '{actor}请{unit}重提会办意见：{reason}', audience: 'handlers', weight: 'other',
  },
  draftReply: {
    label: '写答复', on: 'handling', by: ['unitOfficer'], from: [...underway, 'escalated'], fromTarget: ['received', 'drafting'], toTarget: 'drafting',
    fields: [
      { name: 'words', label: '答复正文', input: 'text', required: true, max: 10000 },
      { name: 'answerClass', label: '办理结果', input: 'choice', required: true, choicesFrom: 'answerClasses' },
      { name: 'promises', label: '承诺事项', input: 'promises' },
      { name: 'missingOpinions', label: '会办意见未到的说明', input: 'line', max: 500 },
      { name: 'contactName', label: '联系人和电话', input: 'line', max: 100 }, files,
    ],
    effects: ['draftReply'], line: '{unit}起草答复', audience: 'unit', weight: 'main',
  },
  startSignoff: {
    label: '送审签', on: 'handling', by: ['unitOfficer'], from: [...underway, 'escalated'], fromTarget: ['drafting'], toTarget: 'signing', guards: ['draftReady'],
    fields: [{ name: 'division', label: '处室审核人', input: 'person', choicesFrom: 'officers' }, { name: 'deputyHead', label: '分管领导', input: 'person', choicesFrom: 'officers' }, { name: 'head', label: '主要负责人', input: 'person', required: true, choicesFrom: 'officers' }],
    effects: ['startSignoff'], line: '{unit}送审签', audience: 'unit', weight: 'other',
  },
  signOff: {
    label: '同意', on: 'handling', by: ['handler'], from: [...underway, 'escalated'], fromTarget: ['signing'], fields: [{ name: 'words', label: '意见', input: 'line', max: 300 }],
    effects: ['signOff'], line: '{actor}同意答复稿', audience: 'unit', weight: 'main',
  },
  sendBackDraft: {
    label: '退回修改', on: 'handling', by: ['handler'], from: [...underway, 'escalated'], fromTarget: ['signing', 'signed'], toTarget: 'drafting', fields: [reason],
    effects: ['sendBackDraft'], line: '{actor}退回答复稿：{reason}', audience: 'unit', weight: 'other',
  },
  issueReply: {
    label: '盖章送达', on: 'handling', by: ['unitClerk'], from: [...underway, 'escalated'], fromTarget: ['signed'], toTarget: 'replied', to: 'derived',
    guards: ['signedOff', 'contacted', 'opinionsIn'], fields: [{ name: 'documentNumber', label: '发文字号', input: 'line', max: 60, hint: '如 明建建〔2026〕12号' }],
    effects: ['issueReply'], meets: ['reply', 'redo', 'objection', 'contact'], starts: ['rate'],
    tells: [{ to: 'signers', title: '答复来了', words: '{unit}已答复《{title}》，请您看看并评价。' }, { to: 'office', title: '承办单位已答复', words: '{unit}已答复{number}。' }],
    line: '{unit}书面答复，{answerClass}', audience: 'all', weight: 'main',
  },
  requestExtension: {
    label: '申请延期', on: 'handling', by: ['unitClerk', 'unitOfficer'], from: [...underway], fromTarget: ['received', 'drafting', 'signing'], guards: ['beforeDeadline', 'noOpenExtension', 'extensionLeft'],
    fields: [{ name: 'until', label: '延到哪天', input: 'day', required: true }, reason], effects: ['requestExtension'], starts: ['decideExtension'],
    tells: [{ to: 'office', title: '承办单位申请延期', words: '{unit}申请把{number}延到{until}：{reason}' }],
    line: '{unit}申请延期到{until}：{reason}', audience: 'all', weight: 'other',
  },
  grantExtension: {
    label: '同意延期', on: 'handling', by: ['office'], from: [...underway], fields: [{ name: 'words', label: '意见', input: 'line', max: 300 }], effects: ['decideExtension'], meets: ['decideExtension'],
    tells: [{ to: 'handler', title: '延期已同意', words: '{number}同意延期到{until}。' }, { to: 'signers', title: '答复时间有变', words: '《{title}》经同意延期到{until}答复：{reason}' }],
    line: '{actor}同意延期到{until}', audience: 'all', weight: 'other',
  },
  refuseExtension: {
    label: '不同意延期', on: 'handling', by: ['office'], from: [...underway], fields: [reason], effects: ['decideExtension'], meets: ['decideExtension'],
    tells: [{ to: 'handler', title: '延期未同意', words: '{number}不同意延期：{reason}' }],
    line: '{actor}不同意延期：{reason}', audience: 'all', weight: 'other',
  },
};

const answering: Record<string, Act> = {
  rate: {
    label: '评价', on: 'handling', by: ['rater'], from: [...open], fromTarget: ['replied'], to: 'derived',
    fields: [
      { name: 'overall', label: '总体评价', input: 'choice', required: true, choicesFrom: 'ratings' },
      { name: 'attitude', label: '办理态度', input: 'choice', choicesFrom: 'ratings' }, { name: 'result', label: '办理结果', input: 'choice', choicesFrom: 'ratings' },
      { name: 'reason', label: '哪里不满意', input: 'text', required: true, min: 4, max: 1000, when: { field: 'overall', is: ['dissatisfied'] } },
      { name: 'words', label: '想说的话', input: 'line', max: 500 },
    ],
    effects: ['rate'], meets: ['rate'],
    tells: [{ to: 'handler', title: '代表已评价', words: '{actor}对{number}的答复评价为{overall}。{reason}' }, { to: 'office', title: '代表已评价', words: '{actor}对{number}评价为{overall}。{reason}' }],
    line: '{actor}评价：{overall}。{reason}', audience: 'all', weight: 'main',
  },
  lapseRating: {
    label: '逾期未反馈', on: 'handling', by: ['system'], from: [...open], fromTarget: ['replied'], toTarget: 'rated', to: 'derived', fields: [], effects: [], meets: ['rate'],
    tells: [{ to: 'author', title: '评价期已过', words: '《{title}》的评价期已过，记为未反馈，不计入满意率。' }],
    line: '反馈期已过，记为未反馈', audience: 'all', weight: 'other',
  },
  treat: {
    label: '出具处理意见', on: 'handling', by: ['office'], from: ['escalated'], fromTarget: ['escalated'], to: 'derived',
    fields: [
      { name: 'words', label: '处理意见', input: 'text', required: true, min: 10, max: 3000 }, { name: 'people', label: '参加研究的人', input: 'line', max: 300 },
      { name: 'next', label: '怎么办', input: 'choice', required: true, choices: [['redo', '再次办理'], ['superior', '交上级机关督促办理'], ['close', '双方认可，办结']] },
    ],
    effects: ['decideEscalation'], meets: ['treat'],
    tells: [{ to: 'signers', title: '有了处理意见', words: '对《{title}》的处理意见：{words}' }, { to: 'handler', title: '有了处理意见', words: '对{number}的处理意见：{words}' }],
    line: '{actor}出具处理意见：{words}', audience: 'all', weight: 'main',
  },
  keepPromise: {
    label: '报告兑现', on: 'commitment', by: ['handler'], from: ['closed', ...open], fromTarget: ['open', 'broken'], toTarget: 'reported',
    fields: [{ name: 'outcome', label: '兑现情况', input: 'choice', required: true, choices: [['kept', '已经兑现'], ['later', '还要一段时间']] }, { name: 'words', label: '做了什么', input: 'text', required: true, min: 4, max: 2000 },
      { name: 'dueOn', label: '改到哪天兑现', input: 'day', required: true, when: { field: 'outcome', is: ['later'] } }, files],
    effects: ['keepPromise'], meets: ['promise'],
    tells: [{ to: 'signers', title: '承诺有了回报', words: '{unit}报告《{title}》的承诺：{words}' }],
    line: '{unit}报告承诺：{words}', audience: 'all', weight: 'main',
  },
  judgePromise: {
    label: '评价兑现', on: 'commitment', by: ['rater'], from: ['closed', ...open], fromTarget: ['reported'], toTarget: 'judged',
    fields: [{ name: 'verdict', label: '兑现得怎么样', input: 'choice', required: true, choices: [['kept', '做到了'], ['notKept', '还没做到']] },
      { name: 'words', label: '想说的话', input: 'line', required: true, max: 500, when: { field: 'verdict', is: ['notKept'] } }],
    effects: ['judgePromise'], meets: ['judge'],
    tells: [{ to: 'handler', title: '代表评价了承诺', words: '{actor}认为{number}的承诺{verdict}。{words}' }],
    line: '{actor}认为承诺{verdict}。{words}', audience: 'all', weight: 'main',
  },
};

const around: Record<string, Act> = {
  note: {
    label: '写内部记录', on: 'matter', by: ['handler', 'office'], from: ['*', 'closed'], fields: [{ name: 'words', label: '记录', input: 'text', required: true, max: 2000 }], effects: ['note'],
    line: '{words}', audience: 'unit', weight: 'other',
  },
  message: {
    label: '留言', on: 'matter', by: ['author', 'handler', 'office'], from: [...open, 'accepted', 'screening', 'closed'], fields: [{ name: 'words', label: '留言', input: 'text', required: true, max: 1000 }, files], effects: ['message'],
    tells: [{ to: 'author', title: '有新留言', words: '{actor}：{words}' }, { to: 'leadHandler', title: '有新留言', words: '{actor}：{words}' }],
    line: '{actor}留言：{words}', audience: 'all', weight: 'other',
  },
  addFiles: {
    label: '补材料', on: 'matter', by: ['author'], from: [...open, 'accepted', 'screening'], fields: [{ ...files, required: true }, { name: 'words', label: '说明', input: 'line', max: 300 }], effects: ['moveFiles'],
    tells: [{ to: 'leadHandler', title: '代表补充了材料', words: '{actor}为{number}补充了材料。{words}' }],
    line: '{actor}补充材料。{words}', audience: 'all', weight: 'other',
  },
  urge: {
    label: '催办', on: 'handling', by: ['office', 'author', 'leadHandler', 'supervisor'], from: [...underway], fromTarget: ['assigned', 'received', 'drafting', 'signing', 'signed'], bulk: true,
    fields: [{ name: 'words', label: '催办的话', input: 'line', max: 500 }], effects: ['urge'],
    tells: [{ to: 'handler', title: '催办', words: '{actor}催办{number}《{title}》。{words}', urgent: true }],
    line: '{actor}催办{unit}。{words}', audience: 'all', weight: 'other',
  },
  markKey: {
    label: '定为重点督办', on: 'matter', by: ['officeLeader'], from: ['accepted', ...open],
    fields: [{ name: 'leader', label: '领办领导', input: 'person' }, { name: 'committee', label: '督办委员会', input: 'line', required: true, max: 60 }, reason], effects: ['markKey'],
    tells: [{ to: 'signers', title: '列为重点督办', words: '《{title}》列为重点督办建议。' }, { to: 'allHandlers', title: '列为重点督办', words: '{number}《{title}》列为重点督办建议。', urgent: true }],
    line: '{actor}列为重点督办，{committee}督办', audience: 'all', weight: 'other',
  },
  publish: {
    label: '向社会公开', on: 'matter', by: ['office'], from: ['replied', 'closed', 'rehandling'], guards: ['publishable'], bulk: true,
    fields: [
      { name: 'checked', label: '公开前核对', input: 'choices', required: true, choices: [['noSecret', '不涉及国家秘密和商业秘密'], ['noPrivacy', '不含个人隐私，姓名电话住址已隐去'], ['noReprisal', '不会使反映人受到报复'], ['consent', '提出人同意公开']] },
      { name: 'situation', label: '公开的情况', input: 'text', max: 3000 }, { name: 'reply', label: '公开的答复', input: 'text', max: 10000 },
    ],
    effects: ['publish'], tells: [{ to: 'signers', title: '建议已公开', words: '《{title}》和答复已向社会公开。' }],
    line: '{actor}向社会公开', audience: 'all', weight: 'other',
  },
  unpublish: {
    label: '撤下公开', on: 'matter', by: ['office'], from: ['replied', 'closed', 'rehandling', 'handling', 'escalated'], fields: [reason], effects: ['unpublish'], line: '{actor}撤下公开：{reason}', audience: 'office', weight: 'grave',
  },
};



export const suggestion: Kind = defineKind({
  kind: 'suggestion',
  bodyKind: 'congress',
  words: { name: '建议', full: '建议、批评和意见', raise: '提建议', author: '领衔代表', signer: '联名代表', counter: '件' },
  form, first: 'draft', states, handlingStates, clocks,
  acts: { ...raising, ...screening, ...assigning, ...handling, ...answering, ...around },
  numbering: { when: 'atOnce' },
  visibility: 'body',
  handlingRoles: { sole: '独办', lead: '主办', co: '会办', separate: '分办' },
  derive: (handlings) => {
    const principal = handlings.filter((one) => principalRoles.includes(one.role) && one.state !== 'ended');
    if (principal.length === 0) return 'accepted';
    if (principal.some((one) => one.state === 'escalated')) return 'escalated';
    if (principal.every((one) => one.state === 'rated')) return 'closed';
    if (principal.every((one) => one.state === 'rated' || one.state === 'replied')) return 'replied';
    return principal.some((one) => one.round > 1) ? 'rehandling' : 'handling';
  },
});
