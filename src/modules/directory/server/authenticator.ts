import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { nobody, type Actor } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { Database } from '#platform/server/database.ts';
import type { Settings } from '#platform/server/settings.ts';
import { hashToken, tokenOf, writeLastSeen } from '#modules/identity/server/index.ts';
import { actorIn, withoutPowers, type HeldSeat, type SignedIn } from './seat-rules.ts';

/** Finds out who calls, for every request of a process. */
export interface Authenticator {
  /** `nobody` without a living session; throws `actor.seat` where the header `x-seat` names a seat that is not the caller's. */
  authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Actor>;
  /** Who holds the session of these headers, with all seats; null without a living session. */
  signedIn(headers: FastifyRequest['headers']): Promise<SignedIn | null>;
  /**
   * Tells `changed` with the id of an account or person whose sessions or seats have changed, also when another process did it, so that
   * live streams can be asked to prove themselves again; `unsure` when changes may have been missed.
   */
  readonly changes: EventEmitter<{ changed: [id: string]; unsure: [] }>;
  /**
   * Resolves when no process can take a session or seat for alive any more that was ended in a transaction committed before the call:
   * after a round of questions and answers among the processes (a few milliseconds), or when every answer kept from before has run out.
   */
  settle(): Promise<void>;
  /** Call before closing the database. */
  close(): Promise<void>;
}

/** An answer is kept so long from the moment it was asked for: what ends by the clock alone is refused so much later. */
const keepMilliseconds = 15_000;
/**
 * Kept answers count only so long after the last question that PostgreSQL answered on the listening connection: with that answer came every
 * change that was committed before the question. A process that is cut off without noticing goes on for no longer.
 */
const provenMilliseconds = 2_000;
const proveEveryMilliseconds = 700;
const mostKept = 20_000;
/** By this name the processes count each other in pg_stat_activity. */
const listenerName = 'luzhitong authenticator';
/** A session's last use is written once in this time, not at every request. */
const touchMilliseconds = 60_000;
const flushMilliseconds = 5_000;
const reconnectMilliseconds = 300;

/**
 * Opens the authenticator of a process. A token costs one prepared query (the function actor_of_session), and nothing while it is kept.
 *
 * The query runs on the very connection that listens for changes, so that an answer from before a session's end arrives before the
 * notification of that end, or with it, and is dropped or not kept.
 * While that connection is down nothing is kept and every request asks the database. A notification needs a millisecond or so to arrive;
 * whoever must be sure that an end is known everywhere before going on waits for {@link Authenticator.settle}.
 */
export async function openAuthenticator(
  database: Database,
  { secondFactor = 'administrators' }: Partial<Pick<Settings, 'secondFactor'>> = {},
): Promise<Authenticator> {
  const authenticator = new DatabaseAuthenticator(database, secondFactor);
  await authenticator.listen();
  return authenticator;
}

interface Kept {
  readonly who: SignedIn;
  readonly until: number;
}

/** Asked of all listening processes; answered when as many have answered as there are. */
interface Question {
  answers: number;
  listeners: number;
  readonly answered: PromiseWithResolvers<void>;
}

interface Row {
  session_id: string;
  account_id: string;
  person_id: string;
  name: string;
  last_seen_at: Date;
  /** Begun by two factors, or by one that is as good as two. */
  strong: boolean;
  seats: HeldSeat[];
}

class DatabaseAuthenticator implements Authenticator {
  readonly changes = new EventEmitter<{ changed: [id: string]; unsure: [] }>();
  private readonly database: Database;
  private listener: pg.PoolClient | null = null;
  private readonly kept = new Map<string, Kept>();
  private readonly keysOf = new Map<string, Set<string>>();
  private readonly touched = new Map<string, Date>();
  private readonly questions = new Map<string, Question>();
  private readonly flushing: NodeJS.Timeout;
  private readonly proving: NodeJS.Timeout;
  /** When the last question was asked that has been answered on the listening connection. */
  private proven = -Infinity;
  private heard = 0;
  private closing = false;

  private readonly secondFactor: Settings['secondFactor'];

  constructor(database: Database, secondFactor: Settings['secondFactor']) {
    this.database = database;
    this.secondFactor = secondFactor;
    this.changes.setMaxListeners(0);
    this.flushing = setInterval(() => {
      this.prune();
      void this.flush();
    }, flushMilliseconds).unref();
    this.proving = setInterval(() => void this.prove(), proveEveryMilliseconds).unref();
  }

  async authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Actor> {
    const who = await this.signedIn(request.headers);
    if (!who) return nobody;
    const seat = request.headers['x-seat'];
    const actor = actorIn(who, typeof seat === 'string' && seat !== '' ? seat : null);
    if (!actor) throw platformProblem('actor.seat');
    return actor;
  }

  async signedIn(headers: FastifyRequest['headers']): Promise<SignedIn | null> {
    const token = tokenOf(headers.cookie);
    if (!token) return null;
    const hash = hashToken(token);
    const key = hash.toString('base64');
    const kept = this.kept.get(key);
    const now = performance.now();
    if (kept && kept.until > now && this.proven + provenMilliseconds > now) return kept.who;
    return await this.lookUp(hash, key);
  }

  /** Connects for notifications, and again whenever the connection is lost. */
  async listen(): Promise<void> {
    const client = await this.database.connectWorker();
    const lost = () => {
      if (this.listener !== client) return;
      this.listener = null;
      this.forgetAll();
      client.release(true);
      if (!this.closing) this.reconnect();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', (message) => this.hear(client, message.channel, message.payload ?? ''));
    this.listener = client;
    try {
      await client.query(`set application_name = '${listenerName}'`);
      await client.query('listen actor_changed');
      await client.query('listen actor_question');
      await client.query('listen actor_answer');
    } catch (error) {
      lost();
      throw error;
    }
  }

  async settle(): Promise<void> {
    const { listener } = this;
    const ranOut = setTimeout(provenMilliseconds, undefined, { ref: false });
    if (!listener) return await ranOut;
    const id = newId();
    const question: Question = { answers: 0, listeners: Infinity, answered: Promise.withResolvers() };
    this.questions.set(id, question);
    // Notifications arrive in the order of commits: whoever answers has heard of everything that was committed before the question.
    void this.ask(listener, id, question).catch(() => undefined);
    await Promise.race([question.answered.promise, ranOut]);
    this.questions.delete(id);
  }

  private async ask(listener: pg.PoolClient, id: string, question: Question): Promise<void> {
    const text = `select count(*)::int as listeners, pg_notify('actor_question', $1)
      from pg_stat_activity where application_name = $2 and datname = current_database()`;
    const { rows } = await listener.query<{ listeners: number }>({ name: 'ask-listeners', text, values: [id, listenerName] });
    question.listeners = rows[0]!.listeners;
    if (question.answers >= question.listeners) question.answered.resolve();
  }

  private hear(client: pg.PoolClient, channel: string, payload: string): void {
    if (channel === 'actor_changed') return this.forget(payload);
    if (channel === 'actor_question') {
      client.query({ name: 'answer-question', text: `select pg_notify('actor_answer', $1)`, values: [payload] }).catch(() => undefined);
      return;
    }
    const question = this.questions.get(payload);
    if (!question) return;
    question.answers += 1;
    if (question.answers >= question.listeners) question.answered.resolve();
  }

  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.flushing);
    clearInterval(this.proving);
    await this.flush();
    const client = this.listener;
    this.listener = null;
    client?.removeAllListeners('notification');
    client?.release(true);
  }

  private reconnect(): void {
    globalThis
      .setTimeout(() => {
        if (!this.closing && !this.listener) void this.listen().catch(() => this.reconnect());
      }, reconnectMilliseconds)
      .unref();
  }

  private async lookUp(hash: Buffer, key: string): Promise<SignedIn | null> {
    const now = this.database.clock();
    const asked = performance.now();
    const { heard, listener } = this;
    const client = listener ?? (await this.database.connectWorker());
    let row: Row | undefined;
    try {
      const query = {
        name: 'actor-of-session',
        text: 'select *, session_is_strong($1) as strong from actor_of_session($1, $2)',
        values: [hash, now],
      };
      row = (await client.query<Row>(query)).rows[0];
    } finally {
      if (!listener) client.release();
    }
    if (!row) return null;
    const who: SignedIn = {
      sessionId: row.session_id,
      accountId: row.account_id,
      personId: row.person_id,
      name: row.name,
      seats: row.strong || this.secondFactor === 'off' ? row.seats : row.seats.map(withoutPowers),
    };
    if (now.getTime() - row.last_seen_at.getTime() > touchMilliseconds) this.touched.set(who.sessionId, now);
    // A change heard meanwhile may be newer than this answer, whichever of the two this process came to first.
    if (listener && listener === this.listener) {
      this.proven = Math.max(this.proven, asked);
      if (heard === this.heard) this.keep(key, { who, until: asked + keepMilliseconds });
    }
    return who;
  }

  /** Asks PostgreSQL for a sign on the listening connection, where anything is kept. */
  private async prove(): Promise<void> {
    const { listener } = this;
    if (!listener || this.kept.size === 0) return;
    const asked = performance.now();
    await listener.query({ name: 'prove-listening', text: 'select' }).catch(() => undefined);
    if (listener === this.listener) this.proven = Math.max(this.proven, asked);
  }

  private keep(key: string, kept: Kept): void {
    if (this.kept.size >= mostKept) this.prune(mostKept / 2);
    this.kept.set(key, kept);
    for (const id of [kept.who.accountId, kept.who.personId]) {
      const keys = this.keysOf.get(id);
      if (keys) keys.add(key);
      else this.keysOf.set(id, new Set([key]));
    }
  }

  private forget(id: string): void {
    this.heard += 1;
    for (const key of this.keysOf.get(id) ?? []) this.kept.delete(key);
    this.keysOf.delete(id);
    this.changes.emit('changed', id);
  }

  private forgetAll(): void {
    this.proven = -Infinity;
    this.kept.clear();
    this.keysOf.clear();
    this.changes.emit('unsure');
  }

  /** Drops what has run out, and the oldest of the rest where more than `most` would stay. */
  private prune(most = mostKept): void {
    const now = performance.now();
    let surplus = this.kept.size - most;
    for (const [key, { who, until }] of this.kept) {
      if (until > now && surplus <= 0) continue;
      surplus -= 1;
      this.kept.delete(key);
      for (const id of [who.accountId, who.personId]) {
        const keys = this.keysOf.get(id);
        keys?.delete(key);
        if (keys?.size === 0) this.keysOf.delete(id);
      }
    }
  }

  /** Writes down when sessions were last used. Losing a minute of it to a crash does no harm. */
  private async flush(): Promise<void> {
    if (this.touched.size === 0) return;
    const touched = new Map(this.touched);
    this.touched.clear();
    await writeLastSeen(this.database, touched).catch(() => undefined);
  }
}
