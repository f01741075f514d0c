import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { SessionReport } from '../../contract/hall/report.ts';
import type { MeetingRow } from '../core/find.ts';
import type { RaisedMatter, RaisedMatters } from '../parts.ts';
import type { MeetingTables } from '../tables.ts';
import type { GroupNames } from './group-names.ts';

/** A matter with the group of the meeting to which its proposer belongs; null where he belongs to none of it. */
export type RaisedHere = RaisedMatter & { readonly groupId: string | null };

/** What members handed in between the first and the last day of a session; of a meeting of another kind nothing is counted. */
export async function raisedIn(tx: Tx, meeting: MeetingRow, raised: RaisedMatters): Promise<RaisedHere[]> {
  if (meeting.kind !== 'plenarySession') return [];
  const [matters, groups] = await Promise.all([
    raised(tx, {
      bodyId: meeting.body_id,
      from: startOfDay(meeting.opens_on),
      until: new Date(endOfDay(meeting.closes_on).getTime() + 1),
    }),
    tables<MeetingTables>(tx)
      .selectFrom('meeting_group')
      .select(['id', 'member_group_id'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('member_group_id', 'is not', null)
      .execute(),
  ]);
  const groupOf = new Map(groups.map((group) => [group.member_group_id, group.id]));
  return matters.map((one) => ({ ...one, groupId: (one.memberGroupId && groupOf.get(one.memberGroupId)) ?? null }));
}

/** By kind, and in it by group. */
export function raisedSums(matters: readonly RaisedHere[], names: GroupNames): SessionReport['raised'] {
  return [...Map.groupBy(matters, (one) => one.kind)].map(([kind, of]) => ({
    kind,
    name: of[0]!.kindName,
    acceptWord: of[0]!.acceptWord,
    groups: [...Map.groupBy(of, (one) => one.groupId)]
      .toSorted(([one], [other]) => names.orderOf(one) - names.orderOf(other))
      .map(([id, some]) => ({ id, name: id === null ? '集体和其他' : names.nameOf(id), received: some.length, ...standings(some) })),
  }));
}

function standings(some: readonly RaisedHere[]) {
  const of = (standing: RaisedMatter['standing']) => some.filter((one) => one.standing === standing).length;
  return { accepted: of('accepted'), waiting: of('waiting'), ended: of('ended') };
}
