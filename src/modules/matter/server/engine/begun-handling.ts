import { newId } from '#platform/contract/identifiers.ts';
import type { HandlingRow } from '../tables.ts';

/** A unit as the case keeps its names. */
export interface NamedUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}

/** A unit's share of a case of which nothing is known yet but its role (`sole`, `lead`, `separate` or `co`): assigned at `at`, in its first round. */
export function begunHandling(of: { readonly body_id: string; readonly id: string }, unit: NamedUnit, role: string, at: Date): HandlingRow {
  return {
    body_id: of.body_id,
    id: newId(at.getTime()),
    matter_id: of.id,
    unit_id: unit.id,
    unit_name: unit.name,
    unit_short_name: unit.shortName,
    role,
    state: 'assigned',
    round: 1,
    division: null,
    officer_id: null,
    officer_name: null,
    worker_id: null,
    worker_name: null,
    assigned_at: at,
    received_at: null,
    replied_at: null,
    ended_at: null,
    objection: null,
    extension: null,
    extension_count: 0,
  };
}
