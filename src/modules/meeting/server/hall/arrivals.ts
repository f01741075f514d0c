import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { ArrivalCurve } from '../../contract/hall/board.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import type { AllTables } from './tables.ts';

/** How the members came to one sitting. */
export interface Arrivals {
  readonly checkListId: string | null;
  readonly curve: ArrivalCurve;
}

interface MinuteRow {
  readonly check_list_id: string;
  readonly minute: Date | null;
  readonly came: number;
}

/** The members who came to the sitting, added up minute by minute. The door opened an hour before unless the sitting says otherwise. */
export async function arrivalsOf(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, sitting: SittingRow): Promise<Arrivals> {
  const { rows } = await sql<MinuteRow>`
    select l.id as check_list_id, date_trunc('minute', p.at) as minute, count(a.id)::int as came
    from check_list l
    left join presence p on p.body_id = l.body_id and p.check_list_id = l.id and p.taken_back_at is null
    left join attendee a on a.body_id = p.body_id and a.id = p.attendee_id and a.category = 'member' and a.left_at is null
    where l.body_id = ${meeting.body_id} and l.meeting_id = ${meeting.id} and l.sitting_id = ${sitting.id}
    group by 1, 2 order by 2`.execute(tables<AllTables>(tx));
  const opensAt = sitting.check_in_from ?? new Date(sitting.starts_at.getTime() - 3_600_000);
  let sum = 0;
  const points = rows
    .filter((row) => row.minute !== null && row.came > 0)
    .map((row): [number, number] => [Math.round((row.minute!.getTime() - opensAt.getTime()) / 60_000), (sum += row.came)]);
  const curve = { title: sitting.title, opensAt: opensAt.toISOString(), startsAt: sitting.starts_at.toISOString(), points };
  return { checkListId: rows[0]?.check_list_id ?? null, curve };
}

/** When `need` members were in; null while they are not, or where nothing is asked. */
export function reachedAt({ curve }: Arrivals, need: number): string | null {
  const point = need > 0 ? curve.points.find(([, count]) => count >= need) : undefined;
  return point ? new Date(Date.parse(curve.opensAt) + point[0] * 60_000).toISOString() : null;
}
