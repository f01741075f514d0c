import { kinds } from '../../contract/kinds/index.ts';
import type { Act, Kind } from '../../contract/kind.ts';

/** One list of an office's work: the cases of some states, and whether something waits for the office in them. */
export interface OfficeQueue {
  /** Name of its state, as it stands in the address. */
  readonly id: string;
  readonly label: string;
  readonly states: readonly string[];
  /** What waits for the office, what a committee works on, and what came of it. */
  readonly turn: 'office' | 'committee' | 'past';
}

/** Queues under one head, in the order of a rail. */
export interface QueueGroup {
  readonly title: string;
  readonly queues: readonly OfficeQueue[];
}

/** True for kinds that an office takes up from its queue; those that a duty desk takes up or that are edited for bulletins have pages of their own. */
export function isScreened(kind: Kind): boolean {
  return (
    kind.bulletinAct === undefined &&
    Object.keys(kind.states).some((state) => kind.states[state]!.stage === 'screen' && waitsForOffice(kind, state))
  );
}

/** True where the cases of a kind are given to units by an act of the office. */
export function isAssigned(kind: Kind): boolean {
  return isScreened(kind) && assigningAct(kind) !== undefined;
}

/** The act of the office that gives a case to units, with its name; undefined where a kind has none. */
export function assigningAct(kind: Kind): { readonly name: string; readonly act: Act } | undefined {
  const found = Object.entries(kind.acts).find(([, act]) => act.on === 'matter' && assigns(act));
  return found && { name: found[0], act: found[1] };
}

/** The queues of a kind from its declared states and acts: what waits for the office, what a committee works on, and what came of both. */
export function queuesOf(kind: Kind): readonly OfficeQueue[] {
  const names = Object.keys(kind.states);
  const office = names.filter((state) => waitsForOffice(kind, state));
  const committee = names.filter((state) => !office.includes(state) && waitsForCommittee(kind, state));
  const open = new Set([...office, ...committee]);
  const reached = new Set(
    Object.values(kind.acts)
      .filter((act) => act.on === 'matter' && act.from.some((from) => open.has(from)))
      .filter((act) => act.by.some((relation) => relation === 'office' || relation === 'officeLeader' || relation === 'committee'))
      .flatMap(nextStates),
  );
  return names
    .filter((state) => open.has(state) || reached.has(state))
    .map((state) => ({
      id: state,
      label: kind.states[state]!.label,
      states: [state],
      turn: office.includes(state) ? 'office' : committee.includes(state) ? 'committee' : 'past',
    }));
}

/** The queues as a rail shows them: a few under one head, many under the stages of the kind. */
export function queueGroups(kind: Kind, stageWord: (stage: Kind['states'][string]['stage']) => string): readonly QueueGroup[] {
  const queues = queuesOf(kind);
  if (queues.filter((one) => one.turn !== 'past').length <= 3) {
    return [{ title: '队列', queues: [...queues].sort((one, other) => Number(one.turn === 'past') - Number(other.turn === 'past')) }];
  }
  const stages = [...new Set(queues.map((one) => kind.states[one.id]!.stage))];
  // What was sent back stands with what was decided, not before what is to be done first.
  const ordered = [...stages.filter((stage) => stage !== 'raise'), ...stages.filter((stage) => stage === 'raise')];
  return ordered.map((stage) => ({ title: stageWord(stage), queues: queues.filter((one) => kind.states[one.id]!.stage === stage) }));
}

/** Which page of the office a task belongs to, by its clock; null where it belongs to none of them. */
export function deskOfClock(kind: Kind, clock: string): 'screening' | 'assignment' | 'duty' | 'bulletins' | null {
  const meeting = Object.values(kind.acts).filter((act) => act.on === 'matter' && act.meets?.includes(clock));
  if (kind.bulletinAct) return meeting.some(isOffices) ? 'bulletins' : null;
  if (Object.values(kind.acts).some((act) => act.by.includes('dutyDesk'))) return 'duty';
  if (meeting.some((act) => assigns(act) && isOffices(act))) return 'assignment';
  return meeting.some((act) => act.weight === 'main' && isOffices(act)) ? 'screening' : null;
}

function waitsForOffice(kind: Kind, state: string): boolean {
  return mainActs(kind, state).some((act) => isOffices(act) && !assigns(act) && !act.by.includes('committee'));
}

/** A committee has a step of its own there, whether or not it is the next one. */
function waitsForCommittee(kind: Kind, state: string): boolean {
  return Object.values(kind.acts).some(
    (act) => act.on === 'matter' && act.from.includes(state) && act.by.includes('committee') && nextStates(act).length > 0,
  );
}

function mainActs(kind: Kind, state: string): readonly Act[] {
  return Object.values(kind.acts).filter((act) => act.on === 'matter' && act.weight === 'main' && act.from.includes(state));
}

const isOffices = (act: Act) => act.by.includes('office') || act.by.includes('officeLeader');
const assigns = (act: Act) => act.effects.includes('assign') && act.weight === 'main';

/** Every state that an act may lead to. */
function nextStates(act: Act): readonly string[] {
  return [act.to, ...Object.values(act.toBy?.states ?? {}), ...Object.values(act.outcomes ?? {}).map((outcome) => outcome.to)].filter(
    (state): state is string => state !== undefined && state !== 'derived',
  );
}

/** Pages of the office that work on one kind at a time, with the kinds of each that a seat at a body of `side` has; for the list of all places. */
export function pagesByKind(side: string | undefined): readonly { readonly path: string; readonly kinds: readonly Kind[] }[] {
  const own = Object.values(kinds).filter((kind) => kind.bodyKind === side);
  return [
    { path: '/screening', kinds: own.filter(isScreened) },
    { path: '/assignment', kinds: own.filter(isAssigned) },
  ].filter((page) => page.kinds.length > 1);
}
