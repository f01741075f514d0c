import type { MatterLine } from '../../contract/views.ts';

/** Where a matter is shown on the phone; a draft opens for writing. */
export function addressOfMatter(matter: Pick<MatterLine, 'bodyId' | 'id' | 'kind' | 'state'>): string {
  if (matter.state === 'draft') return `/raise/${matter.kind}/${matter.id}`;
  return addressOfCase(matter.bodyId, matter.id);
}

export function addressOfCase(bodyId: string, matterId: string): string {
  return `/matters/${bodyId}/${matterId}`;
}

/** Where a kind is raised: reports have a page of their own, made for one minute in the street. */
export function addressOfRaising(kind: string): string {
  return kind === 'report' ? '/report' : `/raise/${kind}`;
}
