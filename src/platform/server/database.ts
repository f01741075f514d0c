import { EventEmitter } from 'node:events';
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import type { z } from 'zod';
import type { Actor } from '../contract/actor.ts';
import { organisationOf } from '../contract/actor.ts';
import type { EventContract } from '../contract/event.ts';
import { newId, uuid } from '../contract/identifiers.ts';

/** The chain and the outbox rows of things that belong to no body (accounts, organisations, calendars) carry this id. */
export const noBody = '00000000-0000-0000-0000-000000000000';

/** One audit entry as an action tells it; who, when and in which request are added from the transaction. */
export interface ActRecord {
  readonly bodyId: string;
  /** `module.verb-noun`. */
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Ids, numbers and states; never passwords, codes, or more personal data than the act needs. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One event on its way into the outbox. */
export interface EventRecord {
  readonly bodyId: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly topics: readonly string[];
  readonly payload: unknown;
}

/**
 * One open transaction and all that an action may know of its surroundings. Pass it on; never keep it. Its tables are reached with
 * {@link tables}; what must happen after commit is said with {@link emit} and {@link recordAct}.
 */
export interface Tx {
  readonly actor: Actor;
  /** The moment of the request: every row that one request writes carries the same time. */
  readonly now: Date;
  readonly requestId: string;
  readonly access: Access;
  /** @internal */ readonly kysely: Kysely<never>;
  /** @internal */ readonly acts: ActRecord[];
  /** @internal */ readonly events: EventRecord[];
}

/** `app` serves requests under row-level security; `worker` runs subscribers, jobs, imports and seeds. */
export type Access = 'app' | 'worker';

/** The tables of one module, typed. A module passes the interface of its own `tables.ts` and no other. */
export function tables<T>(tx: Tx): Kysely<T> {
  return tx.kysely as unknown as Kysely<T>;
}

/** Says that `event` happened to `subject`. It becomes visible to subscribers and live clients when the transaction commits. */
export function emit<Payload extends z.ZodType>(
  tx: Tx,
  event: EventContract<Payload>,
  about: { bodyId: string; subject: string; topics: readonly string[]; payload: z.input<Payload> },
): void {
  tx.events.push({ ...about, id: newId(tx.now.getTime()), type: event.type, payload: event.payload.parse(about.payload) });
}

/** Puts an entry into the audit log when the transaction commits. Every write of the product records at least one. */
export function recordAct(tx: Tx, record: ActRecord): void {
  tx.acts.push(record);
}

/** A write's repetition guard: see {@link Database.transact}. */
export interface Repetition {
  readonly key: string;
  readonly route: string;
  readonly fingerprint: Buffer;
}

/** The same Idempotency-Key came with another content. */
export class KeyReused extends Error {}

export interface TransactOptions {
  readonly access?: Access;
  readonly now?: Date;
  readonly requestId?: string;
  readonly repetition?: Repetition;
}

export interface DatabaseOptions {
  readonly appUrl: string;
  readonly workerUrl: string;
  /** Connections for requests; 16 unless told. */
  readonly connections?: number;
  /** Connections of the worker's role; a quarter of the other, at least 4, unless told. */
  readonly workerConnections?: number;
  readonly clock?: () => Date;
}

/**
 * The door to PostgreSQL. All reads and writes of the product run through {@link read} and {@link transact}, which tell row-level security
 * who acts. Statements are prepared by name and pipelined: BEGIN with its settings travels with the first query.
 */
export class Database {
  readonly clock: () => Date;
  /** Tells `commit` after each transaction that left events, so that this process's subscribers need not wait for their poll. */
  readonly signals = new EventEmitter<{ commit: [] }>().setMaxListeners(0);
  private readonly pools: Record<Access, pg.Pool>;

  constructor(options: DatabaseOptions) {
    const connections = options.connections ?? 16;
    this.clock = options.clock ?? (() => new Date());
    this.pools = {
      app: openPool(options.appUrl, connections),
      worker: openPool(options.workerUrl, options.workerConnections ?? Math.max(4, connections >> 2)),
    };
  }

  /**
   * Runs `work` in one transaction as `actor` and returns its result after commit; any error rolls everything back.
   * With `repetition`, a key that was answered before returns the first answer without running `work`; two at once run it once.
   * Throws {@link KeyReused} where the key came with another content.
   */
  async transact<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>, options: TransactOptions = {}): Promise<Result> {
    const { repetition } = options;
    try {
      return await this.attempt(actor, work, options);
    } catch (error) {
      if (!repetition || !isRepetitionConflict(error)) throw error;
      return await this.attempt(actor, () => Promise.reject(error as Error), options);
    }
  }

  /** Runs `work` in one read-only transaction as `actor`. */
  async read<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>, options: Omit<TransactOptions, 'repetition'> = {}): Promise<Result> {
    return await this.onClient(options.access ?? 'app', async (client) => {
      gather(client);
      const begun = client.query(beginText(actor, 'read only'));
      const tx = this.openTx(client, actor, options);
      return await settle(
        client,
        begun,
        () => work(tx),
        () => {
          // Nothing hangs on the answer: what was read is read, and whoever has the connection next stands behind this in its queue.
          client.query('commit').catch(() => undefined);
          return [];
        },
      );
    });
  }

  /** True when the database answers. */
  async ready(): Promise<boolean> {
    return await this.pools.app.query('select 1').then(
      () => true,
      () => false,
    );
  }

  /** A plain connection of the worker's role, for LISTEN, COPY and advisory locks; the caller releases it. */
  async connectWorker(): Promise<pg.PoolClient> {
    return await this.pools.worker.connect();
  }

  /** Pool figures for the metrics page. */
  pressure(): Record<Access, { total: number; idle: number; waiting: number }> {
    const of = (pool: pg.Pool) => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount });
    return { app: of(this.pools.app), worker: of(this.pools.worker) };
  }

  async close(): Promise<void> {
    await Promise.all([this.pools.app.end(), this.pools.worker.end()]);
  }

  private async attempt<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>, options: TransactOptions): Promise<Result> {
    const { repetition } = options;
    return await this.onClient(options.access ?? 'app', async (client) => {
      gather(client);
      const begun = client.query(beginText(actor, 'read write'));
      const tx = this.openTx(client, actor, options);
      const result = await settle(
        client,
        begun,
        async () => {
          const earlier = repetition ? await earlierAnswer(client, actor, repetition) : undefined;
          return earlier ? { ...earlier, answer: earlier.answer as Result } : { answer: await work(tx), repeated: false };
        },
        (outcome) => (outcome.repeated ? [client.query('commit')] : closingQueries(client, tx, actor, outcome.answer, repetition)),
      );
      if (tx.events.length > 0 || tx.acts.length > 0) this.signals.emit('commit');
      return result.answer;
    });
  }

  private openTx(client: pg.PoolClient, actor: Actor, options: TransactOptions): Tx {
    return {
      actor,
      now: options.now ?? this.clock(),
      requestId: options.requestId ?? newId(),
      access: options.access ?? 'app',
      kysely: kyselyOf(client),
      acts: [],
      events: [],
    };
  }

  private async onClient<Result>(access: Access, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.pools[access].connect();
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof Unclean) broken = error;
      throw error instanceof Unclean ? error.cause : error;
    } finally {
      client.release(broken);
    }
  }
}

/** The transaction could not be rolled back, so its connection must not be used again. */
class Unclean extends Error {}

/**
 * Runs `work` behind the pipelined BEGIN and then sends the closing statements in one flush. A failure anywhere rolls back and is thrown.
 * COMMIT of a failed transaction answers ROLLBACK without an error, so every closing statement's outcome is looked at.
 */
async function settle<Result>(
  client: pg.PoolClient,
  begun: Promise<unknown>,
  work: () => Promise<Result>,
  close: (result: Result) => Promise<unknown>[],
): Promise<Result> {
  begun.catch(() => undefined);
  try {
    const result = await work();
    await begun;
    const outcomes = await Promise.allSettled(close(result));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      throw new Unclean('rollback failed', { cause: error });
    });
    throw error;
  }
}

function closingQueries(client: pg.PoolClient, tx: Tx, actor: Actor, answer: unknown, repetition?: Repetition): Promise<unknown>[] {
  gather(client);
  const queries: Promise<unknown>[] = [];
  if (tx.events.length > 0) queries.push(appendEvents(client, tx));
  if (tx.acts.length > 0) queries.push(appendActs(client, tx));
  if (repetition) {
    queries.push(
      client.query({
        name: 'record-request',
        text: 'insert into request_record (account_id, key, route, fingerprint, answer, at) values ($1, $2, $3, $4, $5, $6)',
        values: [
          actor.accountId ?? noBody,
          repetition.key,
          repetition.route,
          repetition.fingerprint,
          JSON.stringify(answer ?? null),
          tx.now,
        ],
      }),
    );
  }
  queries.push(client.query('commit'));
  return queries;
}

function appendEvents(client: pg.PoolClient, tx: Tx): Promise<unknown> {
  const { actor, now } = tx;
  const who = JSON.stringify({ personId: actor.personId, name: actor.name, organisationId: organisationOf(actor), seatId: actor.seatId });
  return client.query({
    name: 'append-events',
    text: `insert into outbox (body_id, id, at, type, subject, topics, payload, actor)
      select e.body_id, e.id, $2, e.type, e.subject, array(select jsonb_array_elements_text(e.topics)), e.payload, $3
      from jsonb_to_recordset($1::jsonb) as e(body_id uuid, id uuid, type text, subject uuid, topics jsonb, payload jsonb)`,
    values: [JSON.stringify(tx.events.map((event) => ({ ...event, body_id: event.bodyId }))), now, who],
  });
}

function appendActs(client: pg.PoolClient, tx: Tx): Promise<unknown> {
  const { actor, now, requestId } = tx;
  const rows = tx.acts.map((act) => ({
    body_id: act.bodyId,
    id: newId(now.getTime()),
    act: act.act,
    subject_kind: act.subjectKind,
    subject_id: act.subjectId,
    detail: act.detail,
  }));
  return client.query({
    name: 'append-acts',
    text: `insert into audit_entry (body_id, id, at, account_id, person_id, actor_name, organisation_id, act, subject_kind, subject_id, detail, request_id)
      select a.body_id, a.id, $2, $3, $4, $5, $6, a.act, a.subject_kind, a.subject_id, a.detail, $7
      from jsonb_to_recordset($1::jsonb) as a(body_id uuid, id uuid, act text, subject_kind text, subject_id uuid, detail jsonb)`,
    values: [JSON.stringify(rows), now, actor.accountId, actor.personId, actor.name, organisationOf(actor), requestId],
  });
}

async function earlierAnswer(
  client: pg.PoolClient,
  actor: Actor,
  repetition: Repetition,
): Promise<{ answer: unknown; repeated: true } | undefined> {
  const found = await client.query<{ route: string; fingerprint: Buffer; answer: unknown }>({
    name: 'earlier-answer',
    text: 'select route, fingerprint, answer from request_record where account_id = $1 and key = $2',
    values: [actor.accountId ?? noBody, repetition.key],
  });
  const row = found.rows[0];
  if (!row) return undefined;
  if (row.route !== repetition.route || !row.fingerprint.equals(repetition.fingerprint)) throw new KeyReused();
  return { answer: row.answer, repeated: true };
}

function isRepetitionConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.table === 'request_record';
}

/**
 * BEGIN and the settings of row-level security in one round trip. The values are inlined because a simple query takes no parameters;
 * each is checked to be a UUID or a known word first, so nothing else can stand there.
 */
function beginText(actor: Actor, mode: 'read only' | 'read write'): string {
  const id = (value: string | null) => (value === null ? '' : uuid.parse(value));
  const scope = /^[a-z]+$/.test(actor.scope) ? actor.scope : 'public';
  return (
    `begin ${mode}; select set_config('app.body', '${id(actor.bodyId)}', true), set_config('app.unit', '${id(actor.unitId)}', true), ` +
    `set_config('app.person', '${id(actor.personId)}', true), set_config('app.account', '${id(actor.accountId)}', true), set_config('app.scope', '${scope}', true)`
  );
}

// bigint and numeric of this product (counts, sizes, positions) all fit a double exactly; dates stay calendar days, not moments.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, pipeline: true, idleTimeoutMillis: 30_000 });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for a connection that breaks while it is in use: its queries fail, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const kyselys = new WeakMap<pg.PoolClient, Kysely<never>>();

function kyselyOf(client: pg.PoolClient): Kysely<never> {
  const known = kyselys.get(client);
  if (known) return known;
  const made = new Kysely<never>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  kyselys.set(client, made);
  return made;
}

/** Kysely on one connection whose transactions are the {@link Database}'s own. */
class ClientDriver implements Driver {
  private readonly connection: DatabaseConnection;

  constructor(client: pg.PoolClient) {
    this.connection = {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
        gather(client);
        const result = await client.query<never>({ name: statementName(query.sql), text: query.sql, values: [...query.parameters] });
        return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
      },
      streamQuery: () => {
        throw new Error('Streaming is not offered inside a pipelined transaction; page by keyset.');
      },
    };
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('The transaction is open already; see Database.transact.');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

const gathering = new WeakSet<Socket>();

/** Lets all statements of one turn of the event loop leave in one write: each write is a call into the kernel, dearer than most statements. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

const statementNames = new Map<string, string>();

/**
 * A prepared statement's name for `text`, the same on every connection. Only so many distinct texts are named: a text built with a list of
 * varying length would fill the server's memory with plans, so past the limit statements run unnamed.
 */
function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known || statementNames.size >= 2_000) return known;
  const name = `q${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  statementNames.set(text, name);
  return name;
}
