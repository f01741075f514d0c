import * as directoryRoutes from '#modules/directory/contract/routes.ts';
import * as identityRoutes from '#modules/identity/contract/routes.ts';
import { kindRoutes } from '#modules/matter/contract/act-routes.ts';
import * as annualRoutes from '#modules/matter/contract/annual.ts';
import * as matterRoutes from '#modules/matter/contract/routes.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import type { AuditWords } from '#platform/web/desk/audit-log.tsx';

/** The codes of the audit log in words: an act that a route carries out is called what the route's summary calls it. */
export const auditWords: AuditWords = {
  act: (code) => acts[code] ?? summaries().get(code) ?? code,
  subject: (code) => subjects[code] ?? code,
  detail: (name) => details[name] ?? name,
};

/** Acts whose code is no route's id, or whose route is summed up too long for a table. */
const acts: Readonly<Record<string, string>> = {
  'identity.sign-in': '登录',
  'identity.refuse-sign-in': '登录未通过',
  'identity.open-account': '开通账号',
  'identity.open-accounts': '批量开通账号',
  'identity.disable-account': '停用账号',
  'identity.enable-account': '恢复账号',
  'identity.lock-account': '锁定账号',
  'identity.reset-password': '重置密码',
  'identity.change-password': '修改密码',
  'identity.change-phone': '修改登录手机号',
  'identity.end-sessions': '下线登录',
  'identity.add-passkey': '添加通行密钥',
  'identity.remove-passkey': '删除通行密钥',
  'identity.link-provider': '绑定统一身份认证',
  'identity.clear-expired': '清理过期登录',
  'file.upload': '上传文件',
  'file.discard': '删除未使用的文件',
  'file.sweep': '清理未使用的文件',
  'notification.mark-read': '标为已读',
  'notification.mark-all-read': '全部标为已读',
  'notification.choose': '设置提醒方式',
  'notification.register-push': '登记推送设备',
  'notification.remove-push': '取消推送设备',
  'profile.save-draft': '保存规则草稿',
  'profile.discard-draft': '放弃规则草稿',
  'profile.publish-draft': '发布规则',
  'profile.publish-rules': '发布规则',
  'profile.check-basis': '核对规则依据',
  'profile.load-year': '载入年度放假安排',
  'profile.add-own-day': '添加本地工作日调整',
  'profile.remove-own-day': '取消本地工作日调整',
  'matter.import': '导入事项',
  'matter.bulk-act': '批量办理',
  'matter.undo-bulk': '撤销批量办理',
  'matter.prepare-annual': '拟出年度报告初稿',
  'matter.compose-annual': '修改年度报告',
  'matter.keep-annual-template': '修改年度报告模板',
  'matter.fix-annual': '年度报告定稿',
  'matter.save-filter': '保存筛选',
  'matter.delete-filter': '删除筛选',
  'matter.delete-draft': '删除草稿',
  'matter.reckon-clock': '重算期限',
  'directory.add-body': '建立工作机关',
  'directory.add-administrator': '设立系统管理员',
  'directory.end-seats': '到期终止工作身份',
  'directory.seed': '载入演示数据',
  'platform.drop-event': '移除无法投递的事件',
};

const subjects: Readonly<Record<string, string>> = {
  matter: '事项',
  annual: '年度报告',
  handling: '承办',
  commitment: '承诺事项',
  bulk: '批量办理',
  filter: '筛选',
  file: '文件',
  person: '人员',
  account: '账号',
  accounts: '账号',
  session: '登录',
  passkey: '通行密钥',
  seat: '工作身份',
  post: '岗位',
  mandate: '代表（委员）资格',
  organisation: '机构',
  grid: '网格',
  term: '届次',
  memberGroup: '代表团（界别）',
  import: '导入',
  notification: '提醒',
  profile: '规则',
  version: '规则版本',
  calendar: '工作日历',
  clock: '期限',
};

const details: Readonly<Record<string, string>> = {
  reason: '原因',
  name: '名称',
  title: '标题',
  method: '方式',
  address: '网络地址',
  sessionId: '登录编号',
  sessions: '登录数',
  mediaType: '文件类型',
  size: '字节数',
  sha256: '文件摘要',
  count: '件数',
  first: '第一件',
  last: '最后一件',
  kind: '种类',
  act: '操作',
  channel: '方式',
  role: '角色',
  before: '变更前',
  after: '变更后',
  was: '原状态',
  year: '年份',
  days: '天数',
  source: '来源',
  regionCode: '区划',
  validFrom: '生效日',
  departures: '修改项',
  changedKeys: '修改项',
  label: '名称',
  revision: '修订号',
  accounts: '账号数',
  list: '列表',
  clock: '期限',
  from: '从',
  to: '到',
  on: '日期',
  code: '代码',
  provider: '认证渠道',
  device: '设备',
  fields: '修改字段',
  key: '规则项',
  article: '条款',
  state: '状态',
  values: '填写内容',
};

let known: ReadonlyMap<string, string> | null = null;

function summaries(): ReadonlyMap<string, string> {
  known ??= new Map(routes().map((route) => [route.id, route.summary]));
  return known;
}

function routes(): readonly RouteContract[] {
  const all: readonly unknown[] = [
    ...[directoryRoutes, identityRoutes, matterRoutes, annualRoutes].flatMap((module) => Object.values(module)),
    ...Object.values(kindRoutes).flatMap((kind) => [kind.saveDraft, kind.raise, ...Object.values(kind.acts)]),
  ];
  return all.filter(isRoute);
}

function isRoute(value: unknown): value is RouteContract {
  return typeof value === 'object' && value !== null && 'summary' in value && 'permission' in value;
}
