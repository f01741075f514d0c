import { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { strToU8, zipSync } from 'fflate';
import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { LetterName, LetterWords, makeLetters as makeRoute, previewLetters as previewRoute } from '../../contract/intake.ts';
import { principalRoles } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { MatterTables } from '../tables.ts';
import { fileNames, fillIn, letterForms, paragraphsOf } from './letters-in-series-rules.ts';
import { templateWords } from './letters-in-series-templates.ts';
import {
  bodyParagraph,
  documentDay,
  letterhead,
  officialSeries,
  plainLine,
  titleLine,
} from '#platform/server/documents/official-format.ts';

/** One letter: whom it goes to, its words with everything filled in, and its table. */
export interface Letter {
  readonly to: string;
  readonly words: LetterWords;
  readonly fillings: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly string[])[];
}

interface Series {
  readonly letters: readonly Letter[];
  readonly without: readonly { matterId: string; title: string; reason: string }[];
}

/** What the letters would say, without making documents. */
export async function previewLetters(tx: Tx, asked: BodyOf<typeof previewRoute>): Promise<AnswerOf<typeof previewRoute>> {
  const { letters, without } = await seriesOf(tx, asked);
  return {
    letters: letters.map(({ to, words, fillings, rows }) => ({
      to,
      title: fillIn(words.title, fillings),
      matters: rows.length,
      paragraphs: [fillIn(words.addressee, fillings), ...paragraphsOf(words.text, fillings).map((line) => line ?? '')],
      columns: [...letterForms[asked.letter].columns],
      rows: rows.map((row) => [...row]),
    })),
    without: [...without],
  };
}

/**
 * The letters of a selection in the official format (GB/T 9704-2012, DOMAIN §8.7): one document with a page each, or an archive of single
 * documents. Only matters of the actor's body count. Throws `letters.none` where the selection makes no letter.
 */
export async function makeLetters(tx: Tx, asked: BodyOf<typeof makeRoute>): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
  const { letters, without } = await seriesOf(tx, asked);
  const { label } = letterForms[asked.letter];
  if (letters.length === 0) throw matterProblem('letters.none', { reason: without[0]?.reason ?? '没有找到这些事项。' });
  const bodyId = tx.actor.bodyId!;
  recordAct(tx, {
    bodyId,
    act: 'matter.make-letters',
    subjectKind: 'letters',
    subjectId: bodyId,
    detail: { letter: asked.letter, letters: letters.length, matters: asked.matters.length },
  });
  const of = (some: readonly Letter[]) =>
    officialSeries({ title: label, creator: '履职通', letters: some.map((letter) => pageOf(asked.letter, letter, asked.on)) });
  if (asked.as === 'one') {
    const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return { name: `${label}${asked.on}（${letters.length}份）.docx`, mediaType, bytes: await of(letters) };
  }
  const names = fileNames(letters.map((letter) => `${label}－${letter.to}`));
  const entries: Record<string, Uint8Array> = {};
  for (const [index, letter] of letters.entries()) entries[`${names[index]}.docx`] = await of([letter]);
  if (without.length > 0)
    entries['没有生成的.txt'] = strToU8(`\ufeff${without.map((one) => `${one.title}：${one.reason}`).join('\r\n')}\r\n`);
  return { name: `${label}${asked.on}.zip`, mediaType: 'application/zip', bytes: Buffer.from(zipSync(entries, { level: 1 })) };
}

function pageOf(letter: LetterName, { words, fillings, rows }: Letter, on: string): (Paragraph | Table)[] {
  const say = (text: string) => fillIn(text, fillings);
  return [
    ...letterhead(say(words.sender)),
    titleLine(say(words.title)),
    plainLine(say(words.addressee)),
    ...paragraphsOf(words.text, fillings).map((line) => (line === null ? tableOf(letterForms[letter].columns, rows) : bodyParagraph(line))),
    plainLine(''),
    plainLine(say(words.signature), { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
    plainLine(documentDay(on), { alignment: AlignmentType.RIGHT, indent: { right: 1280 } }),
    ...(words.contact ? [plainLine(''), plainLine(`（${say(words.contact)}）`, { indent: { firstLine: 640 } })] : []),
  ];
}

/** Widths in twentieths of a point over the 156 mm of the text: the title takes what the others leave. */
const widths: Readonly<Record<string, number>> = { 标题: 3_400, 承办单位: 1_700, 答复单位: 1_500, 要办的事: 1_600 };

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): Table {
  const cell = (text: string, column: string, heading: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 1_250, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: heading ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [new TextRun({ text, size: 24, font: { ascii: 'Times New Roman', eastAsia: heading ? '黑体' : '仿宋_GB2312' } })],
        }),
      ],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map((column) => cell(column, column, true)) }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: columns.map((column, index) => cell(row[index] ?? '', column, false)) }),
      ),
    ],
  });
}

/** One matter with one share of it, as letters look at it. */
interface Share {
  readonly id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: string;
  readonly authorId: string | null;
  readonly author: string;
  readonly group: string;
  readonly role: string | null;
  readonly unitId: string | null;
  readonly unit: string | null;
  readonly repliedAt: Date | null;
  readonly answer: string | null;
  readonly due: { readonly clock: string; readonly on: string; readonly state: string } | null;
  readonly rateBy: string | null;
}

async function seriesOf(tx: Tx, { letter, matters, on }: { letter: LetterName; matters: readonly string[]; on: string }): Promise<Series> {
  const bodyId = tx.actor.bodyId!;
  const [shares, bodies, words] = await Promise.all([sharesOf(tx, matters), organisationsByIds(tx, [bodyId]), templateWords(tx, letter)]);
  const body = bodies.get(bodyId)!;
  const fixed = { body: body.name, office: officeName(body), today: documentDay(on) };
  const make = writers[letter];
  const used = new Set<string>();
  const letters = make(shares).map((group) => {
    for (const share of group.shares) used.add(share.id);
    const kinds = [...new Set(group.shares.map((share) => kindOf(share.kind).words.name))].join('、');
    const rows = group.shares.map((share) => rowOf[letter](share, on));
    return { to: group.to, words, rows, fillings: { ...fixed, ...group.fillings, kind: kinds, count: String(rows.length) } };
  });
  const left = new Map(shares.filter((share) => !used.has(share.id)).map((share) => [share.id, share]));
  return {
    letters,
    without: [...left.values()].map((share) => ({ matterId: share.id, title: share.title, reason: reasons[letter](share) })),
  };
}

/** The office that signs, by the kind of its body. Bodies that call it otherwise edit the template. */
function officeName(body: { kind: string; name: string }): string {
  if (body.kind === 'cppcc') return `${body.name}提案委员会`;
  return body.name.endsWith('常务委员会') ? `${body.name}代表工作委员会` : `${body.name}常务委员会代表工作委员会`;
}

interface Group {
  readonly to: string;
  readonly shares: readonly Share[];
  readonly fillings: Readonly<Record<string, string>>;
}

/** How the shares of a selection fall into letters. */
const writers: Readonly<Record<LetterName, (shares: readonly Share[]) => Group[]>> = {
  assignment: (shares) => byUnit(shares.filter((share) => share.unitId !== null)),
  urging: (shares) => byUnit(shares.filter((share) => share.unitId !== null && share.due !== null && share.due.state !== 'running')),
  notice: (shares) =>
    grouped(
      shares.filter((share) => share.authorId !== null),
      (share) => share.authorId!,
    ).map((some) => ({
      to: some[0]!.author,
      // One line for each matter, its units together.
      shares: grouped(some, (share) => share.id).map((units) => ({
        ...units[0]!,
        unit: units.flatMap((share) => share.unit ?? []).join('、') || null,
      })),
      fillings: { proposer: some[0]!.author, group: some[0]!.group },
    })),
  cover: (shares) =>
    shares
      .filter((share) => share.repliedAt !== null && principalRoles.includes(share.role ?? ''))
      .map((share) => ({
        to: `${share.number ?? ''}${share.author}`,
        shares: [share],
        fillings: {
          proposer: share.author,
          group: share.group,
          unit: share.unit ?? '',
          number: share.number ?? '',
          title: share.title,
          due: share.rateBy ? `请于${documentDay(share.rateBy)}前作出；` : '',
        },
      })),
};

function byUnit(shares: readonly Share[]): Group[] {
  return grouped(shares, (share) => share.unitId!).map((some) => ({
    to: some[0]!.unit!,
    shares: some,
    fillings: { unit: some[0]!.unit! },
  }));
}

function grouped(shares: readonly Share[], by: (share: Share) => string): Share[][] {
  return [...Map.groupBy(shares, by).values()];
}

const rowOf: Readonly<Record<LetterName, (share: Share, on: string) => string[]>> = {
  assignment: (share) => [share.number ?? '', share.title, share.author, roleOf(share), share.due ? documentDay(share.due.on) : ''],
  notice: (share) => [
    share.number ?? '',
    share.title,
    kindOf(share.kind).states[share.state]?.label ?? share.state,
    share.unit ?? '',
    share.due ? documentDay(share.due.on) : '',
  ],
  cover: (share) => [
    share.number ?? '',
    share.title,
    share.unit ?? '',
    share.repliedAt ? documentDay(dayOf(share.repliedAt)) : '',
    share.answer ?? '',
  ],
  urging: (share, on) => [
    share.number ?? '',
    share.title,
    kindOf(share.kind).clocks[share.due!.clock]?.task ?? '',
    documentDay(share.due!.on),
    share.due!.on < on ? '已逾期' : '即将到期',
  ],
};

function roleOf(share: Share): string {
  return kindOf(share.kind).handlingRoles[share.role ?? ''] ?? '';
}

const reasons: Readonly<Record<LetterName, (share: Share) => string>> = {
  assignment: () => '还没有交办给承办单位。',
  notice: () => '没有提出人。',
  cover: () => '还没有答复。',
  urging: (share) => (share.unitId ? '没有即将到期或逾期的。' : '还没有交办给承办单位。'),
};

/** The chosen matters of the actor's body, one line for each unit's share that still counts; matters without one have one line. */
async function sharesOf(tx: Tx, ids: readonly string[]): Promise<Share[]> {
  const { rows } = await sql<Omit<Share, 'due'> & { due_clock: string | null; due_on: string | null; due_state: string | null }>`
    select m.id, m.kind, m.number_short as number, m.title, m.state, m.author_id as "authorId", m.author_name as author, m.author_title as "group",
      h.role, h.unit_id as "unitId", h.unit_name as unit, r.issued_at as "repliedAt", r.answer_label as answer,
      c.clock as due_clock, c.due_on, c.state as due_state,
      (select min(q.due_on) from matter_clock q where q.body_id = m.body_id and q.matter_id = m.id and q.clock = 'rate' and q.ended_at is null) as "rateBy"
    from matter m
    left join handling h on h.body_id = m.body_id and h.matter_id = m.id and h.state <> 'ended'
    left join lateral (select issued_at, answer_label from reply r where r.body_id = h.body_id and r.handling_id = h.id and r.state = 'issued' order by r.round desc limit 1) r on true
    left join lateral (select clock, due_on, state from matter_clock c where c.body_id = h.body_id and c.matter_id = m.id and c.handling_id = h.id and c.ended_at is null and not c.is_right and c.holder_kind = 'unit' and c.due_on is not null
      and c.clock <> 'promise' order by c.principal desc, c.due_on limit 1) c on true
    where m.body_id = ${tx.actor.bodyId} and m.id = any(${[...new Set(ids)]}::uuid[]) and m.submitted_at is not null
    order by h.unit_name nulls last, m.number nulls last, m.id`.execute(tables<MatterTables>(tx));
  return rows.map(({ due_clock, due_on, due_state, ...row }) => ({
    ...row,
    due: due_clock && due_on ? { clock: due_clock, on: due_on, state: due_state! } : null,
  }));
}
