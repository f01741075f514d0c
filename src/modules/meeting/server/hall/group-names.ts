import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MeetingRow } from '../core/find.ts';
import type { MeetingTables } from '../tables.ts';

/** Names and order of the groups of one meeting; who belongs to none stands last. */
export interface GroupNames {
  readonly nameOf: (groupId: string | null) => string;
  readonly orderOf: (groupId: string | null) => number;
  readonly all: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
}

/** The groups of the meeting, each known by its id. */
export async function groupNames(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>): Promise<GroupNames> {
  const all = await tables<MeetingTables>(tx)
    .selectFrom('meeting_group')
    .select(['id', 'name', 'kind'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const places = new Map(all.map((group, place) => [group.id, place]));
  return {
    all,
    nameOf: (groupId) => (groupId === null ? '未分组' : (all[places.get(groupId) ?? -1]?.name ?? '未分组')),
    orderOf: (groupId) => (groupId === null ? all.length : (places.get(groupId) ?? all.length)),
  };
}
