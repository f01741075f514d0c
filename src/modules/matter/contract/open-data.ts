import type { OpenTable } from './publication.ts';

/** One column of a table of the open data: its heading in CSV, its member in JSON, and what it means. */
export interface OpenColumn {
  readonly heading: string;
  readonly member: string;
  readonly type: '文本' | '日期' | '整数' | '编号';
  readonly meaning: string;
}

/** Under which terms everybody may use the data, and who says so. */
export const openLicence = {
  name: '知识共享 署名 4.0 国际（CC BY 4.0）',
  address: 'https://creativecommons.org/licenses/by/4.0/deed.zh-hans',
  words: '可以复制、分析、再发布，也可以用于商业；须写明来自哪个机构、哪一天取得，并说明改动了什么。',
} as const;

const key: readonly OpenColumn[] = [
  { heading: '机构编号', member: 'bodyId', type: '编号', meaning: '公开这件事的人大或政协在本系统的编号（UUID）' },
  { heading: '事项编号', member: 'id', type: '编号', meaning: '事项在本系统的编号（UUID），一直不变；三张表用它对应' },
];

/** The data dictionary: what CSV files begin with, what `/p/open` explains, what the JSON document holds. */
export const openTables: Readonly<
  Record<OpenTable, { readonly title: string; readonly about: string; readonly columns: readonly OpenColumn[] }>
> = {
  matters: {
    title: '事项',
    about: '一行是一件已公开的事项。',
    columns: [
      ...key,
      { heading: '机构', member: 'body', type: '文本', meaning: '公开这件事的人大或政协的全称' },
      { heading: '种类', member: 'kind', type: '文本', meaning: '建议、提案等，是正式名称' },
      { heading: '正式编号', member: 'number', type: '文本', meaning: '届次和序号，如“第十六届第五次会议第87号”；没有编号的为空' },
      { heading: '标题', member: 'title', type: '文本', meaning: '公开的标题' },
      { heading: '提出人', member: 'author', type: '文本', meaning: '领衔代表、第一提案人或提出单位；不公开姓名的为空' },
      { heading: '类别', member: 'field', type: '文本', meaning: '受理时定的类别' },
      { heading: '提出日期', member: 'submittedOn', type: '日期', meaning: '正式提交的日期' },
      { heading: '受理日期', member: 'acceptedOn', type: '日期', meaning: '审核通过、编号的日期' },
      { heading: '交办日期', member: 'assignedOn', type: '日期', meaning: '交给承办单位的日期' },
      { heading: '办结日期', member: 'closedOn', type: '日期', meaning: '办结的日期；没有办结的为空' },
      { heading: '状态', member: 'state', type: '文本', meaning: '办理中、已答复、已办结' },
      { heading: '承办单位', member: 'units', type: '文本', meaning: '单位和它的角色，如“市住建局（主办）”；几个单位用顿号隔开' },
      { heading: '办理结果', member: 'answer', type: '文本', meaning: '最近一份答复的办理结果；还没有答复的写“还没有答复”' },
      { heading: '评价', member: 'rating', type: '文本', meaning: '提出人对答复的评价：满意、基本满意、不满意；没有评价的为空' },
      { heading: '承诺数', member: 'promises', type: '整数', meaning: '答复里写明期限的承诺有几项' },
      { heading: '已兑现', member: 'promisesKept', type: '整数', meaning: '其中已兑现的（含迟后兑现的）' },
      { heading: '情况', member: 'situation', type: '文本', meaning: '公开的情况；只公开标题的为空' },
      { heading: '分析', member: 'analysis', type: '文本', meaning: '公开的原因分析' },
      { heading: '具体意见', member: 'measures', type: '文本', meaning: '具体建议；CSV 里每条一行，JSON 里是列表' },
      { heading: '公开日期', member: 'publishedOn', type: '日期', meaning: '向社会公开的日期' },
      { heading: '网页', member: 'page', type: '文本', meaning: '这件事的公开页面' },
    ],
  },
  replies: {
    title: '答复',
    about: '一行是一个单位的一份答复。',
    columns: [
      ...key,
      { heading: '单位', member: 'unit', type: '文本', meaning: '答复的单位' },
      { heading: '答复日期', member: 'issuedOn', type: '日期', meaning: '正式答复的日期' },
      { heading: '办理结果', member: 'answerClassLabel', type: '文本', meaning: '答复写明的办理结果' },
      { heading: '答复', member: 'words', type: '文本', meaning: '公开的答复正文' },
    ],
  },
  promises: {
    title: '承诺',
    about: '一行是答复里的一项承诺，状态是取得数据那一刻的。',
    columns: [
      ...key,
      { heading: '单位', member: 'unit', type: '文本', meaning: '作出承诺的单位' },
      { heading: '承诺', member: 'words', type: '文本', meaning: '答应做什么' },
      { heading: '承诺日期', member: 'madeOn', type: '日期', meaning: '作出承诺的日期' },
      { heading: '最初期限', member: 'firstDueOn', type: '日期', meaning: '最初答应的日期' },
      { heading: '现在期限', member: 'dueOn', type: '日期', meaning: '改过期的是新日期，没有改过的与最初期限相同' },
      { heading: '状态', member: 'standing', type: '文本', meaning: '已兑现、迟后兑现、单位说已做到、正在做、到期没做到、没有做到' },
      { heading: '报告日期', member: 'reportedOn', type: '日期', meaning: '单位报告做到的日期' },
      { heading: '报告', member: 'report', type: '文本', meaning: '单位最近一次报告' },
      { heading: '评价日期', member: 'judgedOn', type: '日期', meaning: '提出人评价兑现的日期' },
    ],
  },
};
