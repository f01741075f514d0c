import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import pg from 'pg';

/** Runs one statement with its values, prepared by its text. */
export type Run = <Row extends object>(text: string, values: readonly unknown[]) => Promise<pg.QueryResult<Row>>;

/** {@link Run} on one connection. Statements are pipelined, and all of one turn of the event loop leave in one write. */
export function runOn(client: pg.ClientBase): Run {
  return async (text, values) => {
    gather(client);
    return await client.query({ name: statementName(text), text, values: [...values] });
  };
}

/** A command of transactions (begin, commit, rollback), which takes no values. */
export async function command(client: pg.ClientBase, text: string): Promise<void> {
  gather(client);
  await client.query(text);
}

// bigint and numeric of this product (counts, sizes, positions) all fit a double exactly; dates stay calendar days, not moments.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** A pool of pipelining connections, each of which one transaction has for itself. */
export function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, pipeline: true, idleTimeoutMillis: 30_000 });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for a connection that breaks while it is in use: its queries fail, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A statement that is a whole transaction, and how it is said for many of its kind at once. */
interface Joint {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The statement for a JSON array ($1) of such {@link row}s. Where it gives rows for them, their member `#` counts the array from 1. */
  readonly textForMany: string;
  /** Its values as JSON text. */
  readonly row: string;
  /** What it writes to. Two that write to the same are never sent as one; the others go in this order, so that no two wait for each other. */
  readonly subject: string;
}

interface Waiting {
  readonly joint: Joint;
  readonly answer: PromiseWithResolvers<object[]>;
}

interface Line {
  client: Promise<pg.Client> | null;
  waiting: number;
  /** What waits for the answer to what was sent last, the oldest first. */
  queue: Waiting[];
  busy: boolean;
}

const mostAtOnce = 48;

/**
 * Connections that everybody shares, for statements that are a whole transaction each: they stand in line behind one another, so that
 * PostgreSQL finds the next one waiting when it has done one, and neither side wakes the other for each.
 */
export class Lines {
  private readonly url: string;
  private readonly lines: readonly Line[];

  constructor(url: string, count: number) {
    this.url = url;
    this.lines = Array.from({ length: count }, () => ({ client: null, waiting: 0, queue: [], busy: false }));
  }

  /** {@link Run} on the line where the fewest wait. */
  readonly run: Run = async (text, values) => await this.runIn(this.shortest(), text, values);

  /**
   * Runs a statement, in one transaction with others of its kind that came while the line was busy: one plan, one answer and one wait for the disk
   * for all. Where PostgreSQL refuses one of them, each is run by itself, so nobody suffers from anybody else. Gives its rows.
   */
  async together<Row extends object>(joint: Joint): Promise<Row[]> {
    const line = this.shortest();
    line.waiting += 1;
    const answer = Promise.withResolvers<object[]>();
    line.queue.push({ joint, answer });
    // What else comes in this turn of the event loop shall go along.
    if (!line.busy) {
      line.busy = true;
      setImmediate(() => void this.sendQueue(line));
    }
    try {
      return (await answer.promise) as Row[];
    } finally {
      line.waiting -= 1;
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.lines.map(async (line) => await (await line.client)?.end()));
  }

  private shortest(): Line {
    return this.lines.reduce((best, one) => (one.waiting < best.waiting ? one : best));
  }

  private async runIn<Row extends object>(line: Line, text: string, values: readonly unknown[]): Promise<pg.QueryResult<Row>> {
    line.waiting += 1;
    try {
      line.client ??= this.connect(line);
      return await runOn(await line.client)<Row>(text, values);
    } finally {
      line.waiting -= 1;
    }
  }

  private async sendQueue(line: Line): Promise<void> {
    for (let next = nextOf(line); next.length > 0; next = nextOf(line)) await this.sendAtOnce(line, next);
    line.busy = false;
  }

  /** Never throws: everybody is told for himself. */
  private async sendAtOnce(line: Line, some: readonly Waiting[]): Promise<void> {
    const [first] = some;
    if (some.length > 1) {
      try {
        const { rows } = await this.runIn<{ '#'?: number }>(line, first!.joint.textForMany, [
          `[${some.map(({ joint }) => joint.row).join()}]`,
        ]);
        for (const { '#': place, ...row } of rows) if (place) some[place - 1]!.answer.resolve([row]);
        return some.forEach(({ answer }) => answer.resolve([]));
      } catch (error) {
        // Without a word of PostgreSQL nobody knows whether it was done.
        if (!(error instanceof pg.DatabaseError)) return some.forEach(({ answer }) => answer.reject(error));
      }
    }
    const alone = some.map(async ({ joint, answer }) => {
      await this.runIn(line, joint.text, joint.values).then(({ rows }) => answer.resolve(rows), answer.reject);
    });
    await Promise.all(alone);
  }

  /** A lost connection fails what stands in its line; the next statement connects anew. */
  private async connect(line: Line): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, pipeline: true });
    const lost = () => {
      line.client = null;
    };
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      return client;
    } catch (error) {
      lost();
      throw error;
    }
  }
}

/** Takes the oldest of the line and what may be sent with it. */
function nextOf(line: Line): Waiting[] {
  const kind = line.queue[0]?.joint.textForMany;
  const next = new Map<string, Waiting>();
  line.queue = line.queue.filter((one) => {
    const { textForMany, subject } = one.joint;
    if (textForMany !== kind || next.size >= mostAtOnce || next.has(subject)) return true;
    next.set(subject, one);
    return false;
  });
  return [...next].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, waiting]) => waiting);
}

/** Kysely over {@link Run}; its transactions are the caller's own. */
export function kyselyOver(run: Run): Kysely<never> {
  return new Kysely<never>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new RunDriver(run),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class RunDriver implements Driver {
  private readonly connection: DatabaseConnection;

  constructor(run: Run) {
    this.connection = {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
        const result = await run<never>(query.sql, query.parameters);
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
function gather(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  setImmediate(() => {
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
