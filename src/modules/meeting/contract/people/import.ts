import { z } from 'zod';
import type { ListColumn } from '#platform/contract/list-import.ts';
import { listImportReport } from '#platform/contract/list-import.ts';
import type { AttendeeCategory } from '../meeting.ts';
import { attendeeCategories } from '../meeting.ts';

/** Columns of a list of people of a meeting, in the order of the template. */
export const attendeeColumns = [
  { key: 'name', heading: '姓名', also: ['代表姓名', '委员姓名'], required: true, example: '王小明', explanation: '与身份证一致' },
  { key: 'gender', heading: '性别', also: [], required: false, example: '女', explanation: '男或女' },
  {
    key: 'category',
    heading: '类别',
    also: ['参会类别', '人员类别'],
    required: false,
    example: '列席',
    explanation: '正式、列席、旁听、工作、记者、来宾；留空为导入时选的类别',
  },
  {
    key: 'phone',
    heading: '手机号',
    also: ['手机', '联系电话', '手机号码', '电话'],
    required: false,
    example: '13800000000',
    explanation: '与姓名一起对上系统里的人员',
  },
  {
    key: 'certificateNumber',
    heading: '证件号',
    also: ['证号', '代表证号', '委员证号', '出席证号'],
    required: false,
    example: '16-0001',
    explanation: '代表证、委员证或会议证件的编号',
  },
  {
    key: 'group',
    heading: '代表团或界别',
    also: ['代表团', '界别', '组别', '小组', '编组', '所在代表团', '所在界别'],
    required: false,
    example: '云津代表团',
    explanation: '本次会议里的名称；没有时可在导入时新建',
  },
  { key: 'title', heading: '职务', also: ['现任职务', '职务（职称）'], required: false, example: '云塘小学校长', explanation: '' },
  { key: 'unit', heading: '单位', also: ['工作单位', '所在单位'], required: false, example: '云塘小学', explanation: '' },
  {
    key: 'diet',
    heading: '饮食',
    also: ['饮食要求', '用餐要求'],
    required: false,
    example: '清真',
    explanation: '只有会务组能看到',
  },
  { key: 'needs', heading: '其他需要', also: ['需要', '特殊需要'], required: false, example: '轮椅通道', explanation: '只有会务组能看到' },
  { key: 'note', heading: '备注', also: ['说明'], required: false, example: '', explanation: '只有会务组能看到' },
] as const satisfies readonly ListColumn[];
export type AttendeeColumnKey = (typeof attendeeColumns)[number]['key'];

/** What a cell of the column 类别 may say. */
export const categoryNames: Readonly<Record<AttendeeCategory, readonly string[]>> = {
  member: [attendeeCategories.member, '正式', '代表', '委员', '正式代表', '出席', '出席人员'],
  nonVoting: [attendeeCategories.nonVoting, '列席'],
  observer: [attendeeCategories.observer, '旁听'],
  staff: [attendeeCategories.staff, '工作', '会务'],
  press: [attendeeCategories.press, '记者', '媒体'],
  guest: [attendeeCategories.guest, '来宾', '嘉宾', '特邀'],
};

/** What an import did, or in mode `check` would do. */
export const attendeeImportReport = listImportReport.extend({
  /** Of the added and updated, how many were found in the directory. */
  known: z.number(),
  /** Names of groups that do not exist and are made, where that was asked for. */
  groups: z.array(z.string()),
});
export type AttendeeImportReport = z.infer<typeof attendeeImportReport>;
