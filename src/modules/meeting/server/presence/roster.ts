import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { attendeeTagOf } from '../../contract/presence/code-rules.ts';
import type { PresenceTables } from './tables.ts';

/** Whose code or badge a text may be, for one meeting. What it says is looked up and verified afterwards; this only names candidates. */
interface Roster {
  readonly byTag: ReadonlyMap<string, readonly string[]>;
  readonly byBadge: ReadonlyMap<string, string>;
}

const mostRosters = 200;

/** Rosters of the meetings that this process redeems for. Ids of attendees never change, so an old roster only lacks the newest. */
export class Rosters {
  private readonly rosters = new Map<string, { readonly roster: Promise<Roster>; readonly begun: number }>();

  /**
   * Attendees whose personal code carries the tag. Nobody is believed to be unknown by a roster from before `since` (of performance.now()): it is
   * read anew, once for all who ask.
   */
  async withTag(tx: Tx, meetingId: string, tag: string, since: number): Promise<readonly string[]> {
    return (await this.look(tx, meetingId, since, (roster) => roster.byTag.get(tag))) ?? [];
  }

  /** The attendee whose badge says `code`; null for nobody. */
  async withBadge(tx: Tx, meetingId: string, code: string, since: number): Promise<string | null> {
    return (await this.look(tx, meetingId, since, (roster) => roster.byBadge.get(code))) ?? null;
  }

  private async look<Found>(
    tx: Tx,
    meetingId: string,
    since: number,
    ask: (roster: Roster) => Found | undefined,
  ): Promise<Found | undefined> {
    const kept = await this.rosters.get(meetingId)?.roster.catch(() => undefined);
    const found = kept && ask(kept);
    if (found !== undefined) return found;
    let reading = this.rosters.get(meetingId);
    if (!reading || reading.begun < since) {
      if (this.rosters.size >= mostRosters) this.rosters.clear();
      reading = { roster: readRoster(tx, meetingId), begun: performance.now() };
      this.rosters.set(meetingId, reading);
    }
    return ask(await reading.roster);
  }
}

async function readRoster(tx: Tx, meetingId: string): Promise<Roster> {
  const rows = await tables<PresenceTables>(tx)
    .selectFrom('attendee_private')
    .select(['attendee_id', 'badge_code'])
    .where('body_id', '=', tx.actor.bodyId!)
    .where('meeting_id', '=', meetingId)
    .execute();
  const byTag = new Map<string, string[]>();
  for (const { attendee_id } of rows)
    byTag.set(attendeeTagOf(attendee_id), [...(byTag.get(attendeeTagOf(attendee_id)) ?? []), attendee_id]);
  return { byTag, byBadge: new Map(rows.map((row) => [row.badge_code, row.attendee_id])) };
}
