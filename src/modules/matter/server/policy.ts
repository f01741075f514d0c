import type { Actor } from '#platform/contract/actor.ts';
import { holds } from '#platform/contract/actor.ts';
import type { Policy } from '#platform/server/module.ts';
import { actPermission } from '../contract/act-routes.ts';
import { kinds } from '../contract/kinds/index.ts';
import { relations } from '../contract/relation.ts';

const member: Policy = (actor) => holds(actor, 'deputy', 'member');
const office: Policy = (actor) => holds(actor, 'clerk', 'officeLeader');
const unit: Policy = (actor) => holds(actor, 'unitClerk', 'unitOfficer', 'unitHead', 'dutyDesk', 'gridWorker');
const overseer: Policy = (actor) => holds(actor, 'committee', 'leader');
/** A paired wall screen: a seat without a person, bound to its body. */
const screen: Policy = (actor) => holds(actor, 'screen');
const any =
  (...rules: readonly Policy[]): Policy =>
  (actor: Actor) =>
    rules.some((rule) => rule(actor));

/**
 * Who may ever do what, by the seat's roles. Whether he may do it to this very case is decided by relations (engine/relation-rules.ts) and,
 * behind that, by row-level security.
 */
export const matterPolicies: Readonly<Record<string, Policy>> = {
  'matter.read': any(member, office, unit, overseer),
  'matter.raise': member,
  'matter.screen': office,
  'matter.intake': office,
  'matter.letters': office,
  'matter.bulk': any(office, unit),
  'matter.bulletins': (actor) => actor.bodyKind === 'cppcc' && office(actor),
  'matter.select': (actor) => actor.bodyId !== null && office(actor),
  'matter.decide-selection': (actor) => actor.bodyId !== null && holds(actor, 'officeLeader'),
  'matter.key-items': (actor) => actor.bodyId !== null && any(office, overseer)(actor),
  'matter.export': any(office, unit, overseer),
  // Figures of a body: a leader's seat in a unit has none to look at.
  'matter.board': (actor) => actor.bodyId !== null && any(office, overseer, screen)(actor),
  'matter.annual': (actor) => actor.bodyId !== null && any(office, overseer)(actor),
  'matter.compose-annual': (actor) => actor.bodyId !== null && office(actor),
  ...Object.fromEntries(
    Object.values(kinds).flatMap((kind) => [
      [`matter.${kind.kind}.raise`, (actor: Actor) => holds(actor, kind.bodyKind === 'congress' ? 'deputy' : 'member')],
      ...Object.entries(kind.acts).map(([name, act]): [string, Policy] => [
        actPermission(kind.kind, name),
        // A body's people meet the kinds of their own sort of body only; units handle both.
        (actor) =>
          (actor.bodyKind === undefined || actor.bodyKind === kind.bodyKind) &&
          holds(actor, ...act.by.flatMap((relation) => relations[relation].roles)),
      ]),
    ]),
  ),
};
