import type { Insertable, Selectable } from 'kysely';
import type { MeetingTables } from '../tables.ts';

type Row<Table extends keyof MeetingTables> = Readonly<Selectable<MeetingTables[Table]>>;

/** A meeting of the demo city with all that its parts hang on. Rows as they stand in the database. */
export interface DemoMeeting {
  readonly bodyId: string;
  readonly bodyKind: 'congress' | 'cppcc';
  /** `past`: ended, with its whole record; `today`: running now; `coming`: announced for later. */
  readonly phase: 'past' | 'today' | 'coming';
  readonly now: Date;
  readonly meeting: Row<'meeting'>;
  readonly sittings: readonly Row<'sitting'>[];
  readonly groups: readonly Row<'meeting_group'>[];
  readonly attendees: readonly Row<'attendee'>[];
  readonly posts: readonly Readonly<Insertable<MeetingTables['attendee_post']>>[];
}
