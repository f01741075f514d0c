import { z } from 'zod';

/** What a refused call answers: a stable code, one Chinese sentence that says what to do, and the fields that are at fault. */
export const problemShape = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemShape = z.infer<typeof problemShape>;

/** A table of refusals by code. `message` may name parts as `{part}`; they are filled from the call of {@link problem}. */
export type ProblemTable = Readonly<Record<string, { readonly status: number; readonly message: string }>>;

/** A refusal on its way to the HTTP edge. Make it with the function that {@link problems} returns. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: ProblemShape['fields'];

  constructor(code: string, status: number, message: string, fields?: ProblemShape['fields']) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }

  toJSON(): ProblemShape {
    return this.fields ? { code: this.code, message: this.message, fields: this.fields } : { code: this.code, message: this.message };
  }
}

/**
 * The maker of a module's refusals: `const problem = problems({ 'matter.not-found': { status: 404, message: '…' } })`,
 * then `throw problem('matter.not-found')`. Unknown codes are a compile error.
 */
export function problems<Table extends ProblemTable>(table: Table) {
  return (code: keyof Table & string, parts: Record<string, string | number> = {}, fields?: ProblemShape['fields']): Problem => {
    const entry = table[code]!;
    const message = entry.message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
    return new Problem(code, entry.status, message, fields);
  };
}

/** Refusals that any route may give. */
export const platformProblems = {
  'request.invalid': { status: 400, message: '填写的内容有误，请按提示修改后再提交。' },
  'request.too-large': { status: 413, message: '内容太大，请减少后再提交。' },
  'request.key-reused': { status: 422, message: '这次提交与之前的提交编号相同但内容不同，请刷新页面后重试。' },
  'request.cursor': { status: 400, message: '翻页位置已失效，请从第一页重新查看。' },
  'request.forgery': { status: 403, message: '请求来源不明，已拒绝。请从本站页面操作。' },
  'request.rate': { status: 429, message: '操作太频繁，请 {seconds} 秒后再试。' },
  'actor.unauthenticated': { status: 401, message: '登录已失效，请重新登录。已填写的内容会保留。' },
  'actor.forbidden': { status: 403, message: '您当前的身份不能进行这项操作，可切换身份或联系管理员。' },
  'actor.seat': { status: 403, message: '这个工作身份已失效，请重新选择身份。' },
  'route.not-found': { status: 404, message: '没有找到要访问的内容，可能已被移动或收回。' },
  'list.unreadable': { status: 422, message: '文件读不出来：{why}。请用下载的模板填好后再上传 xlsx 文件。' },
  'list.columns': { status: 422, message: '表里缺少列：{columns}。请对照模板补上表头。' },
  'list.long': { status: 413, message: '一次最多导入 {most} 行，请分几次导入。' },
  'server.unavailable': { status: 503, message: '服务正在启动或维护，请稍后再试。' },
  'server.no-space': {
    status: 503,
    message: '服务器的磁盘已满，刚才的操作没有保存。填写的内容请先留着，过几分钟再提交；仍不行请告诉管理员清理磁盘。',
  },
  'server.failed': { status: 500, message: '系统出了问题，已记录（编号 {id}）。请稍后再试，仍不行请把编号告诉管理员。' },
} as const satisfies ProblemTable;

export const platformProblem = problems(platformProblems);
