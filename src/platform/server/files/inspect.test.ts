import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { keptName } from './file-kinds.ts';
import { inspect } from './inspect.ts';

const contentTypes = (type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.${type}.main+xml"/></Types>`;
const word = 'openxmlformats-officedocument.wordprocessingml.document';

function docx(parts: Record<string, string> = {}, type = word): Buffer {
  const all = {
    '[Content_Types].xml': contentTypes(type),
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': '<w:document/>',
    ...parts,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)]))));
}

const pdf = (...objects: string[]) => Buffer.from(`%PDF-1.7\n${objects.join('\n')}\ntrailer << /Root 1 0 R >>\n%%EOF`, 'latin1');
const packed = (text: string) =>
  `5 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n${deflateSync(Buffer.from(text)).toString('latin1')}\nendstream endobj`;

const box = (type: string, content: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};
const handler = (kind: string) => box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(12)]));
const m4a = (...boxes: Buffer[]) =>
  Buffer.concat([box('ftyp', Buffer.from('M4A \0\0\0\0M4A mp42isom')), box('moov', Buffer.concat(boxes))]);
const webm = (codec: string) =>
  Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581', 'hex'),
    Buffer.from([2]),
    Buffer.from(`\x18S\x80g${codec}`, 'latin1'),
    Buffer.alloc(200),
  ]);

const typeOf = async (bytes: Buffer) => (await inspect(bytes)).mediaType;

describe('inspecting a content', () => {
  it.each([
    ['docx', docx(), `application/vnd.${word}`],
    ['OFD', Buffer.from(zipSync({ 'OFD.xml': strToU8('<ofd:OFD/>'), 'Doc_0/Document.xml': strToU8('<x/>') })), 'application/ofd'],
    ['PDF', pdf('1 0 obj << /Type /Catalog >> endobj'), 'application/pdf'],
    [
      'PDF with links and a picture whose bytes spell a name',
      pdf(
        '1 0 obj << /A << /S /URI /URI (https://x) >> >> endobj',
        '2 0 obj << /Length 20 >>\nstream\n/JavaScript\xff\xfe\nendstream endobj',
      ),
      'application/pdf',
    ],
    ['sound out of a phone', m4a(handler('soun')), 'audio/mp4'],
    ['sound out of a browser', webm('A_OPUS'), 'audio/webm'],
  ])('takes %s', async (_name, bytes, type) => {
    expect(await typeOf(bytes)).toBe(type);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'file.empty'],
    ['text', Buffer.from('姓名,电话\n张三,1'), 'file.type'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'file.type'],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'file.type'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'file.type'],
    ['an archive', Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'file.type'],
    ['an old or locked office file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'file.legacy'],
    ['docx with a macro', docx({ 'word/vbaProject.bin': 'x' }), 'file.macro'],
    ['a macro under another name for its type', docx({}, 'ms-word.document.macroEnabled'), 'file.macro'],
    ['docx with a control', docx({ 'word/activeX/activeX1.xml': 'x' }), 'file.macro'],
    ['docx with an embedded program', docx({ 'word/embeddings/oleObject1.bin': 'x' }), 'file.macro'],
    [
      'docx that fetches its template',
      docx({
        'word/_rels/settings.xml.rels':
          '<Relationship Type="http://x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/>',
      }),
      'file.macro',
    ],
    ['PDF with a script', pdf('1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj'), 'file.macro'],
    ['PDF with a script in disguise', pdf('1 0 obj << /S /J#61vaScript >> endobj'), 'file.macro'],
    ['PDF with a script in a packed object', pdf('1 0 obj << >> endobj', packed('1 0 << /S /JavaScript /JS (x) >>')), 'file.macro'],
    ['PDF that starts a program', pdf('1 0 obj << /S /Launch /F (cmd.exe) >> endobj'), 'file.macro'],
    ['PDF with a password', pdf('1 0 obj << /Filter /Standard >> endobj', '2 0 obj << /Encrypt 1 0 R >> endobj'), 'file.locked'],
    ['PDF with a broken packed object', pdf('5 0 obj << /Type /ObjStm >>\nstream\nxxxx\nendstream endobj'), 'file.damaged'],
    ['half a docx', docx().subarray(0, 300), 'file.damaged'],
    ['a film in a sound’s container', m4a(handler('vide'), handler('soun')), 'file.type'],
    ['a film out of a browser', webm('V_VP8'), 'file.type'],
  ])('refuses %s', async (_name, bytes, code) => {
    await expect(inspect(bytes)).rejects.toMatchObject({ code });
  });

  it('blanks the place in a recording and leaves its length', async () => {
    const place = box('\xa9xyz', Buffer.from('\0\x12\x15\xc7+30.2741+120.1551/', 'latin1'));
    const bytes = m4a(handler('soun'), box('udta', place));
    const { length } = bytes;
    await inspect(bytes);
    expect(bytes.includes('30.2741')).toBe(false);
    expect([bytes.length, bytes.includes('+00.0000+000.0000/')]).toEqual([length, true]);
  });
});

describe('the kept name', () => {
  it.each([
    ['../../etc/passwd', '未命名.pdf', 'pdf', 'passwd.pdf'],
    ['C:\\Users\\x\\报告.PDF', '', 'pdf', '报告.pdf'],
    ['关于加强小区停车管理的建议.doc.exe', '', 'docx', '关于加强小区停车管理的建议.doc.docx'],
    ['\u202Egpj.exe', '', 'jpg', 'gpj.jpg'],
    ['a\r\nSet-Cookie: x=1.png', '', 'png', 'aSet-Cookie_ x=1.png'],
    ['.htaccess', '', 'png', 'htaccess.png'],
    ['', '', 'png', '未命名.png'],
    ['\u0000\u0007', '', 'png', '未命名.png'],
    ['长'.repeat(300), '', 'png', `${'长'.repeat(120)}.png`],
  ])('of %j is harmless', (given, _unused, extension, kept) => {
    expect(keptName(given, extension)).toBe(kept);
  });
});
