import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#platform/server/database.ts';
import { Installation } from '#platform/server/installation.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { testPhoneSecret } from '#modules/identity/server/factory.ts';

const main = join(import.meta.dirname, '../main.ts');

/** What is killed: the server, every process of its database, or both at once. */
export const killModes = ['server', 'database', 'both'] as const;
export type KillMode = (typeof killModes)[number];

/** An installation that is killed, and looked into. */
export class CrashingInstallation {
  private readonly installation: Installation;

  private constructor(installation: Installation) {
    this.installation = installation;
  }

  static async start(): Promise<CrashingInstallation> {
    return new CrashingInstallation(await Installation.start({ main, secret: testPhoneSecret }));
  }

  get url(): string {
    return this.installation.url;
  }

  /** Starts the server, ending first what a kill has left, and returns when it answers. */
  async restart(): Promise<void> {
    await this.installation.restart();
  }

  /** Waits, then kills without a word. A server that has lost its database stays up and waits to be started anew. */
  async killAfter(milliseconds: number, mode: KillMode): Promise<void> {
    await pause(milliseconds);
    const database = mode === 'server' ? [] : this.databaseProcesses();
    const gone = mode === 'database' ? undefined : this.installation.kill();
    for (const pid of database) kill(pid);
    if (mode === 'database') {
      await pause(150);
      if (!this.installation.isRunning) throw new Error(`The server ended with its database:\n${this.installation.said}`);
    }
    await gone;
    await this.installation.leaveDatabase();
  }

  /** Rows as a superuser sees them. */
  async rows<Row extends object>(text: string): Promise<Row[]> {
    return await withClient(this.installation.adminUrl(), async (client) => (await client.query<Row>(text)).rows);
  }

  /** The database beside the server, for looking and for factories. */
  database(): Database {
    return this.installation.database();
  }

  /** Returns when every subscriber has handled everything and every audit entry is sealed. */
  async untilHandled(): Promise<void> {
    const waiting = `select (select count(*)::int from subscription s where exists (select from outbox o where (o.txid, o.id) > (s.txid, s.event_id) and s.name <> 'audit.seal'))
      + (select count(*)::int from audit_entry e where not exists (select from audit_seal s where s.body_id = e.body_id and s.entry_id = e.id)) as count`;
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
      if ((await this.rows<{ count: number }>(waiting))[0]!.count === 0) return;
    }
    throw new Error('The subscribers did not come to an end.');
  }

  async remove(): Promise<void> {
    await this.installation.remove();
  }

  /** The postmaster and all its backends: each of them leads a process group of its own, so the group alone would not do. */
  private databaseProcesses(): number[] {
    const { pid } = this.installation.postmaster();
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
    return [pid, ...children.map(Number)];
  }
}

function parentOf(pid: string): number | null {
  try {
    // The command may hold spaces and brackets; what follows its last bracket does not.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}
