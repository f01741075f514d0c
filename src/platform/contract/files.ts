import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { defineRoute, done } from './route.ts';

/** A file in a line: what a page needs to show it or to offer it. */
export const fileLine = z.object({
  id: uuid,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
export type FileLine = z.infer<typeof fileLine>;

/** What may be uploaded, for `accept` of file inputs. The server decides by content, not by name. */
export const acceptedFiles = {
  image: '.jpg,.jpeg,.png,.webp,.gif,.avif',
  document: '.pdf,.ofd,.docx,.xlsx,.pptx',
  audio: '.webm,.ogg,.m4a,.mp3,.wav,.aac,.amr',
} as const;

/** Longest upload in bytes, by what it is. */
export const largestFile = { image: 30 * 2 ** 20, document: 50 * 2 ** 20, audio: 30 * 2 ** 20 } as const;

/** Uploads one file as the member `file` of a form. It belongs to its uploader alone until an action attaches it to something. */
export const uploadFile = defineRoute({
  id: 'file.upload',
  method: 'POST',
  path: '/api/files',
  permission: 'file.add',
  summary: '上传一个文件',
  carries: 'form',
  query: z.object({ body: uuid.optional().describe('文件属于哪个机构；承办单位人员必填，其他人就是自己的机构') }),
  answer: fileLine,
});

const place = {
  params: z.object({ id: uuid }),
  query: z.object({ inline: z.literal('1').optional(), seat: uuid.optional().describe('工作身份') }),
};

/** The file's bytes; with `inline` to be shown in the page, else to be saved. Answers ranges. */
export const downloadFile = defineRoute({
  id: 'file.download',
  method: 'GET',
  path: '/api/files/:id',
  permission: 'file.read',
  summary: '下载文件',
  carries: 'bytes',
  ...place,
  answer: z.unknown(),
});

/** A small picture of an image. */
export const readThumbnail = defineRoute({
  id: 'file.read-thumbnail',
  method: 'GET',
  path: '/api/files/:id/thumbnail',
  permission: 'file.read',
  summary: '图片的缩略图',
  carries: 'bytes',
  ...place,
  answer: z.unknown(),
});

/** Removes a file that the caller uploaded and that hangs on nothing. */
export const discardFile = defineRoute({
  id: 'file.discard',
  method: 'DELETE',
  path: '/api/files/:id',
  permission: 'file.add',
  summary: '删掉自己上传、还没有提交的文件',
  params: z.object({ id: uuid }),
  answer: done,
});

export const filePermissions = { 'file.add': '上传文件', 'file.read': '查看自己有权查看的事项的文件' } as const;

export const fileProblems = {
  'file.absent': { status: 400, message: '没有收到文件，请重新选择。' },
  'file.empty': { status: 422, message: '这个文件是空的，请重新选择。' },
  'file.too-large': { status: 413, message: '文件太大，最大 {limit} MB，请压缩或拆分后再上传。' },
  'file.type': { status: 415, message: '不支持这种文件。可以上传图片、录音、PDF、OFD、docx、xlsx、pptx。' },
  'file.legacy': { status: 415, message: '旧版或加密的办公文件无法检查，请另存为不加密的 docx、xlsx、pptx 或 PDF 后再上传。' },
  'file.macro': { status: 422, message: '文件里带有宏、脚本或嵌入的程序，不能上传。请去掉后另存，或导出为 PDF 再上传。' },
  'file.locked': { status: 422, message: '文件带密码保护，无法检查，请去掉密码后再上传。' },
  'file.damaged': { status: 422, message: '文件已损坏或不完整，请检查后重新上传。' },
  'file.quota': { status: 409, message: '本机构的文件空间已用完（{limit} GB），请联系管理员清理。' },
  'file.too-many-loose': { status: 409, message: '您上传后没有提交的文件太多，请先提交或删除一些。' },
  'file.no-space': { status: 507, message: '服务器空间不足，文件没有保存。请稍后再试，或联系管理员。' },
  'file.body': { status: 422, message: '请先选定事项所属的机构，再上传文件。' },
  'file.not-found': { status: 404, message: '没有找到这个文件，可能已被删除或收回。' },
  'file.gone': { status: 409, message: '有文件已失效（可能上传后放了太久），请重新上传。' },
  'file.attached': { status: 409, message: '这个文件已经提交，不能再删除。' },
  'file.unavailable': { status: 503, message: '文件暂时取不到，请稍后再试。' },
} as const;
