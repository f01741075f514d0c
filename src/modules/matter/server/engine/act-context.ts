import type { Tx } from '#platform/server/database.ts';
import { send as sendIn } from '#platform/server/database.ts';
import type { Parameters } from '#modules/profile/contract/parameters.ts';
import type { WorkingCalendar } from '#modules/profile/server/index.ts';
import type { Act, Kind } from '../../contract/kind.ts';
import type { ClockRow, CommitmentRow, HandlingRow, MatterRow, TextRow } from '../tables.ts';
import type { Case } from './case.ts';
import type { GuardFacts } from './facts.ts';

/** The rules of the body at the moment of the act. */
export interface Rules {
  readonly versionId: string | null;
  readonly parameters: Parameters;
  readonly calendar: WorkingCalendar;
}

/** Somebody in whose name the office acts on what he handed in on paper. */
export interface OnPaper {
  readonly id: string;
  readonly name: string;
  /** When the paper reached the office: the moment from which a submission counts. */
  readonly receivedAt: Date;
}

/** What an act may type. The declared form was checked at the edge; effects read members by the names they declare. */
export type ActInput = Readonly<Record<string, unknown>>;

/**
 * One act under way. Effects read `case` as it was, change rows through `tx`, and say with `patch` and `patchHandling` what changes on the
 * matter and its handling; the engine writes each of these two rows once, at the end.
 */
export interface ActContext {
  readonly tx: Tx;
  readonly kind: Kind;
  readonly name: string;
  readonly act: Act;
  readonly case: Case;
  readonly rules: Rules;
  readonly input: ActInput;
  /** In whose name the office acts, for what was done on paper. */
  readonly inNameOf: OnPaper | null;
  readonly handling: HandlingRow | undefined;
  readonly commitment: CommitmentRow | undefined;
  readonly historyId: string;
  /** Changes to the matter's row. */
  readonly patch: Partial<Record<keyof MatterRow, unknown>>;
  /** Changes to handlings by id; a whole new row where the id is new. */
  readonly handlings: Map<string, Partial<HandlingRow>>;
  /** Fillings of the declared words. */
  readonly words: Record<string, string>;
  /** Who is meant by the `to` of a tell, beyond what the case itself says. */
  readonly people: Record<string, string[]>;
  readonly organisations: Record<string, string[]>;
  /** Files that the act brought. */
  readonly files: string[];
  /** Set by an effect where the declaration leaves the next state of the target to it. */
  next: { handling?: string; matter?: string };
  /** How the act came out, where an effect finds that: one of the declared {@link Act.outcomes}. */
  outcome: string | null;
  /** Facts beyond the case that the act's guards and effects need; see facts.ts. */
  readonly facts: GuardFacts;
  /** Clocks that the act starts. */
  readonly started: ClockRow[];
  /** Changes to open clocks by id. */
  readonly turned: Map<string, Partial<ClockRow>>;
  /** Texts that the act freezes. */
  readonly texts: TextRow[];
}

/** Sends a statement whose rows nobody reads: it travels with the next flush, and its failure fails the act. */
export function send(context: ActContext, statement: Promise<unknown>): void {
  sendIn(context.tx, statement);
}

/** The handlings as they will be after the act, for {@link Kind.derive} and for clocks. */
export function handlingsAfter(context: ActContext): HandlingRow[] {
  const known = context.case.handlings.map((one) => ({ ...one, ...context.handlings.get(one.id) }));
  const ids = new Set(known.map((one) => one.id));
  const added = [...context.handlings].filter(([id]) => !ids.has(id)).map(([, row]) => row as HandlingRow);
  return [...known, ...added];
}

/** Changes the handling `id`; several changes in one act add up. */
export function changeHandling(context: ActContext, id: string, change: Partial<HandlingRow>): void {
  context.handlings.set(id, { ...context.handlings.get(id), ...change });
}

/** Reads a typed text member, trimmed; empty where nothing was typed. */
export function textOf(input: ActInput, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}

/** Reads a typed list of ids or texts; empty where nothing was typed. */
export function listOf(input: ActInput, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? (value as string[]) : [];
}
