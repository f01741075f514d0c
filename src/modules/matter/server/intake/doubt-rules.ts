import type { Doubt, RowContent } from '../../contract/intake.ts';
import { formShape, missingFields } from '../../contract/field.ts';
import type { Kind } from '../../contract/kind.ts';
import type { Known } from './draft-row.ts';
import { bareName } from './draft-row.ts';
import type { Recognised } from './recognise.ts';

/** Another matter, or another row of the batch, of the same proposer. */
export interface Earlier {
  readonly id: string;
  readonly authorId: string;
  readonly title: string;
  /** How it is called on screen: its number, or where it stands. */
  readonly called: string;
  readonly where: 'system' | 'batch';
}

/** From this likeness on, two titles of one proposer are taken for the same matter. */
export const sameTitle = 0.6;

/**
 * Everything doubtful about a row as it stands now, the gravest first. Pure: asked when a row is made, shown and confirmed, so that what the
 * office sees and what stops it are one.
 */
export function doubtsOf(kind: Kind, found: Recognised, content: RowContent, known: Known, earlier: readonly Earlier[]): Doubt[] {
  const all = [
    ...titleDoubts(kind, found, content),
    ...authorDoubts(kind, found, content, known),
    ...signerDoubts(kind, found, content, known),
    ...formDoubts(kind, found, content),
    ...dateDoubts(content, known.today),
    ...earlierDoubts(content, earlier),
  ];
  return all.toSorted((one, other) => Number(other.grave) - Number(one.grave));
}

const doubt = (code: Doubt['code'], field: string, words: string, more: Partial<Pick<Doubt, 'grave' | 'about'>> = {}): Doubt => ({
  code,
  field,
  words,
  grave: more.grave ?? false,
  about: more.about ?? null,
});

function titleDoubts(kind: Kind, found: Recognised, content: RowContent): Doubt[] {
  const title = textOf(content.form['title']);
  if (!title) return [doubt('title', 'title', '没有认出标题，请照原文填写。', { grave: true })];
  if (title !== found.title) return [];
  if (found.titleFrom === 'file') return [doubt('titleGuessed', 'title', '正文里没有认出标题，用的是文件名，请核对。')];
  return new RegExp(`^关于.+(${kind.words.name}|建议|提案|议案|信息|案)$`).test(title)
    ? []
    : [doubt('titleGuessed', 'title', '标题不是“关于……”的通常写法，请与原文核对。')];
}

function authorDoubts(kind: Kind, found: Recognised, content: RowContent, known: Known): Doubt[] {
  if (content.author) return [];
  const called = kind.bodyKind === 'congress' ? '代表' : '委员';
  if (!found.author) return [doubt('proposerMissing', 'author', `没有认出${kind.words.author}，请选择。`, { grave: true })];
  const candidates = known.members.get(bareName(found.author)) ?? [];
  if (candidates.length > 1) {
    const groups = candidates.map((one) => one.groupName).join('、');
    return [
      doubt('namesakes', 'author', `本级有 ${candidates.length} 位${called}叫“${found.author}”（${groups}），请选出是哪一位。`, {
        grave: true,
      }),
    ];
  }
  if (/委员会|代表团|工委|支部|小组|界$|联合会|协会|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联/.test(found.author))
    return [
      doubt('proposerCollective', 'author', `“${found.author}”是集体，请选择负责联系的${called}，并在表单里写明以谁的名义提出。`, {
        grave: true,
      }),
    ];
  return [
    doubt('proposerUnknown', 'author', `本级没有叫“${found.author}”的${called}，可能写错了字或已不在任，请核对后选择。`, { grave: true }),
  ];
}

function signerDoubts(kind: Kind, found: Recognised, content: RowContent, known: Known): Doubt[] {
  const chosen = new Set(content.signers);
  const doubts: Doubt[] = [];
  for (const name of found.signers) {
    const candidates = known.members.get(bareName(name)) ?? [];
    if (candidates.some((one) => chosen.has(one.personId) || one.personId === content.author)) continue;
    if (candidates.length > 1)
      doubts.push(doubt('signerNamesakes', 'signers', `联名的“${name}”有 ${candidates.length} 位同名，请选出是哪一位，或确认不列入。`));
    else if (candidates.length === 0) doubts.push(doubt('signerUnknown', 'signers', `联名的“${name}”不在本级名册里，请核对。`));
  }
  if (found.signerCount !== null && found.signerCount !== content.signers.length + 1 && found.signerCount !== content.signers.length)
    doubts.push(
      doubt(
        'signerCount',
        'signers',
        `原文写共 ${found.signerCount} 人，现在连同${kind.words.author}是 ${content.signers.length + 1} 人，请核对。`,
      ),
    );
  if (content.author && content.signers.includes(content.author))
    doubts.push(doubt('signerCount', 'signers', '提出人不用再列为联名，请去掉。', { grave: true }));
  if (content.signers.length > 0 && !content.signaturesChecked)
    doubts.push(doubt('signaturesUnchecked', 'signers', '请核对原件上的联名签名，再勾选“已核对签名”。', { grave: true }));
  return doubts;
}

function formDoubts(kind: Kind, found: Recognised, content: RowContent): Doubt[] {
  const missing = missingFields(kind.form, content.form).filter((one) => one.path !== 'title');
  const empty = new Set(missing.map((one) => one.path));
  const parsed = shapeOfForm(kind).safeParse(content.form);
  const faults = parsed.success
    ? []
    : parsed.error.issues
        .map((issue) => ({ path: String(issue.path[0] ?? ''), message: issue.message }))
        .filter((one) => !empty.has(one.path) && !(one.path === 'title' && !textOf(content.form['title'])));
  const guessed = kind.form
    .filter((field) => found.guessed?.[field.name] !== undefined && content.form[field.name] === found.guessed[field.name])
    .map((field) => doubt('guessed', field.name, `“${field.label}”原文没有写，按同类件推荐，请看一眼。`));
  const doubts = [...missing, ...faults]
    .map((one) => doubt('incomplete', one.path, `${one.message.replace(/。$/, '')}。`, { grave: true }))
    .concat(guessed);
  if (!found.sectioned) doubts.push(doubt('sections', 'situation', '原文没有分出情况、分析和建议，请对照原文分开。'));
  return unique(doubts);
}

const shapes = new Map<string, ReturnType<typeof formShape>>();

/** A kind's form is made into a shape once: a batch asks a thousand times. */
function shapeOfForm(kind: Kind): ReturnType<typeof formShape> {
  const made = shapes.get(kind.kind) ?? formShape(kind.form);
  shapes.set(kind.kind, made);
  return made;
}

function dateDoubts(content: RowContent, today: string): Doubt[] {
  if (content.receivedOn > today) return [doubt('date', 'receivedOn', '收到日期在今天之后，请核对。', { grave: true })];
  const twoYearsAgo = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
  return content.receivedOn < twoYearsAgo ? [doubt('date', 'receivedOn', '收到日期是两年以前，请核对。', { grave: true })] : [];
}

function earlierDoubts(content: RowContent, earlier: readonly Earlier[]): Doubt[] {
  const title = textOf(content.form['title']);
  if (!title || !content.author) return [];
  return earlier
    .filter((one) => one.authorId === content.author && titleLikeness(one.title, title) >= sameTitle)
    .slice(0, 3)
    .map((one) =>
      one.where === 'system'
        ? doubt('similar', 'title', `系统里已有同一人的“${one.title}”（${one.called}），可能是同一件。`, { about: one.id })
        : doubt('sameInBatch', 'title', `本批${one.called}是同一人的“${one.title}”，可能重复。`, { about: one.id }),
    );
}

function unique(doubts: readonly Doubt[]): Doubt[] {
  return [...new Map(doubts.map((one) => [`${one.field} ${one.words}`, one])).values()];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** How alike two titles are, 0 to 1: the share of pairs of neighbouring characters that they have in common (Dice), without 关于 and 的建议. */
export function titleLikeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.length === 0 || b.length === 0) return bareTitle(one) === bareTitle(other) ? 1 : 0;
  const left = new Map<string, number>();
  for (const pair of a) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of b) {
    const rest = left.get(pair) ?? 0;
    if (rest === 0) continue;
    left.set(pair, rest - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}

function bareTitle(title: string): string {
  return title
    .replaceAll(/[\s\u3000《》“”"、，。（）()]/g, '')
    .replace(/^关于/, '')
    .replace(/的?(?:建议|提案|议案|信息)$/, '');
}

function pairsOf(title: string): string[] {
  const bare = Array.from(bareTitle(title));
  return bare.slice(1).map((char, index) => bare[index]! + char);
}
