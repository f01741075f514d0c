import type { Field } from '../../contract/field.ts';
import type { Kind } from '../../contract/kind.ts';
import type { RowContent } from '../../contract/intake.ts';
import type { Choice } from '../engine/choices.ts';
import type { PartName, Recognised } from './recognise.ts';

/** A member of the body as rows name people. */
export interface Member {
  readonly personId: string;
  readonly name: string;
  readonly groupName: string;
}

/** Everything in the system that a row can mean: members by name, units by name, choices of the form's fields. */
export interface Known {
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly units: ReadonlyMap<string, string>;
  readonly choices: (field: Field) => readonly Choice[];
  readonly today: string;
}

/** The members of a body by name, with spaces and dots drawn together. */
export function byName<One extends Member>(members: readonly One[]): Map<string, One[]> {
  const found = new Map<string, One[]>();
  for (const member of members) found.set(bareName(member.name), [...(found.get(bareName(member.name)) ?? []), member]);
  return found;
}

export function bareName(name: string): string {
  return name.replaceAll(/[\s\u3000]/g, '').replaceAll(/[•・.]/g, '·');
}

/**
 * What the office finds filled in: the recognised parts in the fields of the kind's form, people where a name means exactly one. Pure; what is
 * not certain stays empty and is a doubt instead.
 */
export function draftRow(kind: Kind, found: Recognised, known: Known): RowContent {
  const author = found.author ? oneOf(known.members.get(bareName(found.author)) ?? [], found.group) : null;
  const signers = found.signers.flatMap((name) => oneOf(known.members.get(bareName(name)) ?? [], null) ?? []);
  return {
    form: formOf(kind, found, known),
    author,
    signers: [...new Set(signers)].filter((id) => id !== author),
    signaturesChecked: false,
    receivedOn: found.receivedOn ?? known.today,
  };
}

/** The one person that a name means: of namesakes the one of the named delegation or sector, where there is exactly one. */
function oneOf(candidates: readonly Member[], group: string | null): string | null {
  if (candidates.length === 1) return candidates[0]!.personId;
  const inGroup = group ? candidates.filter((one) => sameGroup(one.groupName, group)) : [];
  return inGroup.length === 1 ? inGroup[0]!.personId : null;
}

/** 云津代表团 and 云津团, 教育界 and 教育: one is the beginning of the other. */
export function sameGroup(one: string, other: string): boolean {
  const bare = (name: string) => name.replaceAll(/代表团|界别|小组|委员|团$|界$|[\s（）()]/g, '');
  const [a, b] = [bare(one), bare(other)];
  return a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a));
}

/** Names of form fields that hold a part; the first that the form has is filled. */
const homes: Readonly<Record<PartName, readonly string[]>> = {
  subject: ['subject', 'cause', 'situation', 'background'],
  grounds: ['grounds', 'analysis', 'reasons', 'reason'],
  situation: ['situation', 'background', 'facts', 'problem', 'subject', 'words', 'text', 'content'],
  analysis: ['analysis', 'reasons', 'grounds', 'causes', 'situation'],
  measures: ['measures', 'suggestions', 'plan', 'proposal', 'advice', 'demands', 'wishes', 'opinion'],
};

function formOf(kind: Kind, found: Recognised, known: Known): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  if (found.title) form['title'] = found.title;
  for (const [part, lines] of Object.entries(found.parts) as [PartName, readonly string[]][]) {
    const field = homes[part].map((name) => kind.form.find((one) => one.name === name)).find((one) => one !== undefined);
    if (field && lines.length > 0) put(form, field, lines);
  }
  for (const field of kind.form) {
    const words = found.typed[field.name];
    const value = words === undefined ? undefined : valueOf(field, words, known);
    if (value !== undefined) form[field.name] = value;
  }
  const wished = kind.form.find((field) => field.name === 'suggestedUnits');
  const units = found.units.flatMap((name) => known.units.get(name) ?? []);
  if (wished && units.length > 0) form['suggestedUnits'] = units.slice(0, wished.max ?? 6);
  // Nothing on paper says otherwise in most forms, and the office sees both fields beside the original.
  for (const [name, value] of Object.entries(found.guessed ?? {})) form[name] ??= value;
  const openness = kind.form.find((field) => field.name === 'openness');
  if (openness && form['openness'] === undefined) form['openness'] = openness.choices?.[0]?.[0];
  return form;
}

function put(form: Record<string, unknown>, field: Field, lines: readonly string[]): void {
  if (field.input === 'list') form[field.name] = [...((form[field.name] as string[] | undefined) ?? []), ...lines];
  else form[field.name] = [form[field.name], lines.join('\n')].filter(Boolean).join('\n');
}

/** What a cell's words mean in a field of the form; undefined where they mean nothing there. */
function valueOf(field: Field, words: string, known: Known): unknown {
  switch (field.input) {
    case 'line':
    case 'text':
      return words;
    case 'list':
      return words
        .split('\n')
        .map((line) =>
          line.replace(/^\s*(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\s*/, '').trim(),
        )
        .filter(Boolean);
    case 'choice':
      return choiceOf(known.choices(field), words);
    case 'choices':
      return words.split(/[、，,；;\n]/).flatMap((one) => choiceOf(known.choices(field), one.trim()) ?? []);
    case 'yes':
      return /^(是|对|同意|有|√|1)$/.test(words);
    case 'number':
      return Number.isFinite(Number(words)) ? Number(words) : undefined;
    case 'day':
      return /^\d{4}-\d\d-\d\d$/.test(words) ? words : undefined;
    case 'units':
      return words.split(/[、，,；;\n]/).flatMap((one) => known.units.get(one.trim()) ?? []);
    case 'place':
      return { address: words.slice(0, 200) };
    default:
      return undefined;
  }
}

function choiceOf(choices: readonly Choice[], words: string): string | undefined {
  return (choices.find((one) => one.label === words || one.value === words) ?? choices.find((one) => one.label.startsWith(words)))?.value;
}
