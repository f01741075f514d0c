import type { Block } from './document-text.ts';

/** The parts that a proposal has, whatever its headings call them. */
export const partNames = ['subject', 'situation', 'analysis', 'grounds', 'measures'] as const;
export type PartName = (typeof partNames)[number];

/** How a line of the original was read. */
export type LineMeaning = 'title' | 'author' | 'signers' | 'group' | 'date' | 'unit' | 'heading' | PartName | 'passed';

/** What was read out of one document or one row of a sheet; nothing in it is checked against the system yet. */
export interface Recognised {
  readonly title: string;
  /** `stated`: a line says so; `looks`: it looks like one; `file`: only the file's name says so. */
  readonly titleFrom: 'stated' | 'looks' | 'file' | 'none';
  readonly author: string | null;
  readonly group: string | null;
  readonly signers: readonly string[];
  /** 等12人: how many the document itself counts, the first included; null where it counts nobody. */
  readonly signerCount: number | null;
  readonly parts: Readonly<Partial<Record<PartName, readonly string[]>>>;
  /** True where the parts stand under headings; false where the whole text had to go into one. */
  readonly sectioned: boolean;
  readonly units: readonly string[];
  readonly receivedOn: string | null;
  /** Typed values of an Excel row by the name of the form's field, which need no guessing. */
  readonly typed: Readonly<Record<string, string>>;
  /** Values that no word of the original says, taken from what is alike in the system, by the name of the form's field. */
  readonly guessed?: Readonly<Record<string, string>>;
  readonly original: readonly { readonly words: string; readonly as: LineMeaning | null }[];
}

/**
 * Reads a proposal out of a document's blocks: title, proposer, co-signers, delegation or sector, the parts by their headings, the measures
 * one by one. Pure and total: any blocks give an answer, and what is not found is left empty for a person to fill in.
 */
export function recognise(blocks: readonly Block[], fileName: string): Recognised {
  const reading = new Reading(fileName);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row') reading.row(block.cells);
    else reading.paragraph(block, blocks[index + 1]);
  }
  return reading.finish();
}

const blank = /[\s\u3000]+/g;
const tight = (text: string) => text.replaceAll(blank, '');

/** Labels before a colon or in the first cell of a row, without spaces and brackets. */
const labels: readonly (readonly [RegExp, 'title' | 'author' | 'signers' | 'group' | 'date' | 'unit' | 'passed'])[] = [
  [/^(标题|题目|建议标题|提案标题|议案标题|建议题目|提案题目|提案案由|建议案由|议案题目|信息标题)$/, 'title'],
  [
    /^(领衔代表|领衔人|领衔|提出人|提议人|建议人|提建议人|提案人|提案者|第一提案人|第一提案者|首位提案人|反映人|作者|提出代表|代表姓名|委员姓名|建议代表|主提人|主提案人|姓名|提案委员|议案领衔人|领衔提案人|提案单位|信息作者)$/,
    'author',
  ],
  [
    /^(联名代表|联名人|联名|附议人|附议代表|附议|联名提案人|联合提案人|联名委员|共同提案人|附议委员|附议者|联名者|其他提案人|联署人|签名代表)$/,
    'signers',
  ],
  [
    /^(代表团|所在代表团|所属代表团|界别|所在界别|所属界别|界别小组|代表小组|党派|所属党派|党派或界别|界别或党派|代表团或界别|所属党派团体)$/,
    'group',
  ],
  [/^(提出时间|提交时间|提交日期|提出日期|日期|时间|收到日期|提案日期)$/, 'date'],
  [/^(建议承办单位|承办单位|希望承办单位|建议办理单位|拟承办单位|建议主办单位|希望由谁办)$/, 'unit'],
  [
    /^(编号|提案号|建议号|代表证号|委员证号|证号|联系电话|电话|手机|手机号|通讯地址|通信地址|联系地址|地址|邮编|邮政编码|工作单位|单位及职务|职务|工作单位及职务|电子邮箱|邮箱|类别|分类|是否公开|是否同意公开|联系人|联系方式|备注|单位|关键词|主题词|届次)$/,
    'passed',
  ],
];

/** Headings of parts, without numbers, brackets and colons. */
const headings: readonly (readonly [RegExp, PartName])[] = [
  [/^案由$/, 'subject'],
  [/^(案据|依据|理由|提案理由|立案依据|法律依据|议案理由|案据及理由)$/, 'grounds'],
  [
    /^(基本情况|情况|情况说明|现状|现状分析|现状与问题|现状及问题|现状和问题|背景|背景情况|有关情况|问题|存在问题|存在的问题|存在的主要问题|主要问题|问题现状|情况反映|反映的问题|问题描述|问题和情况|情况和问题|情况及问题|目前情况|当前情况|目前存在的问题|当前存在的问题|调研情况|工作情况|问题与现状|问题情况)$/,
    'situation',
  ],
  [
    /^(分析|原因|原因分析|问题分析|成因分析|问题成因|主要原因|产生原因|产生问题的原因|分析原因|问题原因|情况分析|问题及原因|必要性|可行性|必要性和可行性|分析及理由|问题成因分析)$/,
    'analysis',
  ],
  [
    /^(建议|对策|方案|办法|措施|对策建议|对策与建议|对策和建议|意见建议|意见和建议|意见与建议|具体建议|几点建议|工作建议|相关建议|有关建议|主要建议|建议措施|建议和措施|解决办法|解决措施|具体办法|具体措施|改进建议|建议内容|下一步建议|对策措施|建议方案|解决方案|为此建议|建议如下|具体建议如下|对策建议如下|为此提出建议|为此提出以下建议|为此提出如下建议|为此建议如下|因此建议|为此我建议|为此我们建议|特提出如下建议|提出以下建议)$/,
    'measures',
  ],
  [/^(正文|内容|提案内容|建议内容及理由|案由及内容|内容及建议|建议正文|提案正文|议案内容|详细内容)$/, 'situation'],
];

const number = '[一二三四五六七八九十百零〇\\d]{1,4}';
const headMark = new RegExp(`^(?:第${number}[章节部分]+|[（(]${number}[）)]|${number}[、.．)）]|${number}(?=[\\u3000\\s]))?[\\s\\u3000]*`);
/** How a measure begins: 1. / （一） / 第一， / 一是 / 首先 / ①. */
const measureMark =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}\s*[、.．)）](?!\d)|第[一二三四五六七八九十]{1,3}[，,、：:]|[一二三四五六七八九十]是(?!因)|[①-⑳]|首先[，,]|其次[，,]|再次[，,]|最后[，,])[\s\u3000]*/;

const titlePattern = /^(?:关于|对|就|建议|请|尽快|加快|加强|进一步|推进).{2,78}?(?:的)?(?:建议|提案|议案|意见|案|信息|对策|反映|调研报告)$/;
const formalTitle =
  /^关于.{2,90}的(?:建议|提案|议案|批评和意见|意见|社情民意信息|信息|反映|意见建议|对策建议|思考和建议|几点建议|若干建议)$/;

class Reading {
  private title = '';
  private titleFrom: Recognised['titleFrom'] = 'none';
  private author: string | null = null;
  private group: string | null = null;
  private signers: string[] = [];
  private signerCount: number | null = null;
  private units: string[] = [];
  private receivedOn: string | null = null;
  private readonly parts: Partial<Record<PartName, string[]>> = {};
  private readonly loose: number[] = [];
  private part: PartName | null = null;
  private sectioned = false;
  private pending: 'author' | 'signers' | 'group' | 'title' | null = null;
  private readonly original: { words: string; as: LineMeaning | null }[] = [];
  private readonly fileName: string;

  constructor(fileName: string) {
    this.fileName = fileName;
  }

  /** A row of a form: labels and values in turn, or one label and the text, which may stand in many paragraphs. */
  row(cells: readonly (readonly string[])[]): void {
    const filled = cells.filter((cell) => cell.length > 0);
    let at = 0;
    while (at < filled.length) {
      const words = filled[at]!;
      const label = labelOf(words.join(''));
      const next = filled[at + 1];
      const heading = headingOf(words.join(''));
      if (label && next && !labelOf(next.join(''))) {
        this.say(`${tight(words.join(''))}：${next.join('，')}`, this.take(label, next.join('、')));
        at += 2;
      } else if (heading && next) {
        this.tableSection(words.join(''), heading, next);
        at += 2;
      } else {
        if (label && words.length === 1) this.say(words[0]!, 'passed');
        else for (const line of words) this.line(line, { centred: false, numbered: false, style: '' }, undefined);
        at += 1;
      }
    }
    this.pending = null;
  }

  paragraph(block: Extract<Block, { kind: 'paragraph' }>, next: Block | undefined): void {
    this.line(block.text, block, next);
  }

  finish(): Recognised {
    this.settleTitle();
    this.settleLoose();
    const parts = Object.fromEntries(
      Object.entries(this.parts).map(([name, lines]) => [name, name === 'measures' ? measuresOf(lines) : lines]),
    );
    return {
      title: this.title,
      titleFrom: this.titleFrom,
      author: this.author,
      group: this.group,
      signers: [...new Set(this.signers)].filter((name) => name !== this.author),
      signerCount: this.signerCount,
      parts,
      sectioned: this.sectioned,
      units: this.units,
      receivedOn: this.receivedOn,
      typed: {},
      original: this.original,
    };
  }

  /** 案由 over a row is the title of a 提案 and the first part of a 议案: its content tells. */
  private tableSection(words: string, part: PartName, lines: readonly string[]): void {
    const whole = lines.join('');
    if (part === 'subject' && lines.length <= 2 && whole.length <= 80 && this.title === '') {
      this.say(`${tight(words)}：${whole}`, this.take('title', whole));
      return;
    }
    this.say(tight(words), 'heading');
    this.enter(part);
    for (const line of lines) this.line(line, { centred: false, numbered: false, style: '' }, undefined);
  }

  private line(text: string, look: { centred: boolean; numbered: boolean; style: string }, next: Block | undefined): void {
    const meaning = this.meaningOf(text, look, next);
    if (meaning !== 'split') this.say(text, meaning);
  }

  private meaningOf(
    text: string,
    look: { centred: boolean; numbered: boolean; style: string },
    next: Block | undefined,
  ): LineMeaning | null | 'split' {
    if (this.pending) {
      const waiting = this.pending;
      this.pending = null;
      if (waiting === 'title' ? text.length <= 90 : namesIn(text).length > 0) return this.take(waiting, text);
    }
    const labelled = labelsIn(text) ?? loneLabel(text);
    if (labelled) return this.labels(labelled, text);
    if (this.titleFrom === 'none' && this.part === null) {
      const title = this.titleOf(text, look, next);
      if (title) return title;
    }
    const heading = headingLine(text);
    if (heading) {
      if (heading.part === 'subject' && heading.rest && heading.rest.length <= 80 && this.title === '')
        return this.take('title', heading.rest);
      this.enter(heading.part);
      if (!heading.rest) return 'heading';
      this.put(heading.rest, false);
      return heading.part;
    }
    const signed = this.part !== null || this.titleFrom !== 'none' ? this.signatureOf(text) : null;
    if (signed) return signed;
    if (this.part === null && isMasthead(text)) return 'passed';
    this.put(text, look.numbered);
    return this.part;
  }

  /** One line may hold several labels: 领衔代表：林知远 代表团：云津代表团. */
  private labels(found: readonly { label: string; value: string; as: ReturnType<typeof labelOf> }[], text: string): LineMeaning | null {
    const first = found[0]!;
    if (first.value === '' && found.length === 1) {
      if (first.as === 'author' || first.as === 'signers' || first.as === 'group' || first.as === 'title') this.pending = first.as;
      return first.as;
    }
    let meaning: LineMeaning | null = null;
    for (const { value, as } of found) {
      if (!as || !value) continue;
      const taken = this.take(as, value);
      meaning ??= taken;
    }
    return meaning ?? (text ? 'passed' : null);
  }

  private take(as: NonNullable<ReturnType<typeof labelOf>>, value: string): LineMeaning {
    const words = value.trim();
    if (as === 'title' && this.titleFrom !== 'stated') {
      this.title = cleanTitle(words);
      this.titleFrom = 'stated';
    } else if (as === 'author' && this.author === null) this.takeAuthor(words);
    else if (as === 'signers') this.takeSigners(words);
    else if (as === 'group' && this.group === null) this.group = cleanGroup(words);
    else if (as === 'date') this.receivedOn ??= dayIn(words);
    else if (as === 'unit') this.units.push(...splitUnits(words));
    return as;
  }

  /** 林知远（云津代表团），周晓岚、顾明等5人: the first is the proposer, the rest stand under it. */
  private takeAuthor(words: string): void {
    const inBrackets = /[（(]([^（）()]{2,30})[）)]/.exec(words)?.[1];
    const names = namesIn(words);
    const collective =
      /(委员会|代表团|工委|支部|总支|界|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|知联会|小组|团市委|妇联|总工会|科协|侨联)/.test(
        words.replaceAll(/[（(][^（）()]*[）)]/g, ''),
      );
    this.author = collective ? tight(words).slice(0, 60) : (names[0] ?? null);
    if (inBrackets && /(代表团|界|党|盟|建|进|社|联|团|组)/.test(inBrackets)) this.group ??= cleanGroup(inBrackets);
    if (!collective && names.length > 1) this.takeSigners(names.slice(1).join('、'));
    this.count(words);
  }

  private takeSigners(words: string): void {
    this.signers.push(...namesIn(words));
    this.count(words);
  }

  private count(words: string): void {
    const counted = /(?:等|共)\s*(\d{1,3})\s*(?:人|位|名)/.exec(words)?.[1];
    if (counted) this.signerCount = Number(counted);
  }

  private titleOf(text: string, look: { centred: boolean; style: string }, next: Block | undefined): LineMeaning | 'split' | null {
    const words = tight(text);
    if (words.length > 100 || /[。；！？]/.test(words)) return null;
    if (formalTitle.test(words) || (titlePattern.test(words) && (look.centred || /title|标题|heading/i.test(look.style)))) {
      this.title = cleanTitle(words);
      this.titleFrom = 'looks';
      return 'title';
    }
    // A long title is broken over two centred lines.
    if (words.startsWith('关于') && next?.kind === 'paragraph') {
      const joined = words + tight(next.text);
      if (formalTitle.test(joined) && !labelsIn(next.text)) {
        this.title = words;
        return 'title';
      }
    }
    if (this.title && this.titleFrom === 'none') {
      this.title = cleanTitle(this.title + words);
      this.titleFrom = 'looks';
      return 'title';
    }
    return null;
  }

  /** What stands below the text: 提案人：…, a name alone at the end, a day. */
  private signatureOf(text: string): LineMeaning | null {
    const words = tight(text);
    if (words.length > 40) return null;
    const date = /^(?:二〇|20)?.{2,4}年.{1,3}月.{1,3}日$/.test(words) ? dayIn(words) : null;
    if (date) {
      this.receivedOn ??= date;
      return 'date';
    }
    const signed = /^(?:市|省|区|县)?(?:人大代表|政协委员|代表|委员)[：:\s]*([\u4e00-\u9fa5·]{2,6})$/.exec(words)?.[1];
    if (signed && this.author === null) {
      this.author = signed;
      return 'author';
    }
    return null;
  }

  private enter(part: PartName): void {
    this.part = part;
    this.sectioned = true;
    this.parts[part] ??= [];
  }

  private put(text: string, numbered: boolean): void {
    if (this.part === null) {
      this.loose.push(this.original.length);
      return;
    }
    (this.parts[this.part] ??= []).push(numbered && this.part === 'measures' ? `• ${text}` : text);
  }

  private say(words: string, as: LineMeaning | null): void {
    this.original.push({ words, as });
  }

  private settleTitle(): void {
    if (this.titleFrom !== 'none') return;
    const looks = this.original.findIndex(({ words, as }) => (as === null || as === 'passed') && titlePattern.test(tight(words)));
    if (looks >= 0) {
      this.title = cleanTitle(this.original[looks]!.words);
      this.titleFrom = 'looks';
      this.original[looks] = { words: this.original[looks]!.words, as: 'title' };
      return;
    }
    const name = cleanTitle(this.fileName.replace(/\.docx$/i, '').replace(/^[\d\s._、（()）-]+/, ''));
    this.title = name.slice(0, 80);
    this.titleFrom = name ? 'file' : 'none';
  }

  /** What stands before the first heading is the situation; a text without headings is looked through for where its advice begins. */
  private settleLoose(): void {
    const texts = this.loose.filter((index) => this.original[index]?.as === null);
    if (texts.length === 0) return;
    const advice = this.sectioned
      ? -1
      : texts.findIndex((index) =>
          /^(?:为此|因此|鉴于此|基于此|鉴此|综上|对此)[，,：:]?.{0,16}建议|^建议[：:]|提出(?:以下|如下).{0,6}建议/.test(
            this.original[index]!.words,
          ),
        );
    for (const [at, index] of texts.entries()) {
      const part: PartName = advice >= 0 && at >= advice ? 'measures' : 'situation';
      const line = this.original[index]!;
      if (part === 'situation' && this.parts.situation && this.sectioned) this.parts.situation.splice(at, 0, line.words);
      else (this.parts[part] ??= []).push(line.words);
      this.original[index] = { words: line.words, as: part };
    }
  }
}

/** The meaning of a label, or null. */
function labelOf(words: string) {
  const bare = tight(words)
    .replaceAll(/[（(][^（）()]*[）)]/g, '')
    .replaceAll(/[：:*＊]/g, '');
  return labels.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** The pairs of a line `标签：值 标签：值` whose first label is known; null for any other line. */
function labelsIn(text: string): { label: string; value: string; as: ReturnType<typeof labelOf> }[] | null {
  const first = /^([^：:]{1,16}(?:[（(][^（）()]{0,12}[）)])?)[：:]/.exec(text);
  if (!first || !labelOf(first[1]!)) return null;
  const pairs: { label: string; value: string; as: ReturnType<typeof labelOf> }[] = [];
  // Further labels on the same line stand after room.
  const pieces = text.split(/(?<=[\s\u3000\t])(?=[\u4e00-\u9fa5\s\u3000]{2,12}[：:])/);
  for (const piece of pieces) {
    const cut = piece.search(/[：:]/);
    const label = cut < 0 ? '' : piece.slice(0, cut);
    const as = cut < 0 ? null : labelOf(label);
    if (as) pairs.push({ label, value: piece.slice(cut + 1).trim(), as });
    else if (pairs.length > 0) pairs[pairs.length - 1] = { ...pairs.at(-1)!, value: `${pairs.at(-1)!.value} ${piece.trim()}`.trim() };
  }
  return pairs;
}

/** A label that stands on a line of its own without a colon; what it labels stands below. */
function loneLabel(text: string): ReturnType<typeof labelsIn> {
  const as = tight(text).length <= 8 ? labelOf(text) : null;
  return as ? [{ label: text, value: '', as }] : null;
}

function headingOf(words: string): PartName | null {
  const bare = tight(words)
    .replace(/^【(.*)】$/, '$1')
    .replace(headMark, '')
    .replaceAll(/[：:，,。（(）)【】]/g, '');
  return headings.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** A heading on a line of its own, or one with the text behind it: 情况：…… / 【建议】……. */
function headingLine(text: string): { part: PartName; rest: string } | null {
  const words = text.trim();
  if (tight(words).length <= 24) {
    const part = headingOf(words);
    if (part) return { part, rest: '' };
  }
  const bracketed = /^【([^】]{1,12})】(.*)$/s.exec(words);
  if (bracketed) {
    const part = headingOf(bracketed[1]!);
    if (part) return { part, rest: bracketed[2]!.trim() };
  }
  const cut = /^([^：:。；]{1,24})[：:](.+)$/s.exec(words);
  const part = cut && headingOf(cut[1]!);
  return part ? { part, rest: cut[2]!.trim() } : null;
}

/** 明州市第十六届人民代表大会第五次会议 / 代表建议、批评和意见 / 政协明州市十五届五次会议提案: what stands printed above the form. */
function isMasthead(text: string): boolean {
  const words = tight(text);
  return (
    words.length <= 50 &&
    (/[一二三四五六七八九十\d]{1,4}届.{0,24}次(?:全体)?会议/.test(words) ||
      /^(?:人大)?代表建议(?:、批评和意见)?(?:用纸|表|登记表)?$/.test(words) ||
      /(?:提案|建议|议案)(?:用纸|表|登记表|纸)$/.test(words) ||
      /^(?:提案|建议|议案|社情民意信息)$/.test(words))
  );
}

/** The measures one by one: by their numbers, else by the document's own list, else paragraph by paragraph. */
export function measuresOf(lines: readonly string[]): string[] {
  const top = topMark(lines);
  const measures: string[] = [];
  let whole = '';
  for (const line of lines) {
    const automatic = line.startsWith('• ');
    const words = automatic ? line.slice(2) : line;
    const starts = automatic || top === null ? true : top(words);
    // An introduction before the first measure says nothing to be answered.
    if (measures.length === 0 && /[：:]$/.test(words) && tight(words).length <= 60) continue;
    const bare = starts ? words.replace(measureMark, '').trim() : words.trim();
    if (!bare) continue;
    whole += words;
    if (starts || measures.length === 0) measures.push(bare);
    else measures[measures.length - 1] += `\n${bare}`;
  }
  return measures.length === 1 && !measures[0]!.includes('\n') ? (inline(whole.trim()) ?? measures) : measures;
}

const marks: readonly RegExp[] = [
  /^[一二三四五六七八九十]{1,3}、/,
  /^[（(][一二三四五六七八九十]{1,3}[）)]/,
  /^\d{1,2}\s*[、.．](?!\d)/,
  /^[（(]\d{1,2}[）)]/,
  /^第[一二三四五六七八九十]{1,3}[，,、：:]/,
  /^[一二三四五六七八九十]是/,
  /^[①-⑳]/,
  /^(?:首先|其次|再次|最后)[，,]/,
];

/** The kind of number that the first numbered line has: measures of that rank, those below belong to them. */
function topMark(lines: readonly string[]): ((line: string) => boolean) | null {
  const first = lines.find((line) => marks.some((mark) => mark.test(line)));
  const mark = first && marks.find((one) => one.test(first));
  return mark ? (line) => mark.test(line) : null;
}

/** One paragraph with 一是……二是…… or 1.……2.…… in it; null where it has no such numbers. */
function inline(text: string): string[] | null {
  for (const mark of [
    /(?=[一二三四五六七八九十]是)/,
    /(?<=[。；;])\s*(?=\d{1,2}[、.．](?!\d))/,
    /(?<=[。；;])\s*(?=[（(][一二三四五六七八九十\d]{1,3}[）)])/,
  ]) {
    const pieces = text.split(mark).map((piece) => piece.trim());
    const numbered = pieces.filter((piece) => measureMark.test(piece));
    if (numbered.length >= 2)
      return numbered.map((piece) =>
        piece
          .replace(measureMark, '')
          .replace(/[；;]$/, '。')
          .trim(),
      );
  }
  return null;
}

/** Names of people in a line; two characters that were spread by a space (张 三) are drawn together. */
export function namesIn(words: string): string[] {
  return (
    words
      .replaceAll(/[（(][^（）()]*[）)]/g, ' ')
      .replaceAll(/(?:等|共)\s*\d{0,3}\s*(?:人|位|名)(?:代表|委员)?/g, ' ')
      .replaceAll(/(^|[、，,；;\s\u3000\t])([\u4e00-\u9fa5])[ \u3000]{1,3}([\u4e00-\u9fa5])(?=$|[、，,；;\s\u3000\t])/g, '$1$2$3')
      .split(/[、，,；;\s\u3000\t/]+/)
      // 和 stands in names, too: it parts only what is too long for one.
      .flatMap((piece) => (piece.length > 4 && !piece.includes('·') ? piece.split('和') : [piece]))
      .map((name) => name.replace(/^(?:代表|委员)(?=[\u4e00-\u9fa5])|(?:代表|委员|同志)$/g, '').trim())
      .filter((name) => /^[\u4e00-\u9fa5]{2,4}$|^[\u4e00-\u9fa5]{2,10}·[\u4e00-\u9fa5·]{1,16}$/.test(name))
  );
}

function splitUnits(words: string): string[] {
  return words
    .split(/[、，,；;\s\u3000]+/)
    .map((unit) => unit.trim())
    .filter((unit) => unit.length >= 2 && unit.length <= 40);
}

function cleanTitle(words: string): string {
  return tight(words)
    .replace(/^[《“"](.*)[》”"]$/, '$1')
    .replace(/^(?:标题|题目|案由)[：:]/, '')
    .slice(0, 120);
}

function cleanGroup(words: string): string | null {
  const bare = tight(words).replace(/^[（(]|[）)]$/g, '');
  return bare ? bare.slice(0, 40) : null;
}

const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** A calendar day in the words of documents: 2026年1月10日, 二〇二六年一月十日, 2026-1-10, 2026/1/10; null where there is none. */
export function dayIn(words: string): string | null {
  const text = tight(words);
  const found =
    /((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})/.exec(text) ??
    /([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/.exec(text);
  if (!found) return null;
  const [year, month, date] = [found[1]!, found[2]!, found[3]!].map((part, index) =>
    /^\d+$/.test(part) ? Number(part) : index === 0 ? yearOf(part) : tens(part),
  );
  const value = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const at = Date.parse(`${value}T00:00:00.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value) ? value : null;
}

function yearOf(words: string): number {
  return Number(Array.from(words, (one) => digits[one]).join(''));
}

function tens(words: string): number {
  const [before, after] = words.split('十');
  if (after === undefined) return digits[words] ?? 0;
  return (before ? digits[before]! : 1) * 10 + (after ? (digits[after] ?? 0) : 0);
}
