import type { Act, Kind } from './kind.ts';

/** One unit's share of a case, as far as a declaration knows it. */
export interface Share {
  readonly role: string;
  readonly state: string;
  readonly round: number;
}

/** A moment of a case: its state and those of its shares. */
export interface Life {
  readonly state: string;
  readonly shares: readonly Share[];
}

/** An act that can be done in a moment, and what comes of it. */
export interface Step {
  readonly act: string;
  readonly to: Life;
}

const lastRound = 2;
const share = (role: string): Share => ({ role, state: 'assigned', round: 1 });

/** The handlings that an act adds, in every way in which it may be filled in. */
function added(name: string, act: Act): readonly (readonly Share[])[] {
  if (act.effects.includes('route')) return [[share('sole')]];
  if (!act.effects.includes('assign')) return [[]];
  if (name === 'addHandler') return [[share('co')]];
  return [[share('sole')], [share('lead'), share('co')], [share('separate'), share('separate')]];
}

/** What an act makes of the share that it is done to: what its effects decide, else what it declares. */
function turned(kind: Kind, act: Act, of: Share): readonly Share[] {
  const at = (state: string): Share => ({ ...of, state });
  const again: Share = {
    ...of,
    state: 'received' in kind.handlingStates ? 'received' : 'assigned',
    round: Math.min(lastRound, of.round + 1),
  };
  const has = (effect: Act['effects'][number]) => act.effects.includes(effect);
  if (has('reassign')) return [share(of.role)];
  // The first of two sides changes nothing yet; the second, or a lapse, may have any outcome.
  if (has('rateBothWays') || has('openIfRated')) return [of, at('rated'), again, ...escalation(kind, of)];
  if (has('openRatings')) return [at('rated'), again, ...escalation(kind, of)];
  if (has('rate')) return [at('rated'), again, ...escalation(kind, of)];
  if (has('decideEscalation')) return [at('rated'), again];
  if (has('signOff')) return [at('signing'), at('signed')];
  return [act.toTarget === undefined ? of : at(act.toTarget)];
}

/** A second bad rating goes to a meeting, where the kind knows that. */
function escalation(kind: Kind, of: Share): readonly Share[] {
  return 'escalated' in kind.handlingStates && of.round === lastRound ? [{ ...of, state: 'escalated' }] : [];
}

function sharesAfter(kind: Kind, name: string, act: Act, life: Life): readonly (readonly Share[])[] {
  if (act.on === 'commitment') return [life.shares];
  if (act.on === 'matter') return added(name, act).map((more) => [...life.shares, ...more]);
  return life.shares.flatMap((one, index) =>
    act.fromTarget && !act.fromTarget.includes(one.state) ? [] : turned(kind, act, one).map((next) => life.shares.with(index, next)),
  );
}

/** The states that an act may lead to: by what is chosen, by how it comes out, else the declared one, else the same. */
function nextStates(act: Act, life: Life): readonly string[] {
  if (act.toBy) return [...new Set(Object.values(act.toBy.states))];
  const found = Object.values(act.outcomes ?? {}).flatMap((outcome) => outcome.to ?? []);
  return [...new Set([act.to ?? life.state, ...found])];
}

function stepsFrom(kind: Kind, life: Life): Step[] {
  const final = kind.states[life.state]!.final === true;
  return Object.entries(kind.acts)
    .filter(([, act]) => act.from.includes(life.state) || (act.from.includes('*') && !final))
    .flatMap(([name, act]) =>
      sharesAfter(kind, name, act, life)
        .filter((shares) => shares.length <= 3)
        .flatMap((shares) =>
          nextStates(act, life).map((state) => ({ act: name, to: { shares, state: state === 'derived' ? kind.derive(shares) : state } })),
        ),
    );
}

/** All moments that a declaration allows, by their key; the acts that lead on from each; and which acts that are. */
export interface Exploration {
  readonly lives: ReadonlyMap<string, Life>;
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  readonly done: ReadonlySet<string>;
}

/** The same for moments that differ only in the order of their shares. */
export const keyOf = (life: Life) =>
  `${life.state} ${life.shares
    .map((one) => `${one.role}:${one.state}:${one.round}`)
    .toSorted()
    .join(' ')}`;

/** Every life that the declaration allows, from its first state on. Guards are left out: a life found here may still wait for one. Pure. */
export function explore(kind: Kind): Exploration {
  const first: Life = { state: kind.first, shares: [] };
  const lives = new Map([[keyOf(first), first]]);
  const steps = new Map<string, Step[]>();
  const done = new Set<string>();
  for (const [key, life] of lives) {
    const next = stepsFrom(kind, life);
    steps.set(key, next);
    for (const step of next) {
      done.add(step.act);
      if (!lives.has(keyOf(step.to))) lives.set(keyOf(step.to), step.to);
    }
  }
  return { lives, steps, done };
}
