import { createHash } from 'node:crypto';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf, endOfDay } from '#platform/contract/instant.ts';
import type { Reckoning } from '#modules/profile/contract/deadline.ts';
import type { Kind } from '../../contract/kind.ts';
import { begunHandling } from './begun-handling.ts';
import type { NamedUnit } from './begun-handling.ts';
import { emptyMatter } from './empty-matter.ts';
import type { Rules } from './act-context.ts';
import type { Standing } from './clock-rules.ts';
import { reckon, standingOf } from './clock-rules.ts';
import { fill } from './words.ts';
import type { HandlingRow, MatterRow } from '../tables.ts';
import { unitsInLine } from './units-in-line.ts';

/** Rows by table, as they go into the database; JSON values are values, not text. */
export type Rows = Record<string, Record<string, unknown>[]>;

interface Actor {
  readonly id: string | null;
  readonly name: string;
  readonly organisationId: string;
  readonly organisation: string;
}

/**
 * One case of an import or of the demo city as it is written down: the same rows that the engine would have written, had these people acted at these times.
 * Lines come from the kind's own declaration, days from the body's own rules and calendar. What lies after `now` has not happened.
 */
export class CaseRows {
  readonly rows: Rows = {};
  readonly matter: MatterRow;
  readonly kind: Kind;
  private readonly rules: Rules;
  private readonly now: Date;
  private revision = 0;

  constructor(of: {
    kind: Kind;
    rules: Rules;
    now: Date;
    matter: Pick<MatterRow, 'body_id' | 'title' | 'form' | 'author_id' | 'author_name' | 'author_title' | 'delegation_id'> &
      Partial<MatterRow>;
    at: Date;
  }) {
    this.kind = of.kind;
    this.rules = of.rules;
    this.now = of.now;
    this.matter = {
      ...untold,
      kind: of.kind.kind,
      visibility: of.kind.visibility,
      id: newId(of.at.getTime()),
      created_at: of.at,
      changed_at: of.at,
      submitted_at: of.at,
      frozen: true,
      ...of.matter,
    };
    this.add('matter_text', {
      version: 1,
      title: this.matter.title,
      form: this.matter.form,
      frozen_at: of.at,
      fingerprint: `\\x${createHash('sha256').update(this.matter.title).update('\n').update(JSON.stringify(this.matter.form)).digest('hex')}`,
    });
  }

  /** True when `at` has come; later acts are left out. */
  happened(at: Date): boolean {
    return at <= this.now;
  }

  /** Adds a row of the case to `table`. */
  add(table: string, row: Record<string, unknown>): void {
    (this.rows[table] ??= []).push({ body_id: this.matter.body_id, ...(table === 'matter' ? {} : { matter_id: this.matter.id }), ...row });
  }

  /** A line of the story, in the declared words of `act`. */
  tell(
    act: string,
    at: Date,
    actor: Actor,
    words: Readonly<Record<string, string>> = {},
    handling?: HandlingRow,
    files: readonly string[] = [],
  ): void {
    const declared = this.kind.acts[act]!;
    const line = fill(declared.line, {
      actor: actor.name,
      title: this.matter.title,
      number: this.matter.number_text ?? '',
      unit: handling?.unit_short_name ?? actor.organisation,
      ...words,
    });
    this.write({ act, label: declared.label, line, audience: declared.audience }, at, actor, handling, files);
  }

  /** A line of the story in words of its own: what another case's act did to this one. */
  write(
    told: {
      readonly act: string;
      readonly label: string;
      readonly line: string;
      readonly audience: 'all' | 'handlers' | 'unit' | 'office';
    },
    at: Date,
    actor: Actor,
    handling?: HandlingRow,
    files: readonly string[] = [],
  ): void {
    this.revision += 1;
    this.matter.changed_at = at;
    this.matter.revision = this.revision;
    this.add('matter_history', {
      id: newId(at.getTime()),
      revision: this.revision,
      at,
      ...told,
      actor_id: actor.id,
      actor_name: actor.name,
      organisation_id: actor.organisationId,
      organisation_name: actor.organisation,
      handling_id: handling?.id ?? null,
      files,
    });
  }

  /** One unit's share of the case. */
  handling(unit: NamedUnit, role: string, at: Date): HandlingRow {
    return begunHandling(this.matter, unit, role, at);
  }

  /**
   * A clock from `startAt`; ended at `endAt` where that has come, else open and standing as it does now. Clocks of steps that never came are
   * not started by the caller.
   */
  clock(
    name: string,
    startAt: Date,
    endAt: Date | null,
    holder: { kind: 'person' | 'body' | 'unit'; id: string; name: string; role?: string },
    of: { handlingId?: string; commitmentId?: string; reckoning?: Reckoning } = {},
  ): void {
    const declared = this.kind.clocks[name]!;
    const ended = endAt !== null && this.happened(endAt) ? endAt : null;
    const { explanation, standing } = this.reckoned(name, dayOf(startAt), ended, holder.kind, of.reckoning);
    const outcome = ended && (standing.due_on !== null && dayOf(ended) > standing.due_on && !declared.right ? 'metLate' : 'metOnTime');
    if (declared.principal && !ended) this.matter.due_at = standing.due_at;
    this.add('matter_clock', {
      id: newId(startAt.getTime()),
      kind: this.kind.kind,
      handling_id: of.handlingId ?? null,
      commitment_id: of.commitmentId ?? null,
      clock: name,
      holder_kind: holder.kind,
      holder_id: holder.id,
      holder_name: holder.name,
      holder_role: holder.role ?? null,
      person_id: holder.kind === 'person' ? holder.id : null,
      principal: declared.principal ?? false,
      is_right: declared.right ?? false,
      started_on: dayOf(startAt),
      ...standing,
      ...(ended ? { state: outcome, card: 'none', next_turn_at: null, next_reminder_at: null } : {}),
      period: null,
      explanation,
      profile_version_id: this.rules.versionId,
      pauses: [],
      opened_at: startAt,
      ended_at: ended,
      outcome,
    });
  }

  /** The reckoning of a clock, with how it stood at its end or stands now. An import starts the same few clocks thousands of times: those are kept. */
  private reckoned(name: string, start: string, ended: Date | null, holderKind: 'person' | 'body' | 'unit', given?: Reckoning): Reckoned {
    if (given || ended) return this.reckon(name, start, ended ?? this.now, holderKind, given);
    const kept = keptReckonings.get(this.rules) ?? new Map<string, Reckoned>();
    keptReckonings.set(this.rules, kept);
    const key = `${this.kind.kind} ${name} ${this.matter.nature} ${start} ${this.now.getTime()} ${holderKind}`;
    const found = kept.get(key) ?? this.reckon(name, start, this.now, holderKind);
    kept.set(key, found);
    return found;
  }

  private reckon(name: string, start: string, at: Date, holderKind: 'person' | 'body' | 'unit', given?: Reckoning): Reckoned {
    const declared = this.kind.clocks[name]!;
    const explanation = given ?? reckon(declared, this.rules, this.matter.nature, start);
    const is_right = declared.right ?? false;
    const clock = { explanation, pauses: [], kind: this.kind.kind, is_right, holder_kind: holderKind, clock: name };
    const { workingDaysLeft: _, ...standing } = standingOf(clock, this.rules, at);
    return { explanation, standing };
  }

  /** The finished rows; the matter's own stands in `matter` and still lacks its number and search vector. */
  finish(state: string): Rows {
    const declared = this.kind.states[state]!;
    this.matter.state = state;
    this.matter.stage = declared.stage;
    if (declared.final) this.matter.due_at = null;
    this.matter.units = unitsInLine((this.rows['handling'] ?? []) as HandlingRow[]);
    this.orderStory();
    this.add('matter', { ...this.matter });
    return this.rows;
  }

  /** The lines of several units are told one unit after the other; the story goes by time. */
  private orderStory(): void {
    const lines = (this.rows['matter_history'] ?? []) as { at: Date; revision: number }[];
    const inOrder = lines.toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.revision - other.revision);
    const places = new Map(inOrder.map((line, place) => [line.revision, place + 1]));
    for (const kept of (this.rows['matter_record'] ?? []) as { revision: number }[]) kept.revision = places.get(kept.revision)!;
    for (const [place, line] of inOrder.entries()) line.revision = place + 1;
    this.matter.changed_at = inOrder.at(-1)?.at ?? this.matter.changed_at;
  }

  /** The end of a calendar day, at office hours. */
  static atOffice(day: string, hour: number, minute: number): Date {
    return new Date(endOfDay(day).getTime() + 1 - 86_400_000 + (hour * 60 + minute) * 60_000);
  }
}

interface Reckoned {
  readonly explanation: Reckoning | null;
  readonly standing: Omit<Standing, 'workingDaysLeft'>;
}

const keptReckonings = new WeakMap<Rules, Map<string, Reckoned>>();

/** A matter of the demo or of an import before its life is told. */
const untold = {
  ...emptyMatter,
  state: 'draft',
  stage: 'raise',
  author_id: null,
  author_name: '',
  author_title: '',
  delegation_id: null,
  field: null,
  openness: 'open',
  visibility: 'body',
  source: 'demo',
} satisfies Partial<MatterRow>;
