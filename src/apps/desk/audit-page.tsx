import * as directoryRoutes from '#modules/directory/contract/routes.ts';
import * as identityRoutes from '#modules/identity/contract/routes.ts';
import { kindRoutes } from '#modules/matter/contract/act-routes.ts';
import * as matterRoutes from '#modules/matter/contract/routes.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { AuditLog } from '#platform/web/desk/audit-log.tsx';
import type { AuditWords } from '#platform/web/desk/audit-log.tsx';

/** The audit log in words: an act that a route carries out is called what the route's summary calls it. */
export default function AuditPage() {
  return <AuditLog words={words} />;
}

const routes: readonly unknown[] = [
  ...[directoryRoutes, identityRoutes, matterRoutes].flatMap((module) => Object.values(module)),
  ...Object.values(kindRoutes).flatMap((kind) => [kind.saveDraft, kind.raise, ...Object.values(kind.acts)]),
];

const summaries = new Map(routes.filter(isRoute).map((route) => [route.id, route.summary]));

const subjects: Readonly<Record<string, string>> = {
  matter: '事项',
  handling: '承办',
  commitment: '承诺事项',
  bulk: '批量办理',
  filter: '筛选',
  file: '文件',
  person: '人员',
  account: '账号',
  accounts: '账号',
  session: '登录',
  seat: '工作身份',
  post: '岗位',
  mandate: '代表（委员）资格',
  organisation: '机构',
  grid: '网格',
  term: '届次',
  memberGroup: '代表团（界别）',
  import: '导入',
  profile: '规则',
  version: '规则版本',
  calendar: '工作日历',
};

const words: AuditWords = {
  act: (code) => summaries.get(code) ?? code,
  subject: (code) => subjects[code] ?? code,
};

function isRoute(value: unknown): value is RouteContract {
  return typeof value === 'object' && value !== null && 'summary' in value && 'permission' in value;
}
