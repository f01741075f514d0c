import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveParameters } from '#modules/profile/contract/parameters.ts';
import type { Field } from '../../contract/field.ts';
import type { Act, Kind } from '../../contract/kind.ts';
import { kinds } from '../../contract/kinds/index.ts';
import type { Exploration } from '../../contract/lives.ts';
import { explore, keyOf } from '../../contract/lives.ts';
import type { Rules } from './act-context.ts';
import { ruleChoices } from './choices.ts';

/**
 * What a declaration promises by itself, before anybody acts: nobody gets stuck, nothing is declared that can not happen, every clock is
 * started and met by something, and every sentence can be filled. Guards are left out, so a life found here may still wait for a guard.
 */
const everyKind = Object.values(kinds);

/** The lives from which an end can be reached, found backwards from the ends. */
function thatEnd(kind: Kind, { lives, steps }: Exploration): Set<string> {
  const before = new Map<string, string[]>();
  for (const [key, next] of steps) {
    for (const to of new Set(next.map((step) => keyOf(step.to)))) {
      const earlier = before.get(to);
      if (earlier) earlier.push(key);
      else before.set(to, [key]);
    }
  }
  const ending = new Set([...lives].filter(([, life]) => kind.states[life.state]!.final).map(([key]) => key));
  for (const key of ending) for (const earlier of before.get(key) ?? []) ending.add(earlier);
  return ending;
}

/** The source of each effect by its name, to see which words it fills and which clocks it starts. */
const effectSource = readEffects();

/** The source of a function and of all functions of its file that it calls. */
function withCalled(name: string, functions: ReadonlyMap<string, string>, seen = new Set<string>()): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const source = functions.get(name)!;
  const called = [...source.matchAll(/\b(\w+)\(/g)].map((one) => one[1]!).filter((one) => one !== name && functions.has(one));
  return [source, ...called.flatMap((one) => withCalled(one, functions, seen))];
}

function readEffects(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, '../effects');
  const found = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    const functions = new Map(
      text
        .split(/^(?:export )?(?:async )?function /m)
        .slice(1)
        .map((part) => [/^\w+/.exec(part)![0], part]),
    );
    for (const name of functions.keys()) found.set(name, withCalled(name, functions).join('\n'));
    const opening = /const opening\b[\s\S]*?\};/.exec(text)?.[0];
    if (opening) for (const name of ['assign', 'reassign', 'route']) found.set(name, `${found.get(name)!}\n${opening}`);
  }
  return found;
}

const wordsOf = (act: Act) =>
  act.effects.flatMap((effect) => [...(effectSource.get(effect) ?? '').matchAll(/context\.words\.(\w+)/g)].map((one) => one[1]!));
const outcomesOf = (act: Act, what: 'starts' | 'meets') => Object.values(act.outcomes ?? {}).flatMap((outcome) => outcome[what] ?? []);
const placeholders = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map((one) => one[1]!);
const namedClocks = (source: string) => [...source.matchAll(/'(\w+)'/g)].map((one) => one[1]!);

/** Fillings that every act has: engine/fillings.ts. */
const always = new Set(['actor', 'organisation', 'title', 'number', 'place', 'unit', 'lead', 'state', 'due']);
/** Inputs whose value reads as a sentence's part: engine/choices.ts, choiceLabel. */
const readable = new Set<Field['input']>(['choice', 'choices', 'day', 'line', 'text', 'number']);
const ofTheCase = new Set<Field['choicesFrom']>(['workers', 'officers', 'divisions', 'committees', 'collectives', 'photos']);
const rules = { parameters: resolveParameters({ kind: 'congress', level: 'city' }) } as Rules;

function fillable(act: Act): Set<string> {
  const typed = act.fields.filter(
    (field) => readable.has(field.input) && field.choicesFrom !== 'workers' && field.choicesFrom !== 'officers',
  );
  return new Set([...always, ...typed.map((field) => field.name), ...wordsOf(act)]);
}

describe.each(everyKind)('$words.full', (kind) => {
  const exploration = explore(kind);
  const acts = Object.entries(kind.acts);
  const fields = [
    ...kind.form.map((field) => ['form', field] as const),
    ...acts.flatMap(([name, act]) => act.fields.map((field) => [name, field] as const)),
  ];

  test('every state of the matter and of its handlings can be reached', () => {
    const lives = [...exploration.lives.values()];
    const missed = Object.keys(kind.states).filter((state) => !lives.some((life) => life.state === state));
    const reached = new Set(lives.flatMap((life) => life.shares.map((one) => one.state)));
    // `ended` is what a share taken away is left in; the exploration drops such shares.
    const missedShares = Object.keys(kind.handlingStates).filter((state) => !reached.has(state) && state !== 'ended');
    expect({ missed, missedShares }).toEqual({ missed: [], missedShares: [] });
  });

  test('every act can be done in some life', () => {
    expect(acts.map(([name]) => name).filter((name) => !exploration.done.has(name))).toEqual([]);
  });

  test('no life is a dead end: every unfinished one can move on, and can come to an end', () => {
    const ending = thatEnd(kind, exploration);
    const stuck = [...exploration.lives].filter(([key, life]) => !kind.states[life.state]!.final && !ending.has(key)).map(([key]) => key);
    expect(stuck.slice(0, 5)).toEqual([]);
    const still = [...exploration.steps]
      .filter(([key, steps]) => !kind.states[exploration.lives.get(key)!.state]!.final && steps.every((step) => keyOf(step.to) === key))
      .map(([key]) => key);
    expect(still.slice(0, 5)).toEqual([]);
  });

  test('whatever the handlings are, they derive a declared state', () => {
    const states = Object.keys(kind.handlingStates).flatMap((state) => [1, 2].map((round) => ({ state, round })));
    const roles = Object.keys(kind.handlingRoles);
    const derived = states.flatMap((one) =>
      states.flatMap((other) =>
        roles.map((role) =>
          kind.derive([
            { role: roles[0]!, ...one },
            { role, ...other },
          ]),
        ),
      ),
    );
    expect([...new Set(derived)].filter((state) => !(state in kind.states))).toEqual([]);
  });

  test('every clock is started by something and met by something', () => {
    const startedIn = new Set(
      acts.flatMap(([, act]) => [
        ...(act.starts ?? []),
        ...outcomesOf(act, 'starts'),
        ...act.effects.flatMap((effect) => namedClocks(effectSource.get(effect) ?? '')),
      ]),
    );
    const metIn = new Set(acts.flatMap(([, act]) => [...(act.meets ?? []), ...outcomesOf(act, 'meets')]));
    const clocks = Object.keys(kind.clocks);
    expect({
      neverStarted: clocks.filter((clock) => !startedIn.has(clock)),
      neverMet: clocks.filter((clock) => !metIn.has(clock)),
    }).toEqual({ neverStarted: [], neverMet: [] });
  });

  test('a clock that stands still can run on', () => {
    const resumed = new Set(acts.flatMap(([, act]) => act.resumes ?? []));
    expect(acts.flatMap(([, act]) => act.pauses ?? []).filter((clock) => !resumed.has(clock))).toEqual([]);
  });

  test('every placeholder in lines, tells and stories can be filled', () => {
    const empty = acts.flatMap(([name, act]) => {
      const known = fillable(act);
      return [act.line, ...(act.tells ?? []).flatMap((tell) => [tell.title, tell.words])]
        .flatMap(placeholders)
        .filter((one) => !known.has(one))
        .map((one) => `${name}: {${one}}`);
    });
    const told = new Set(['lead', 'unit', 'worker', 'missing']);
    const stories = [...Object.values(kind.states), ...Object.values(kind.handlingStates)]
      .flatMap((state) => placeholders(state.story))
      .filter((one) => !told.has(one));
    expect({ empty, stories }).toEqual({ empty: [], stories: [] });
  });

  test('every field offers what can be chosen, and asks only after fields that come before it', () => {
    const faults = fields.flatMap(([where, field]) => {
      const siblings = where === 'form' ? kind.form : kind.acts[where]!.fields;
      const asked = field.when && siblings.slice(0, siblings.indexOf(field)).find((one) => one.name === field.when!.field);
      const from = field.choicesFrom;
      return [
        ...(siblings.filter((one) => one.name === field.name).length > 1 ? ['twice'] : []),
        ...(field.when && !asked ? ['asks after nothing'] : []),
        ...(asked?.choices && field.when!.is.some((value) => !asked.choices!.some(([one]) => one === value))
          ? ['asks for a choice that is not there']
          : []),
        ...(from && !ofTheCase.has(from) && (ruleChoices(rules, from) ?? []).length === 0 ? [`nothing to choose from ${from}`] : []),
        ...(['choice', 'choices'].includes(field.input) && !field.choices && !from ? ['no choices'] : []),
      ].map((fault) => `${where}.${field.name}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });
});
