import type { IParagraphOptions } from 'docx';
import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { zipSync, strToU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentsIn, readableName } from './archive.ts';
import type { Block } from './document-text.ts';
import { readDocx, Unreadable } from './document-text.ts';
import type { Recognised } from './recognise.ts';
import { dayIn, measuresOf, namesIn, recognise } from './recognise.ts';

/** A document of paragraphs and tables as an office would write it. */
async function docx(children: (Paragraph | Table)[]): Promise<Buffer> {
  const numbering = {
    config: [{ reference: 'list', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START }] }],
  };
  return await Packer.toBuffer(new Document({ numbering, sections: [{ children }] }));
}

const p = (text: string, more: Partial<IParagraphOptions> = {}) => new Paragraph({ ...more, children: [new TextRun(text)] });
const centred = (text: string) => p(text, { alignment: AlignmentType.CENTER });
const listed = (text: string) => p(text, { numbering: { reference: 'list', level: 0 } });
const table = (...rows: (string | string[])[][]) =>
  new Table({
    rows: rows.map(
      (cells) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [cell].flat().map((line) => p(line)) })) }),
    ),
  });

const read = async (children: (Paragraph | Table)[], name = '材料.docx'): Promise<Recognised> =>
  recognise(readDocx(await docx(children)), name);

const title = '关于加快既有住宅加装电梯的建议';
const situation = '青禾社区建成二十多年，六百二十户居民里六十岁以上老人占四成，上下楼很困难。';
const analysis = '低层住户意见不一，管线迁改费用高，审批要跑五个部门。';
const first = '把管线迁改费用纳入市级补助。';
const second = '建立一窗受理的联合审查。';

interface Layout {
  readonly name: string;
  readonly children: () => (Paragraph | Table)[];
  readonly expected: Partial<
    Pick<Recognised, 'title' | 'author' | 'group' | 'signers' | 'signerCount' | 'receivedOn' | 'sectioned' | 'units'>
  > & {
    readonly parts?: Record<string, readonly string[]>;
  };
}

const usual = { situation: [situation], analysis: [analysis], measures: [first, second] };

const layouts: readonly Layout[] = [
  {
    name: 'numbered headings, people above the text',
    children: () => [
      centred('明州市第十六届人民代表大会第五次会议'),
      centred(title),
      p('领衔代表：林知远（云津代表团）'),
      p('联名代表：周晓岚、顾明，等3人'),
      p('一、基本情况'),
      p(situation),
      p('二、原因分析'),
      p(analysis),
      p('三、建议'),
      p(`1．${first}`),
      p(`2．${second}`),
    ],
    expected: { title, author: '林知远', group: '云津代表团', signers: ['周晓岚', '顾明'], signerCount: 3, parts: usual },
  },
  {
    name: 'the printed form of a 提案: a table with 案由 for the title',
    children: () => [
      centred('政协明州市十五届五次会议提案'),
      table(
        ['案　由', '关于推进社区食堂可持续运营的提案'],
        ['第一提案人', '张　三', '界别', '教育界'],
        ['联名提案人', '李　四、王小五'],
        ['联系电话', '13800000000', '通讯地址', '云塘路1号'],
        ['正文', ['存在的问题：', situation, '原因分析：', analysis, '建议：', `（一）${first}`, `（二）${second}`]],
      ),
    ],
    expected: {
      title: '关于推进社区食堂可持续运营的提案',
      author: '张三',
      group: '教育界',
      signers: ['李四', '王小五'],
      parts: usual,
    },
  },
  {
    name: 'several labels on one line, headings in brackets with the text behind them',
    children: () => [
      p(`标题：${title}`),
      p('领衔代表：林知远　　代表团：云津代表团　　联系电话：13800000000'),
      p('附议代表：周晓岚　顾明'),
      p(`【情况】${situation}`),
      p(`【分析】${analysis}`),
      p(`【建议】1.${first}2.${second}`),
    ],
    expected: { title, author: '林知远', group: '云津代表团', signers: ['周晓岚', '顾明'], parts: usual },
  },
  {
    name: 'headings with a colon and the text on the same line; signature and day at the end',
    children: () => [
      centred(title),
      p(`情况：${situation}`),
      p(`分析：${analysis}`),
      p('建议：'),
      p(`第一，${first}`),
      p(`第二，${second}`),
      p('市人大代表：林知远', { alignment: AlignmentType.RIGHT }),
      p('2026年1月10日', { alignment: AlignmentType.RIGHT }),
    ],
    expected: { title, author: '林知远', signers: [], receivedOn: '2026-01-10', parts: usual },
  },
  {
    name: 'automatic numbering of the word processor',
    children: () => [
      centred(title),
      p('提出人：林知远'),
      p('（一）现状'),
      p(situation),
      p('（二）问题成因'),
      p(analysis),
      p('（三）对策建议'),
      listed(first),
      listed(second),
    ],
    expected: { title, author: '林知远', parts: usual },
  },
  {
    name: 'a title over two centred lines, no headings but advice at the end',
    children: () => [
      centred('关于加快既有住宅'),
      centred('加装电梯的建议'),
      p('建议人：林知远'),
      p(situation),
      p(analysis),
      p('为此，特提出以下建议：'),
      p(`一是${first}`),
      p(`二是${second}`),
    ],
    expected: { title, author: '林知远', sectioned: false, parts: { situation: [situation, analysis], measures: [first, second] } },
  },
  {
    name: 'a 议案 with 案由, 案据, 方案 and many signers over two lines',
    children: () => [
      centred('关于制定《明州市养老服务条例》的议案'),
      p('领衔代表：林知远'),
      p('附议代表：周晓岚、顾明、赵一、钱二二、孙三、李四、'),
      p('一、案由'),
      p('养老服务缺少地方性法规依据，各部门职责不清。'),
      p('二、案据'),
      p('《中华人民共和国老年人权益保障法》规定地方可以制定配套法规。'),
      p('三、方案'),
      p(`1、${first}`),
      p(`2、${second}`),
    ],
    expected: {
      title: '关于制定《明州市养老服务条例》的议案',
      author: '林知远',
      signers: ['周晓岚', '顾明', '赵一', '钱二二', '孙三', '李四'],
      parts: {
        subject: ['养老服务缺少地方性法规依据，各部门职责不清。'],
        grounds: ['《中华人民共和国老年人权益保障法》规定地方可以制定配套法规。'],
        measures: [first, second],
      },
    },
  },
  {
    name: 'a collective proposer and a wished unit',
    children: () => [
      centred('关于完善科创金融服务的提案'),
      p('提案者：民进明州市委会'),
      p('建议承办单位：市科技局、市地方金融监管局'),
      p('背景情况'),
      p(situation),
      p('意见建议'),
      p(first),
      p(second),
    ],
    expected: {
      title: '关于完善科创金融服务的提案',
      author: '民进明州市委会',
      signers: [],
      units: ['市科技局', '市地方金融监管局'],
      parts: { situation: [situation], measures: [first, second] },
    },
  },
  {
    name: 'labels on a line of their own, names below, measures with sub-points',
    children: () => [
      centred(title),
      p('领衔代表'),
      p('正文从这里开始并不是名字。'),
      p('提出人：'),
      p('林　知　远'),
      p('一、存在的主要问题'),
      p(situation),
      p('二、建议'),
      p('（一）加大补助。'),
      p('1.提高标准。'),
      p('2.简化手续。'),
      p(`（二）${second}`),
    ],
    expected: {
      title,
      parts: { situation: ['正文从这里开始并不是名字。', situation], measures: ['加大补助。\n1.提高标准。\n2.简化手续。', second] },
    },
  },
  {
    name: 'an ethnic name with a dot and spread two-character names',
    children: () => [
      centred(title),
      p('领衔代表：阿依古丽·买买提'),
      p('联名代表：张　三　　李　四　　王和平、欧阳明月'),
      p('情况'),
      p(situation),
      p('建议'),
      p(first),
    ],
    expected: {
      author: '阿依古丽·买买提',
      signers: ['张三', '李四', '王和平', '欧阳明月'],
      parts: { situation: [situation], measures: [first] },
    },
  },
  {
    name: 'no title at all: the name of the file is taken',
    children: () => [p('提出人：林知远'), p('情况'), p(situation), p('建议'), p(first)],
    expected: { title: '老旧小区停车难', author: '林知远', parts: { situation: [situation], measures: [first] } },
  },
];

describe('documents as offices write them', () => {
  test.each(layouts)('$name', async ({ children, expected }) => {
    const found = await read(children(), '03 老旧小区停车难.docx');
    expect(found).toMatchObject(expected);
    expect(expected.parts ? found.parts : {}).toEqual(expected.parts ?? {});
  });

  test('what was read as what is said of every line of the original, and no line is lost', async () => {
    const found = await read(layouts[0]!.children());
    const byMeaning = found.original.map((line) => line.as);
    expect(byMeaning).toEqual([
      'passed',
      'title',
      'author',
      'signers',
      'heading',
      'situation',
      'heading',
      'analysis',
      'heading',
      'measures',
      'measures',
    ]);
    expect(found.original.map((line) => line.words).join('')).toContain(situation);
  });

  test('deleted text and doubles of text boxes are left out, soft line breaks part lines', async () => {
    const bytes = await docx([p(title)]);
    const entries = unzipSync(bytes);
    const xml = Buffer.from(entries['word/document.xml']!).toString();
    const body = `<w:p><w:r><w:t>情况</w:t><w:br/><w:t>第一行 &amp; 尾</w:t></w:r><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>
      <w:p><w:r><mc:AlternateContent><mc:Choice><w:t>框里</w:t></mc:Choice><mc:Fallback><w:t>框里</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    entries['word/document.xml'] = strToU8(xml.replace(/<w:body>/, `<w:body>${body}`));
    const texts = readDocx(zipSync(entries)).map((block) => (block.kind === 'paragraph' ? block.text : ''));
    expect(texts).toEqual(['情况', '第一行 & 尾', '框里', title]);
  });
});

describe('small words', () => {
  test.each([
    ['2026年1月10日', '2026-01-10'],
    ['2026-1-9', '2026-01-09'],
    ['二〇二六年十一月二十三日', '2026-11-23'],
    ['二〇二六年一月十日', '2026-01-10'],
    ['2026年2月30日', null],
    ['1月10日', null],
  ])('the day in %s', (words, expected) => expect(dayIn(words)).toBe(expected));

  test.each([
    ['林知远（云津代表团）、周晓岚代表等5人', ['林知远', '周晓岚']],
    ['张　三，李四;王五', ['张三', '李四', '王五']],
    ['张三和李四五', ['张三', '李四五']],
    ['市政府办公室牵头负责落实', []],
  ])('the names in %s', (words, expected) => expect(namesIn(words)).toEqual(expected));

  test.each([
    [
      ['具体建议如下：', '1.甲甲甲。', '2.乙乙乙。'],
      ['甲甲甲。', '乙乙乙。'],
    ],
    [['一是甲甲；二是乙乙；三是丙丙。'], ['甲甲。', '乙乙。', '丙丙。']],
    [
      ['甲甲甲甲。', '乙乙乙乙。'],
      ['甲甲甲甲。', '乙乙乙乙。'],
    ],
    [['提高到3.5%以上。'], ['提高到3.5%以上。']],
  ])('the measures in %j', (lines, expected) => expect(measuresOf(lines)).toEqual(expected));
});

/** Blocks made of what documents hold and of anything else. */
const words = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.constantFrom(
    title,
    '领衔代表：',
    '联名代表：张三、李四',
    '一、情况',
    '建议：',
    '【分析】',
    '1.',
    '为此建议',
    '案由',
    '　　',
    '2026年1月1日',
    '（一）',
  ),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('paragraph' as const),
    text: words,
    style: fc.constant(''),
    centred: fc.boolean(),
    numbered: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('row' as const), cells: fc.array(fc.array(words, { maxLength: 3 }), { maxLength: 4 }) }),
);

/** Null where the work was done or refused in words; else what went wrong. */
function faultOf(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Unreadable ? null : error;
  }
}

describe('whatever comes', () => {
  test('any blocks give an answer within bounds', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), fc.string(), (blocks, name) => {
        const found = recognise(blocks, name);
        expect(found.title.length).toBeLessThanOrEqual(120);
        expect(found.signers).not.toContain(found.author);
        for (const lines of Object.values(found.parts)) for (const line of lines) expect(typeof line).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  test('any bytes are read or refused in words', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.uint8Array({ maxLength: 400 }).map((rest) => Uint8Array.from([0x50, 0x4b, 3, 4, ...rest])),
        ),
        (bytes) => {
          expect(faultOf(() => readDocx(bytes))).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a document whose bytes are spoilt anywhere is read or refused in words, and soon', async () => {
    const whole = await docx(layouts[0]!.children());
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }), (changes) => {
        const spoilt = Uint8Array.from(whole);
        for (const [at, byte] of changes) spoilt[at] = byte;
        const begun = performance.now();
        expect(faultOf(() => recognise(readDocx(spoilt), 'x.docx'))).toBeNull();
        expect(performance.now() - begun).toBeLessThan(2_000);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['broken tags', '<w:p '.repeat(400_000)],
    ['quotes without end', `<w:p a="${'"'.repeat(1_000_000)}`],
    ['nesting without end', '<w:tbl><w:tr><w:tc>'.repeat(200_000)],
    ['entities', `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1_000)}">]><w:p><w:t>${'&a;'.repeat(100_000)}</w:t></w:p>`],
  ])('hostile text costs no more than its length: %s', (_name, content) => {
    const head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">';
    const types =
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
    const bytes = zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': [strToU8(head + content), { level: 0 }] });
    const begun = performance.now();
    expect(faultOf(() => readDocx(bytes))).toBeNull();
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});

describe('files that are no documents are refused in words that say what to do', () => {
  const cfb = (mark: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(512), Buffer.from(mark, 'utf16le')]);
  const types = (kind: string) =>
    strToU8(`<Types><Override PartName="/word/document.xml" ContentType="application/vnd.${kind}.main+xml"/></Types>`);

  test.each([
    ['an old .doc', cfb('WordDocument'), /另存为“.docx”/],
    ['a password', cfb('EncryptedPackage'), /去掉密码/],
    ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['nothing', Buffer.alloc(0), /空的/],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff]), /不是 Word 文档/],
    [
      'an Excel sheet',
      Buffer.from(zipSync({ '[Content_Types].xml': types('openxmlformats-officedocument.spreadsheetml.sheet') })),
      /不是 Word 文档/,
    ],
    ['macros by content type', Buffer.from(zipSync({ '[Content_Types].xml': types('ms-word.document.macroEnabled') })), /宏/],
    [
      'macros inside',
      Buffer.from(
        zipSync({
          '[Content_Types].xml': types('openxmlformats-officedocument.wordprocessingml.document'),
          'word/vbaProject.bin': strToU8('x'),
        }),
      ),
      /宏/,
    ],
    ['a broken archive', Buffer.from('PK\u0003\u0004 and nothing more'), /损坏/],
  ])('%s', (_name, bytes, expected) => {
    expect(() => readDocx(bytes)).toThrow(Unreadable);
    expect(() => readDocx(bytes)).toThrow(expected);
  });

  test('a zip bomb is not unpacked', () => {
    const bomb = zipSync(
      {
        '[Content_Types].xml': types('openxmlformats-officedocument.wordprocessingml.document'),
        'word/document.xml': new Uint8Array(60 * 2 ** 20),
      },
      { level: 9 },
    );
    const begun = performance.now();
    expect(() => readDocx(bomb)).toThrow(/异常地大/);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('archives of documents', () => {
  test('hidden files are left out, folders forgotten, names of Windows read', async () => {
    const one = await docx([p(title)]);
    const bytes = zipSync({
      'a/建议1.docx': one,
      '__MACOSX/a/._建议1.docx': strToU8('x'),
      'a/~$建议1.docx': strToU8('x'),
      'a/.DS_Store': strToU8('x'),
    });
    expect(documentsIn(bytes, '建议.zip').map((file) => file.name)).toEqual(['建议1.docx']);
    const gbk = Buffer.from([0xbd, 0xa8, 0xd2, 0xe9]).toString('latin1');
    expect(readableName(`${gbk}1.docx`)).toBe('建议1.docx');
  });

  test('archives in archives, bombs and too many files are refused', () => {
    expect(() => documentsIn(zipSync({ 'a.zip': strToU8('x') }), 'b.zip')).toThrow(/先解开/);
    expect(() => documentsIn(zipSync({ 'a.docx': new Uint8Array(50 * 2 ** 20) }, { level: 9 }), 'b.zip')).toThrow(/异常地大/);
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`${index}.docx`, strToU8('x')]));
    expect(() => documentsIn(zipSync(many, { level: 0 }), 'b.zip')).toThrow(/一批最多/);
    expect(() => documentsIn(zipSync({}), 'b.zip')).toThrow(Unreadable);
  });
});
