import { z } from 'zod';
import { ruleKinds } from './parameter.ts';
import type { Basis, BodyStanding, Lock, Parameter, ParameterGroup, RuleKind } from './parameter.ts';
import type { Period } from './period.ts';
import { appraisalSheet } from './sheet/appraisal.ts';
import { answerSheet } from './sheet/answer.ts';
import { ballotSheet, stationSheet } from './sheet/ballot.ts';
import { commitmentSheet } from './sheet/commitment.ts';
import { deadlineSheet } from './sheet/deadline.ts';
import { filingSheet } from './sheet/filing.ts';
import { meetingSheet } from './sheet/meeting.ts';
import { motionSheet } from './sheet/motion.ts';
import { publicationSheet } from './sheet/publication.ts';
import { reportSheet } from './sheet/report.ts';
import { sentimentSheet } from './sheet/sentiment.ts';
import { hoursSheet, urgingSheet } from './sheet/urging.ts';

/**
 * The parameter sheet of DOMAIN §0: every number and choice that differs from place to place, by its stable key. Keys are stored in
 * published versions and in deadlines, so a key is never renamed and never used again for something else.
 */
export const parameterSheet = {
  ...deadlineSheet,
  ...filingSheet,
  ...motionSheet,
  ...answerSheet,
  ...appraisalSheet,
  ...sentimentSheet,
  ...commitmentSheet,
  ...publicationSheet,
  ...reportSheet,
  ...urgingSheet,
  ...hoursSheet,
  ...ballotSheet,
  ...stationSheet,
  ...meetingSheet,
};

export type ParameterKey = keyof typeof parameterSheet;

/** A body's resolved rules: `parameters.replyPeriod.amount`. Rows that mean nothing for the body carry their default. */
export type Parameters = { readonly [Key in ParameterKey]: z.output<(typeof parameterSheet)[Key]['shape']> };

/** What a version stores: only the values that depart from the defaults of the body's standing. */
export type Departures = Partial<Parameters>;

/** Keys whose value is a span of time, i.e. those from which a deadline can be reckoned. */
export type PeriodKey = { [Key in ParameterKey]: Parameters[Key] extends Period ? Key : never }[ParameterKey];

export const parameterKeys = Object.keys(parameterSheet) as ParameterKey[];
export const parameterKey = z.enum(parameterKeys, { error: '没有这一项规则' });

/** Values as they travel and are stored. Their inner shapes are checked by {@link readDepartures}, which knows each key's own. */
export const storedValues = z.partialRecord(parameterKey, z.json());

/** The row of `key` with its type widened, for code that treats all rows alike. */
export function parameterOf(key: ParameterKey): Parameter {
  const sheet: Readonly<Record<ParameterKey, unknown>> = parameterSheet;
  return sheet[key] as Parameter;
}

/** The default of one row for a standing: the level's own variant, else the kind's, else the general one. */
export function defaultValue<Key extends ParameterKey>(key: Key, standing: BodyStanding): Parameters[Key] {
  const { variants, value } = parameterOf(key);
  const chosen = variants[`${standing.kind}/${standing.level}`]?.value ?? variants[standing.kind]?.value ?? value;
  return chosen as Parameters[Key];
}

/** Where the default of one row comes from for a standing. */
export function basisOf(key: ParameterKey, standing: BodyStanding): Basis {
  const { variants, basis } = parameterOf(key);
  return variants[`${standing.kind}/${standing.level}`]?.basis ?? variants[standing.kind]?.basis ?? basis;
}

/** What national law leaves open for this kind of body, or null where the row is free. */
export function lockOf(key: ParameterKey, standing: BodyStanding): Lock<unknown> | null {
  const { lock } = parameterOf(key);
  return lock?.bodies.includes(standing.kind) ? lock : null;
}

/** The rows that mean something for a kind of body, or for one of its businesses, in the order of the sheet. */
export function keysFor(standing: BodyStanding, kind?: RuleKind): ParameterKey[] {
  const businesses = new Set(ruleKinds[standing.kind].map((one) => one.kind).filter((one) => kind === undefined || one === kind));
  return parameterKeys.filter((key) => {
    const { bodies, kinds } = parameterOf(key);
    return bodies.includes(standing.kind) && kinds.some((one) => businesses.has(one));
  });
}

/** Rows of one business in their groups, in the order in which the rules desk shows them. */
export function groupsFor(standing: BodyStanding, kind: RuleKind): { group: ParameterGroup; keys: ParameterKey[] }[] {
  const groups = new Map<ParameterGroup, ParameterKey[]>();
  for (const key of keysFor(standing, kind)) {
    const { group } = parameterOf(key);
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  return Array.from(groups, ([group, keys]) => ({ group, keys }));
}

/** The body's rules in full: defaults of its standing with the version's departures laid over them. */
export function resolveParameters(standing: BodyStanding, departures: Departures = {}): Parameters {
  return Object.fromEntries(parameterKeys.map((key) => [key, departures[key] ?? defaultValue(key, standing)])) as unknown as Parameters;
}

/** A value in words, e.g. `3 个月` or `每位联名人`. A value that no longer fits its row's shape shows as it is stored. */
export function sayValue(key: ParameterKey, value: unknown): string {
  const row = parameterOf(key);
  const parsed = row.shape.safeParse(value);
  return parsed.success ? row.say(parsed.data) : JSON.stringify(value);
}

/** True when two values of a row are the same rule. Order counts only where the row gives it a meaning. */
export function isSameValue(key: ParameterKey, one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    parameterOf(key).form.form === 'list' && Array.isArray(value) ? value.map(String).sort(compareText) : value;
  return canonical(plain(one)) === canonical(plain(other));
}

/** Text of a JSON value that does not depend on the order of members: jsonb gives them back in its own order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => compareText(left, right)))
      : inner,
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
