import type { Actor } from '#platform/contract/actor.ts';
import { holds } from '#platform/contract/actor.ts';
import { principalRoles } from '../../contract/kind.ts';
import type { Relation } from '../../contract/relation.ts';
import type { HandlingRow } from '../tables.ts';
import type { Case } from './case.ts';

/**
 * What `actor` is to the case; with `handling`, the unit's relations hold only for that share of it. Pure. Nothing here looks at states:
 * when something may be done is the declaration's, who may is decided here.
 */
export function relationsTo(of: Case, actor: Actor, handling?: HandlingRow): Set<Relation> {
  const found = new Set<Relation>();
  if (actor.scope === 'system') return found.add('system');
  if (actor.bodyId === of.matter.body_id) addBodyRelations(found, of, actor);
  if (actor.unitId !== null) addUnitRelations(found, of, actor, handling);
  return found;
}

/**
 * Whether `actor` may look at the case at all: whoever raised or signs it, the units that have or had a share of it, and, once it is
 * submitted, the body's office and, where its kind is open to them, its other members. Row-level security says the same (sees_case in
 * 0005_matter.sql); both are asked, so that a slip in one of them shows nobody anything. Pure.
 */
export function maySee({ matter, parties, handlings }: Pick<Case, 'matter' | 'parties' | 'handlings'>, actor: Actor): boolean {
  if (actor.scope === 'system') return true;
  if (actor.personId !== null && (matter.author_id === actor.personId || parties.some((one) => one.person_id === actor.personId)))
    return true;
  if (actor.unitId !== null && handlings.some((one) => one.unit_id === actor.unitId)) return true;
  if (actor.bodyId !== matter.body_id || matter.submitted_at === null) return false;
  return actor.scope === 'office' || (actor.scope === 'member' && matter.visibility === 'body');
}

function addBodyRelations(found: Set<Relation>, of: Case, actor: Actor): void {
  const { matter } = of;
  if (actor.scope === 'member') {
    if (holds(actor, of.kind.bodyKind === 'congress' ? 'deputy' : 'member')) found.add('fellow');
    if (matter.author_id !== null && matter.author_id === actor.personId) found.add('author').add('rater');
    const party = of.parties.find((one) => one.person_id === actor.personId);
    if (party?.role === 'signer' && party.state === 'confirmed') found.add('signer');
    if (party?.role === 'signer' && party.state === 'invited') found.add('invited');
    return;
  }
  if (actor.scope !== 'office') return;
  if (holds(actor, 'clerk', 'officeLeader')) found.add('office');
  if (holds(actor, 'officeLeader')) found.add('officeLeader');
  if (matter.committee !== null && holds(actor, 'committee') && actor.division === matter.committee) found.add('committee');
  if (matter.is_key && holds(actor, 'committee')) found.add('supervisor');
  if (matter.key_leader_id !== null && matter.key_leader_id === actor.personId) found.add('leader');
}

function addUnitRelations(found: Set<Relation>, of: Case, actor: Actor, handling?: HandlingRow): void {
  const mine = of.handlings.filter((one) => one.unit_id === actor.unitId && one.state !== 'ended' && (!handling || one.id === handling.id));
  const leads = of.handlings.some((one) => one.unit_id === actor.unitId && one.state !== 'ended' && principalRoles.includes(one.role));
  if (leads) found.add('leadHandler');
  if (mine.length === 0) return;
  if (holds(actor, 'unitClerk', 'unitOfficer', 'unitHead')) found.add('handler');
  if (holds(actor, 'unitClerk', 'unitHead')) found.add('unitClerk');
  // A co-handling unit gives its opinion to the lead; nobody there writes an answer.
  if (mine.some((one) => one.role !== 'co') && holds(actor, 'unitOfficer', 'unitClerk', 'unitHead')) found.add('unitOfficer');
  if (holds(actor, 'unitHead')) found.add('unitHead');
  if (holds(actor, 'dutyDesk')) found.add('dutyDesk');
  if (mine.some((one) => one.role === 'co') && holds(actor, 'unitClerk', 'unitOfficer', 'unitHead')) found.add('coHandler');
  if (holds(actor, 'gridWorker') && mine.some((one) => one.worker_id === actor.personId)) found.add('gridWorker');
}
