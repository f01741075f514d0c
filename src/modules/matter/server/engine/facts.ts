import { dayOf, endOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { mandateOf, membersOf, sessionsOf } from '#modules/directory/server/index.ts';
import type { SessionOfTerm } from '#modules/directory/server/index.ts';
import type { Act, Collective, Effect, Guard } from '../../contract/kind.ts';
import type { Case } from './case.ts';

/** What guards and effects know beyond the case and the rules; read only for acts that need it, empty otherwise. */
export interface GuardFacts {
  /** The body's sessions, oldest first. */
  readonly sessions: readonly SessionOfTerm[];
  /** The proposer's own delegation or sector, and what he is in it. */
  readonly group: { readonly positions: readonly string[]; readonly memberIds: readonly string[] } | null;
}

const needSessions: ReadonlySet<Guard | Effect> = new Set(['sessionAhead', 'placeByCutOff', 'placeBeforeSession']);

/** The facts that `acts` need of the case's body. */
export async function factsFor(tx: Tx, of: Case, acts: readonly Act[]): Promise<GuardFacts> {
  const named = acts.flatMap((act): (Guard | Effect)[] => [...(act.guards ?? []), ...act.effects]);
  const counted = acts.some((act) => clocksFromClose(of, act));
  const [sessions, group] = await Promise.all([
    counted || named.some((one) => needSessions.has(one)) ? sessionsOf(tx, of.matter.body_id) : [],
    named.includes('collectiveAllowed') && collectiveIn(of)?.own ? groupOf(tx, of) : null,
  ]);
  return { sessions, group };
}

function clocksFromClose({ kind }: Case, act: Act): boolean {
  const started = [...(act.starts ?? []), ...Object.values(act.outcomes ?? {}).flatMap((one) => one.starts ?? [])];
  return started.some((clock) => kind.clocks[clock]?.from !== undefined);
}

/** What the form says about who files, as its kind declares it; undefined for people. */
export function collectiveIn({ kind, matter }: Pick<Case, 'kind' | 'matter'>): Collective | undefined {
  const by = matter.form.raisedBy;
  return typeof by === 'string' && by !== 'people' ? (kind.collectives?.[by] ?? {}) : undefined;
}

/** In whose name the matter is filed (代表团, 界别, 党派 …); null for people. Pure. */
export function collectiveOf(of: Pick<Case, 'kind' | 'matter'>): string | null {
  const collective = collectiveIn(of);
  if (!collective) return null;
  const typed = of.matter.form.collective;
  return collective.own || typeof typed !== 'string' || typed === '' ? of.matter.author_title : typed;
}

async function groupOf(tx: Tx, { matter }: Case): Promise<GuardFacts['group']> {
  if (matter.author_id === null || matter.delegation_id === null) return null;
  const [mandate, members] = await Promise.all([
    mandateOf(tx, matter.body_id, matter.author_id),
    membersOf(tx, matter.body_id, { groupId: matter.delegation_id }),
  ]);
  return { positions: mandate?.positions ?? [], memberIds: members.map((one) => one.personId) };
}

/** Until when a session takes motions (议案截止时间): the moment that the presidium fixed, else the end of its closing day. */
export function takesMotionsUntil(session: Pick<SessionOfTerm, 'motionsUntil' | 'closesOn'>): Date {
  return session.motionsUntil ?? endOfDay(session.closesOn);
}

/** The session, announced or in progress, for which a motion filed at `at` is in time; null: it goes the way of out of session. Pure. */
export function sessionTaking(sessions: readonly SessionOfTerm[], at: Date): SessionOfTerm | null {
  return sessions.find((session) => at.getTime() <= takesMotionsUntil(session).getTime()) ?? null;
}

/** The session that has not closed by the day of `at`: the one to place before what waits for a session; null where none is registered. Pure. */
export function sessionAhead(sessions: readonly SessionOfTerm[], at: Date): SessionOfTerm | null {
  return sessions.find((session) => session.closesOn >= dayOf(at)) ?? null;
}
