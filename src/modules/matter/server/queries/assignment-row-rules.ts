import type { AssignmentRow, CheckedRow } from '../../contract/assignment-sheet.ts';
import { assignmentModes } from '../../contract/assignment-sheet.ts';

/** A case that waits for its units. */
export interface WaitingCase {
  readonly bodyId: string;
  readonly id: string;
  readonly number: string | null;
  readonly shortNumber: string | null;
  readonly title: string;
}

/** A unit that the body may assign to. */
export interface NamedUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}

/**
 * What each row of an assignment sheet would do: the act's input where it can be carried out, every reason where it cannot. Rows without
 * any unit are left for later. A case named twice is refused both times: nobody can say which row was meant.
 */
export function checkedRows(rows: readonly AssignmentRow[], cases: readonly WaitingCase[], units: readonly NamedUnit[]): CheckedRow[] {
  const caseOf = finder(cases, (one) => [one.number, one.shortNumber].map(plainNumber));
  const unitOf = finder(units, (one) => [one.name, one.shortName].map(plain));
  const checked = rows.map((row) => checkedRow(row, caseOf(plainNumber(row.number)), unitOf));
  const times = new Map<string, number[]>();
  for (const { matterId, row, outcome } of checked)
    if (matterId && outcome !== 'blank') times.set(matterId, [...(times.get(matterId) ?? []), row]);
  return checked.map((one) => {
    const places = (one.matterId && one.outcome !== 'blank' && times.get(one.matterId)) || [];
    return places.length > 1
      ? { ...one, outcome: 'refused', input: null, reasons: [...one.reasons, `这一件在第 ${places.join('、')} 行重复，请只留一行`] }
      : one;
  });
}

function checkedRow(row: AssignmentRow, found: readonly WaitingCase[], unitOf: (name: string) => readonly NamedUnit[]): CheckedRow {
  const [matter] = found;
  const shown = {
    row: row.row,
    number: row.number,
    title: matter?.title ?? row.title,
    bodyId: matter?.bodyId ?? null,
    matterId: matter?.id ?? null,
  };
  const [lead, co] = [namesIn(row.lead), namesIn(row.co)];
  if (lead.length + co.length === 0) return { ...shown, outcome: 'blank', reasons: [], units: '', input: null };
  const mode = modeOf(row.mode, co.length > 0);
  const named = [...lead, ...co].map((name) => [name, unitOf(plain(name))] as const);
  const reasons = [
    ...(found.length === 0 ? ['没有这个编号的待交办件，可能已经交办'] : []),
    ...(found.length > 1 ? ['有几件待交办件都是这个编号，请写编号全称'] : []),
    ...named.filter(([, units]) => units.length === 0).map(([name]) => `没有找到可交办的单位“${name}”`),
    ...named.filter(([, units]) => units.length > 1).map(([name]) => `有几家单位都叫“${name}”，请写全称`),
    ...(mode ? faultsOf(mode, lead, co) : [`办理方式“${row.mode}”不认识，请写${Object.values(assignmentModes).join('、')}`]),
  ];
  const ids = (names: readonly string[]) => names.map((name) => unitOf(plain(name))[0]!.id);
  const units = new Set(named.flatMap(([, ones]) => ones.map((one) => one.id)));
  if (reasons.length === 0 && units.size < named.length) reasons.push('同一家单位写了两次');
  if (reasons.length > 0 || !mode) return { ...shown, outcome: 'refused', reasons, units: '', input: null };
  return { ...shown, outcome: 'ready', reasons: [], units: wordsOf(mode, named), input: inputOf(mode, ids(lead), ids(co)) };
}

type Mode = keyof typeof assignmentModes;

/** The written mode; without one, co-handlers make the unit a lead. */
function modeOf(written: string, withOthers: boolean): Mode | null {
  const word = plain(written);
  if (word === '') return withOthers ? 'lead' : 'sole';
  const also: Readonly<Record<string, Mode>> = { 主办: 'lead', 主办会办: 'lead', 分办: 'separate', 分别办: 'separate', 单独办理: 'sole' };
  return (Object.keys(assignmentModes) as Mode[]).find((mode) => assignmentModes[mode] === word) ?? also[word] ?? null;
}

function faultsOf(mode: Mode, lead: readonly string[], co: readonly string[]): string[] {
  if (mode === 'separate')
    return [
      ...(lead.length < 2 ? ['分别办理的单位写在“主办单位”一栏，至少两家，用顿号隔开'] : []),
      ...(lead.length > 10 ? ['分别办理最多 10 家'] : []),
      ...(co.length > 0 ? ['分别办理没有会办单位'] : []),
    ];
  return [
    ...(lead.length === 0 ? ['没有写主办单位'] : []),
    ...(lead.length > 1 ? ['主办单位只能有一家；几家各办各的，办理方式写分别办理'] : []),
    ...(mode === 'sole' && co.length > 0 ? ['独办没有会办单位；有会办的，办理方式写主办和会办'] : []),
    ...(mode === 'lead' && co.length === 0 ? ['没有写会办单位；只有一家的，办理方式写独办'] : []),
    ...(co.length > 10 ? ['会办最多 10 家'] : []),
  ];
}

function inputOf(mode: Mode, lead: readonly string[], co: readonly string[]): Record<string, unknown> {
  if (mode === 'separate') return { mode, separate: [...lead] };
  return mode === 'lead' ? { mode, lead: lead[0], co: [...co] } : { mode, lead: lead[0] };
}

function wordsOf(mode: Mode, named: readonly (readonly [string, readonly NamedUnit[]])[]): string {
  const names = named.map(([, [unit]]) => unit!.shortName);
  if (mode === 'separate') return `${names.join('、')}分别办理`;
  return mode === 'sole' ? `${names[0]}独办` : `${names[0]}主办，${names.slice(1).join('、')}会办`;
}

function namesIn(cell: string): string[] {
  return cell
    .split(/[、，,；;\n]+/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Spaces, full-width ones too, mean nothing in a name or a number. */
function plain(text: string | null): string {
  return (text ?? '').replaceAll(/\s/g, '');
}

/** `第87号` is `87`, `闭会第14号` is `闭14`; a full number stays what it is but for its spaces. */
function plainNumber(text: string | null): string {
  const words = plain(text);
  const short = /^(闭)?会?第?(\d+)号?$/.exec(words);
  return short ? `${short[1] ?? ''}${Number(short[2])}` : words;
}

/** Things by each of their names; a name may mean several of them. */
function finder<Thing>(things: readonly Thing[], namesOf: (thing: Thing) => readonly string[]): (name: string) => readonly Thing[] {
  const found = new Map<string, Set<Thing>>();
  for (const thing of things) for (const name of namesOf(thing).filter(Boolean)) found.set(name, (found.get(name) ?? new Set()).add(thing));
  return (name) => [...(found.get(name) ?? [])];
}
