import { EventEmitter } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { z } from 'zod';
import type { Actor } from '../contract/actor.ts';
import { organisationOf } from '../contract/actor.ts';
import type { EventContract } from '../contract/event.ts';
import { newId, uuid } from '../contract/identifiers.ts';
import type { Run } from './connection.ts';
import { command, kyselyOver, Lines, openPool, runOn } from './connection.ts';

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
  /** @internal */ readonly sent: Promise<unknown>[];
  /** @internal */ readonly calls: Call[];
  /** @internal */ readonly run: Run;
  /** @internal */ facts: Facts | null;
  /** @internal Asks for the facts that stand, where nobody has yet: in readings. */ readonly askFacts:
    | (() => Promise<Facts | null>)
    | null;
  /** @internal */ looked: { readonly look: Look; readonly rows: readonly object[] } | null;
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

/** A function of the database that reads all that a write wants to know, as one row. */
export interface Look {
  readonly from: string;
  readonly values: readonly unknown[];
  /** The function that reads the same {@link FunctionForMany for many}; its rows also count the array, in `#`. Values are text, numbers and JSON. */
  readonly many?: FunctionForMany;
}

/**
 * The name of a function of the database that does for many writes in few statements what another does for one. It takes a JSON array with an
 * array for each write (its first five members are what act_as takes) and the place there, counted from 0, at which its own values begin.
 * It must do all or fail, and see to each for whom it does it: nobody has told row-level security.
 */
type FunctionForMany = string;

/**
 * What the write was opened with, where that was `ahead` ({@link TransactOptions.ahead}), once: whatever the work does then may change it.
 * Else what `look` reads now.
 */
export async function lookUp<Row extends object>(tx: Tx, ahead: Look, look: Look = ahead): Promise<Row | undefined> {
  const early = tx.looked;
  if (early && isSame(early.look, ahead)) {
    tx.looked = null;
    return early.rows[0] as Row | undefined;
  }
  return (await tx.run<Row>(`select * from ${look.from}(${placeholders(look.values)})`, look.values)).rows[0];
}

function isSame(one: Look, other: Look): boolean {
  return one.from === other.from && one.values.every((value, index) => value === other.values[index]);
}

function placeholders(values: readonly unknown[], from = 1): string {
  return values.map((_, index) => `$${index + from}`).join(', ');
}

/** A function of the database that writes. */
interface Call {
  readonly name: string;
  readonly values: readonly (CalledValue | Json)[];
  readonly many: FunctionForMany | null;
}

type CalledValue = string | number | Date | null;

/** A value that is JSON text already. */
export class Json {
  readonly text: string;

  constructor(value: unknown) {
    this.text = JSON.stringify(value);
  }
}

/**
 * Has a function of the database write at the end of the transaction, together with its closing, or before the next statement. Where `many` does
 * the same {@link FunctionForMany for many}, several such writes are done in one statement; the first two values must then name what is written.
 */
export function callLater(tx: Tx, name: string, values: readonly (CalledValue | Json)[], many: FunctionForMany | null = null): void {
  tx.calls.push({ name, values, many });
}

/** Sends a statement whose rows nobody reads: it travels with the next flush, and its failure fails the transaction before it commits. */
export function send(tx: Tx, statement: Promise<unknown>): void {
  // Looked at before COMMIT; without a listener a failure in between would count as unhandled.
  statement.catch(() => undefined);
  tx.sent.push(statement);
}

/** What processes keep between writes, and the snapshot of PostgreSQL at which they began to read it. */
interface Facts {
  readonly since: string;
  readonly found: Map<string, Promise<unknown>>;
}

const mostFacts = 20_000;

/**
 * What `load` finds, kept between writes under `key` until a transaction commits that changes one of the tables of facts (`fact_change` in
 * db/migrations/0030_few-statements.sql): each write asks for that as it opens, so it never works with a fact older than itself. `key` names
 * everything that the answer hangs on, also whose sight it is. Not for transactions that change such tables themselves. Readings ask when they
 * first want a fact; outside of them and of a request's write nothing is kept.
 */
export async function keptFact<Fact>(tx: Tx, key: string, load: () => Promise<Fact>): Promise<Fact> {
  const facts = tx.facts ?? (await tx.askFacts?.());
  if (!facts) return await load();
  const { found } = facts;
  const known = found.get(key) as Promise<Fact> | undefined;
  if (known) return await known;
  if (found.size >= mostFacts) found.clear();
  const asked = load();
  found.set(key, asked);
  asked.catch(() => found.delete(key));
  return await asked;
}

/** Asks at once which facts stand, together with what else is asked now, where the work is going to want some ({@link keptFact}). */
export function expectFacts(tx: Tx): void {
  if (!tx.facts) tx.askFacts?.().catch(() => undefined);
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
  /**
   * What the work will want to know first: it is read with the opening, and no transaction is held until something else is asked or written.
   * So nothing is locked, and what the work then writes by {@link callLater} must fail with 40001 or 23505 where others were quicker; the
   * work then runs once more in a transaction of the usual kind, with nothing read ahead. Only with `repetition`.
   */
  readonly ahead?: Look;
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
  private readonly lines: Lines;
  private facts: Facts | null = null;

  constructor(options: DatabaseOptions) {
    const connections = options.connections ?? 16;
    this.clock = options.clock ?? (() => new Date());
    // As many as are at work at once: what waits meanwhile goes together.
    this.lines = new Lines(options.appUrl, Math.max(2, Math.min(connections >> 1, availableParallelism())));
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
    try {
      return await this.attempt(actor, work, options);
    } catch (error) {
      // Somebody else wrote the same thing at the same time: a second look finds it, be it the first answer or the row that is there now.
      if (!options.repetition || !isConflict(error)) throw error;
      const { ahead: _, ...calmly } = options;
      return await this.attempt(actor, work, calmly);
    }
  }

  /**
   * A write of one statement: calls the function of the database that `work` names, as `actor`, and writes what `work` has recorded where it
   * answers null. Any other answer (JSON) is given back; the function must have written nothing then. `work` runs no statements.
   */
  async writeByCall<Answer>(
    actor: Actor,
    work: (tx: Tx) => { readonly name: string; readonly values: readonly unknown[] },
    options: Pick<TransactOptions, 'now' | 'requestId'> = {},
  ): Promise<Answer | null> {
    const tx = this.openTx(() => Promise.reject(new Error('a write of one statement runs no other')), actor, options);
    const { name, values } = work(tx);
    const closing = closingCall(tx, null, undefined);
    // Each member of the chain reads the one before it, so PostgreSQL runs them in this order.
    const text = `with a as materialized (select act_as(${placeholders(settingsOf(actor))})),
      w as materialized (select ${name}(${placeholders(values, 6)}) as answer from a)
      select answer${closing ? `, case when answer is null then ${closing.name}(${placeholders(closing.values, 6 + values.length)}) end` : ''} from w`;
    const { rows } = await this.lines.run<{ answer: Answer | null }>(text, [
      ...settingsOf(actor),
      ...values,
      ...parametersOf(closing?.values ?? []),
    ]);
    const { answer } = rows[0]!;
    if (answer === null && closing) this.signals.emit('commit');
    return answer;
  }

  /** What {@link keptFact} keeps under `key`, and the snapshot since which it stands unless facts_stand says otherwise; null where nothing is kept. */
  peekFact<Fact>(key: string): { readonly since: string | null; readonly fact: Promise<Fact> } | null {
    const fact = this.facts?.found.get(key) as Promise<Fact> | undefined;
    return this.facts && fact ? { since: this.facts.since, fact } : null;
  }

  /** Runs `work` in one read-only transaction as `actor`. */
  async read<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>, options: Omit<TransactOptions, 'repetition'> = {}): Promise<Result> {
    return await this.onClient(options.access ?? 'app', async (client) => {
      const begun = command(client, beginReading(actor));
      begun.catch(() => undefined);
      try {
        const run = runOn(client);
        const result = await work(this.openTx(run, actor, options, (options.access ?? 'app') === 'app' ? this.factsAskedBy(run) : null));
        await begun;
        // Nothing hangs on the answer: what was read is read, and whoever has the connection next stands behind this in its queue.
        command(client, 'commit').catch(() => undefined);
        return result;
      } catch (error) {
        return await rollBack(client, error);
      }
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
    await Promise.all([this.pools.app.end(), this.pools.worker.end(), this.lines.close()]);
  }

  private async attempt<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>, options: TransactOptions): Promise<Result> {
    const { repetition, ahead, access = 'app' } = options;
    const write = new Write(this.pools[access], this.lines, actor);
    const tx = this.openTx(write.run, actor, options);
    write.tx = tx;
    try {
      if (!ahead) await write.begin();
      const opened = this.openWrite(tx, write, repetition, ahead);
      opened.catch(() => undefined);
      // Without a repetition guard nothing hangs on the opening's answer, and the work's statements may travel with it.
      const earlier = repetition && (await opened);
      const answer = earlier ? (earlier.answer as Result) : await work(tx);
      await (earlier ? write.end() : write.close(answer, repetition));
      await opened;
      if (tx.events.length > 0 || tx.acts.length > 0) this.signals.emit('commit');
      return answer;
    } catch (error) {
      return await write.undo(error);
    } finally {
      write.release();
    }
  }

  /**
   * Tells row-level security who acts; gives the first answer to `repetition` where there is one, the facts that the write may rest on, and
   * what it looks at first.
   */
  private async openWrite(
    tx: Tx,
    write: Write,
    repetition: Repetition | undefined,
    ahead: Look | undefined,
  ): Promise<{ answer: unknown } | undefined> {
    const known = this.facts?.since ?? null;
    const rows = await write.open([...settingsOf(tx.actor), repetition?.key ?? null, known], ahead);
    const { route, fingerprint, answer, facts, ...looked } = rows[0]!;
    if (ahead) tx.looked = { look: ahead, rows: isNothing(looked) ? [] : [looked] };
    if (facts !== null && tx.access === 'app') tx.facts = this.factsSince(facts, known);
    if (!repetition || route === null) return undefined;
    if (route !== repetition.route || !fingerprint.equals(repetition.fingerprint)) throw new KeyReused();
    return { answer };
  }

  /** Asks once which facts stand, as {@link openWrite} does: with whatever else a reading asks at that moment. */
  private factsAskedBy(run: Run): () => Promise<Facts | null> {
    let asked: Promise<Facts | null> | undefined;
    const ask = async () => {
      const known = this.facts?.since ?? null;
      const text = 'select case when facts_stand($1) then $1 else pg_current_snapshot()::text end as facts';
      const { rows } = await run<{ facts: string }>(text, [known]);
      return this.factsSince(rows[0]!.facts, known);
    };
    return () => (asked ??= ask());
  }

  /** The facts that stand at the snapshot; null where another write has begun them anew meanwhile. */
  private factsSince(since: string, known: string | null): Facts | null {
    if (this.facts?.since !== since && known === (this.facts?.since ?? null)) this.facts = { since, found: new Map() };
    return this.facts?.since === since ? this.facts : null;
  }

  private openTx(run: Run, actor: Actor, options: TransactOptions, askFacts: Tx['askFacts'] = null): Tx {
    let kysely: Kysely<never> | undefined;
    return {
      actor,
      now: options.now ?? this.clock(),
      requestId: options.requestId ?? newId(),
      access: options.access ?? 'app',
      get kysely() {
        return (kysely ??= kyselyOver(run));
      },
      acts: [],
      events: [],
      sent: [],
      calls: [],
      run,
      facts: null,
      askFacts,
      looked: null,
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

/** Rolls back and throws `error`. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<never> {
  await command(client, 'rollback').catch(() => {
    throw new Unclean('rollback failed', { cause: error });
  });
  throw error;
}

/**
 * The transaction of one write. It takes a connection and begins when the first statement is run that needs one; a write that only calls
 * functions at its end is one statement, which is a transaction by itself, on a shared line.
 */
class Write {
  tx!: Tx;
  private readonly pool: pg.Pool;
  private readonly lines: Lines;
  private readonly actor: Actor;
  private client: pg.PoolClient | null = null;
  private beginning: Promise<void> | null = null;
  private broken: Error | undefined;

  constructor(pool: pg.Pool, lines: Lines, actor: Actor) {
    this.pool = pool;
    this.lines = lines;
    this.actor = actor;
  }

  /** Runs a statement of the work: the transaction has begun then, and what was to be called later has been called. */
  readonly run: Run = async (text, values) => {
    if (!this.client) await (this.beginning ??= this.beginAs());
    if (this.tx.calls.length > 0) this.sendCalls();
    return await runOn(this.client!)(text, values);
  };

  /** Runs a statement of the opening or the end, in the transaction where it has begun. */
  readonly runFirst: Run = async (text, values) => await (this.client ? runOn(this.client) : this.lines.run)(text, values);

  /** Opens with the values of open_write and looks `ahead`: in the transaction where it has begun, else by itself or with others. */
  async open(values: readonly (string | null)[], ahead: Look | undefined): Promise<OpenedWrite[]> {
    const look = ahead ? ` left join lateral ${ahead.from}(${placeholders(ahead.values, values.length + 1)}) as l on true` : '';
    const text = `select * from open_write(${placeholders(values)}) as o${look}`;
    const all = [...values, ...(ahead?.values ?? [])];
    if (this.client || !ahead?.many) return (await this.runFirst<OpenedWrite>(text, all)).rows;
    const textForMany = `select * from open_writes($1) left join ${ahead.many}($1, ${values.length}) using ("#")`;
    return await this.lines.together({ text, values: all, textForMany, row: JSON.stringify(all), subject: newId() });
  }

  async begin(): Promise<void> {
    this.client = await this.pool.connect();
    send(this.tx, command(this.client, 'begin read write'));
  }

  /** Writes what is left in one statement and commits. A COMMIT of a failed transaction answers ROLLBACK without an error, so every outcome is looked at. */
  async close(answer: unknown, repetition: Repetition | undefined): Promise<void> {
    const { tx } = this;
    // Whatever the work has sent without waiting must stand before COMMIT.
    await Promise.all(tx.sent);
    const closing = closingCall(tx, answer, repetition);
    if (closing) tx.calls.push(closing);
    if (tx.calls.length > 0) this.sendCalls();
    if (this.client) send(tx, command(this.client, 'commit'));
    const outcomes = await Promise.allSettled(tx.sent);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Ends a transaction that has written nothing. */
  async end(): Promise<void> {
    if (this.client) await command(this.client, 'commit');
  }

  /** Rolls back and throws what went wrong first: after a failed statement every later one only complains about the transaction. */
  async undo(reason: unknown): Promise<never> {
    // A statement that was sent without waiting may be about to begin the transaction.
    await this.beginning?.catch(() => undefined);
    if (!this.client) throw reason;
    const failed = isAborted(reason) ? (await Promise.allSettled(this.tx.sent)).find((one) => one.status === 'rejected') : undefined;
    return await rollBack(this.client, failed ? failed.reason : reason).catch((thrown: unknown) => {
      if (!(thrown instanceof Unclean)) throw thrown;
      this.broken = thrown;
      throw thrown.cause;
    });
  }

  release(): void {
    this.client?.release(this.broken);
  }

  private async beginAs(): Promise<void> {
    await this.begin();
    send(this.tx, runOn(this.client!)('select act_as($1, $2, $3, $4, $5)', settingsOf(this.actor)));
  }

  private sendCalls(): void {
    const { client, tx } = this;
    // PostgreSQL evaluates the members of a select list in their order.
    const first = client ? [] : [{ name: 'act_as', values: settingsOf(this.actor) }];
    const called = tx.calls.splice(0);
    const calls = [...first, ...called];
    let at = 1;
    const text = `select ${calls.map(({ name, values }) => `${name}(${placeholders(values, (at += values.length) - values.length)})`).join(', ')}`;
    const all = calls.flatMap((call) => call.values);
    const values = parametersOf(all);
    if (client || called.some((call) => !call.many)) return send(tx, this.runFirst(text, values));
    at = first[0]!.values.length;
    const members = called.map(({ many, values: own }) => `${many}($1, ${(at += own.length) - own.length})`);
    const row = `[${all.map((value) => (value instanceof Json ? value.text : JSON.stringify(value))).join()}]`;
    const subject = called[0]!.values.slice(0, 2).join();
    send(tx, this.lines.together({ text, values, textForMany: `select ${members.join(', ')}`, row, subject }));
  }
}

/** Values as a statement takes them. */
function parametersOf(values: Call['values']): CalledValue[] {
  return values.map((value) => (value instanceof Json ? value.text : value));
}

/** The events, audit entries and answer of the write; null where there are none. */
function closingCall(tx: Tx, answer: unknown, repetition: Repetition | undefined): Call | null {
  const { actor, events, acts, now, requestId } = tx;
  if (events.length === 0 && acts.length === 0 && !repetition) return null;
  const { accountId, personId, name, seatId } = actor;
  const who = { accountId, personId, name, seatId, organisationId: organisationOf(actor), requestId };
  const request = repetition && { ...repetition, fingerprint: repetition.fingerprint.toString('hex'), answer: answer ?? null };
  const rows = [who, events.map(eventRow), acts.map((act) => actRow(act, now))].map((row) => new Json(row));
  return { name: 'close_write', values: [now, ...rows, request ? new Json(request) : null], many: 'close_writes' };
}

function eventRow({ bodyId, id, type, subject, topics, payload }: EventRecord): object {
  return { body_id: bodyId, id, type, subject, topics, payload };
}

function actRow({ bodyId, act, subjectKind, subjectId, detail }: ActRecord, now: Date): object {
  return { body_id: bodyId, id: newId(now.getTime()), act, subject_kind: subjectKind, subject_id: subjectId, detail };
}

/** The row of open_write. `route` is null where no request came before, `facts` where nobody asked. */
interface OpenedWrite {
  readonly route: string | null;
  readonly fingerprint: Buffer;
  readonly answer: unknown;
  readonly facts: string | null;
}

function isNothing(row: object): boolean {
  return Object.values(row).every((value) => value === null);
}

/** What act_as takes. */
function settingsOf({ bodyId, unitId, personId, accountId, scope }: Actor): string[] {
  return [bodyId ?? '', unitId ?? '', personId ?? '', accountId ?? '', scope];
}

/** 23505: a row is there already; 40001: a row has changed since it was looked at; 40P01: two waited for each other. */
function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ['23505', '40001', '40P01'].includes(error.code ?? '');
}

/** A statement after the one that failed its transaction. */
function isAborted(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25P02';
}

/**
 * BEGIN and the settings of row-level security in one round trip. The values are inlined because a simple query takes no parameters;
 * each is checked to be a UUID or a known word first, so nothing else can stand there.
 */
function beginReading(actor: Actor): string {
  const id = (value: string | null) => (value === null ? '' : uuid.parse(value));
  const scope = /^[a-z]+$/.test(actor.scope) ? actor.scope : 'public';
  return (
    `begin read only; select set_config('app.body', '${id(actor.bodyId)}', true), set_config('app.unit', '${id(actor.unitId)}', true), ` +
    `set_config('app.person', '${id(actor.personId)}', true), set_config('app.account', '${id(actor.accountId)}', true), set_config('app.scope', '${scope}', true)`
  );
}
