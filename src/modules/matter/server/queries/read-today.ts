import { sql } from 'kysely';
import { dayOf, startOfDay } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds, regionsWithin } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { readToday as todayRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import { tallies } from './read-board.ts';

type Today = AnswerOf<typeof todayRoute>;
type Figures = Today['year'];

/** The wall: this body's year and today, by county. Every matter of the year is counted in one region or in `elsewhere`. */
export async function readToday(tx: Tx): Promise<Today> {
  const bodyId = tx.actor.bodyId!;
  const [bodies, of, today, latest] = await Promise.all([organisationsByIds(tx, [bodyId]), tallies(tx), figuresOfToday(tx), latestOf(tx)]);
  const body = bodies.get(bodyId)!;
  const { name: regionName, parts } = await regionsWithin(tx, body.regionCode);
  const year = dayOf(tx.now).slice(0, 4);
  const counted = [...of('wall')].map(([key, count]) => ({ ...partsOfKey(key), count }));
  const ofYear = counted.filter((one) => one.year === year);
  const partOf = (code: string | null) => parts.find((part) => code?.startsWith(part.code)) ?? null;
  return {
    at: tx.now.toISOString(),
    bodyName: body.name,
    bodyKind: body.kind === 'cppcc' ? 'cppcc' : 'congress',
    regionName,
    year: figuresOf(ofYear),
    carried: figuresOf(counted.filter((one) => one.year < year)).open,
    today,
    regions: parts.map((part) => ({ code: part.code, name: part.name, ...figuresOf(ofYear.filter((one) => partOf(one.region) === part)) })),
    elsewhere: figuresOf(ofYear.filter((one) => partOf(one.region) === null)),
    latest: latest.map((row) => latestLine(row, tx.now, partOf(row.region_code)?.name ?? body.shortName)),
  };
}

interface Counted {
  readonly year: string;
  readonly region: string;
  readonly standing: string;
  readonly count: number;
}

/** The members of a key of the dimension `wall`; see tally-rules.ts. */
function partsOfKey(key: string): Omit<Counted, 'count'> {
  const [year = '', region = '', standing = ''] = key.split(':');
  return { year, region, standing };
}

function figuresOf(counted: readonly Counted[]): Figures {
  const total = (...standings: readonly string[]) =>
    counted.filter((one) => standings.includes(one.standing)).reduce((sum, one) => sum + one.count, 0);
  const [closed, soon, overdue] = [total('closed'), total('dueSoon'), total('overdue', 'veryOverdue')];
  const open = soon + overdue + total('running', 'waiting');
  return { raised: closed + open, closed, open, soon, overdue };
}

async function figuresOfToday(tx: Tx): Promise<Today['today']> {
  const { rows } = await sql<Today['today']>`select * from wall_today(${startOfDay(dayOf(tx.now))})`.execute(tables<MatterTables>(tx));
  return rows[0]!;
}

interface LatestRow {
  readonly changed_at: Date;
  readonly due_at: Date | null;
  readonly region_code: string | null;
  readonly kind: string;
  readonly title: string | null;
  readonly state: string;
}

async function latestOf(tx: Tx): Promise<LatestRow[]> {
  const { rows } = await sql<LatestRow>`select * from wall_latest(8)`.execute(tables<MatterTables>(tx));
  return rows;
}

function latestLine(row: LatestRow, now: Date, region: string): Today['latest'][number] {
  const kind = kindOf(row.kind);
  const state = kind.states[row.state]!;
  const line = { at: row.changed_at.toISOString(), region, kindName: kind.words.name, title: row.title };
  // While a case waits for its proposer, the day that is due is the proposer's own.
  const due = state.mark === 'running' ? row.due_at : null;
  if (due && due < now) return { ...line, mark: 'overdue', words: `${state.label}，已超期` };
  if (due && dayOf(due) === dayOf(now)) return { ...line, mark: 'soon', words: '今天到期' };
  return { ...line, mark: state.mark, words: state.label };
}
