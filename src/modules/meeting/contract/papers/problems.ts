import { problems, type ProblemTable } from '#platform/contract/problem.ts';

export const papersProblems = {
  'meeting.paper-not-found': { status: 404, message: '没有找到这份文件，可能已被撤回，或不再发给您。' },
  'meeting.paper-returned': { status: 410, message: '这份文件会后收回，现在已经不能打开。' },
  'meeting.paper-inside': { status: 403, message: '这份文件不公开，请在“会议文件”里打开阅读，不能直接保存。' },
  'meeting.paper-outside': { status: 422, message: '旁听人员和新闻记者只看公开文件。请先把他们从“发给”里去掉，或把文件改为公开。' },
  'meeting.paper-not-stamped': {
    status: 422,
    message: '这份文件没有加上您的姓名，不能下载。请在“会议文件”里打开阅读，或把原文件另存为 PDF 后换成新版本。',
  },
  'meeting.paper-unsealed': {
    status: 403,
    message: '浏览器在这个网址下不能加密，这份不公开的文件不能存到设备上。请改用 https 网址下载，或联网阅读。',
  },
  'meeting.paper-older': { status: 409, message: '这份文件已换成新版本，请刷新后重新下载。' },
  'meeting.paper-kind': { status: 415, message: '会议文件可以用 PDF、docx、xlsx、pptx 或图片，这个文件的格式不行，请另存为 PDF 再上传。' },
  'meeting.paper-pictures': { status: 422, message: '只有图片可以合成一份文件，其他格式的请单独上传。' },
  'meeting.paper-no-converter': {
    status: 415,
    message: '这台服务器没有安装 LibreOffice，不能转换 docx、xlsx、pptx。请用 WPS 或 Word 另存为 PDF 再上传，或请管理员安装。',
  },
  'meeting.paper-not-converted': {
    status: 422,
    message: '这个文件没有转成 PDF，可能已损坏、太大或太复杂，或服务器缺少转换它的组件。请用 WPS 或 Word 另存为 PDF 再上传。',
  },
  'meeting.paper-unreadable': { status: 422, message: '这个 PDF 无法读取，可能已损坏或太复杂，请重新导出后再上传。' },
  'meeting.paper-too-long': { status: 422, message: '这个 PDF 有 {pages} 页，最多 {limit} 页，请拆分后再上传。' },
  'meeting.paper-too-many': { status: 409, message: '这次会议的文件已有 {limit} 份，不能再加。' },
  'meeting.paper-change-words': { status: 422, message: '文件已经印发，请写明新版本改了什么。' },
  'meeting.paper-no-file': { status: 409, message: '选中的文件里有的只有名称、还没有正文，请先上传。' },
  'meeting.paper-issued': { status: 409, message: '文件已经印发，不能删除；如果不再使用，请撤回。' },
  'meeting.paper-not-issued': { status: 409, message: '文件还没有印发，或已经撤回，请刷新后再看。' },
  'meeting.paper-not-draft': { status: 409, message: '这份文件已经印发或撤回，请刷新后再看。' },
  'meeting.paper-place': { status: 422, message: '所选的日程、议程或分组不属于这次会议，请重新选择。' },
  'meeting.paper-order': { status: 409, message: '文件刚有增减，请刷新后再排序。' },
  'meeting.paper-all-read': { status: 409, message: '发送对象都已经阅读，不用提醒。' },
  'meeting.not-attending': { status: 403, message: '您不是这次会议的参会人员，不能保存笔记和阅读进度。' },
} as const satisfies ProblemTable;

export const papersProblem = problems(papersProblems);
