import { z } from 'zod';
import type { ListColumn } from '#platform/contract/list-import.ts';
import { listImportReport } from '#platform/contract/list-import.ts';

/** What a sheet lists: deputies or members of the body, or staff of its organisations. */
export const importKind = z.enum(['members', 'staff']);
export type ImportKind = z.infer<typeof importKind>;

const person: readonly ListColumn[] = [
  { key: 'name', heading: '姓名', also: ['代表姓名', '委员姓名'], required: true, example: '王小明', explanation: '与身份证一致' },
  { key: 'gender', heading: '性别', also: [], required: true, example: '女', explanation: '男或女' },
  { key: 'birthYear', heading: '出生年份', also: ['出生年月', '出生日期'], required: false, example: '1975', explanation: '只取年份' },
  {
    key: 'phone',
    heading: '手机号',
    also: ['手机', '联系电话', '手机号码'],
    required: true,
    example: '13800000000',
    explanation: '登录用，一人一号',
  },
];

/** Columns of both kinds of sheet, in the order of the template. */
export const importColumns: Readonly<Record<ImportKind, readonly ListColumn[]>> = {
  members: [
    ...person,
    {
      key: 'group',
      heading: '代表团或界别',
      also: ['代表团', '界别', '所在代表团', '所在界别'],
      required: true,
      example: '云津代表团',
      explanation: '须已在系统中',
    },
    {
      key: 'electoralUnit',
      heading: '选举单位',
      also: ['选区', '选举单位（选区）', '推荐单位'],
      required: false,
      example: '云津区',
      explanation: '人大代表的选举单位或选区',
    },
    {
      key: 'positions',
      heading: '职务',
      also: ['现任职务', '工作单位及职务'],
      required: false,
      example: '云塘小学校长',
      explanation: '多个职务用顿号隔开',
    },
    {
      key: 'certificateNumber',
      heading: '证号',
      also: ['代表证号', '委员证号'],
      required: false,
      example: '16-0001',
      explanation: '同一证号再次导入时更新原记录',
    },
    {
      key: 'postalAddress',
      heading: '通信地址',
      also: ['通讯地址', '邮寄地址', '联系地址'],
      required: false,
      example: '明州市云津区云塘路118号',
      explanation: '寄信用，印在地址标签上；只有工作机构和本人看得到',
    },
    {
      key: 'from',
      heading: '任职日期',
      also: ['当选日期', '起始日期'],
      required: false,
      example: '2022-02-18',
      explanation: '留空为本届起始日',
    },
  ],
  staff: [
    ...person,
    {
      key: 'organisation',
      heading: '单位',
      also: ['所在单位', '工作单位'],
      required: true,
      example: '市住建局',
      explanation: '单位全称或简称，须已在系统中',
    },
    { key: 'division', heading: '处室', also: ['科室', '部门'], required: false, example: '市政建设处', explanation: '' },
    { key: 'title', heading: '职务', also: ['岗位'], required: true, example: '副处长', explanation: '' },
    { key: 'from', heading: '任职日期', also: ['起始日期'], required: false, example: '2024-03-01', explanation: '留空为今天' },
  ],
};

/** What an import did, or in mode `check` would do. */
export const importReport = listImportReport.extend({ kind: importKind });
export type ImportReport = z.infer<typeof importReport>;
