import type pg from 'pg';
import { databaseRoles, rolePassword } from '../secrets.ts';
import { hasCode, identifier, literal, withClient } from './sql-client.ts';

/** What {@link ensureRoles} looks after. */
export interface RoleTask {
  /** The address through which `client` came: roles are tried out at the same server. */
  readonly url: string;
  readonly secret: string;
  /** Roles whose password an administrator keeps himself (APP_DATABASE_URL, WORKER_DATABASE_URL). */
  readonly foreign?: readonly string[];
}

/**
 * Makes the four roles and gives each what it needs in this database. Can be repeated; where everything is in place it changes nothing,
 * so that it also works for a connection that may not make roles.
 */
export async function ensureRoles(client: pg.Client, task: RoleTask): Promise<void> {
  const roles = Object.values(databaseRoles);
  const { rows } = await client.query<{ me: string; there: string[] }>(
    'select session_user as me, array(select rolname::text from pg_roles where rolname = any($1)) as there',
    [roles],
  );
  const { me, there } = rows[0]!;
  // Whoever came in with a password of its own keeps it.
  const kept = new Set([me, ...(task.foreign ?? [])]);
  const tried = there.filter((role) => role !== databaseRoles.guard && !kept.has(role));
  const shut = await Promise.all(tried.map(async (role) => ((await canLogIn(task, role)) ? null : role)));
  for (const role of roles) {
    if (!there.includes(role)) await setRole(client, task, 'create', role);
    else if (shut.includes(role)) await setRole(client, task, 'alter', role);
  }
  await ensureMembership(client, databaseRoles.guard, databaseRoles.owner);
  await ensureReach(client);
}

/** From here on `client` acts as the owner of all tables, whoever it logged in as. */
export async function becomeOwner(client: pg.Client): Promise<void> {
  const owner = databaseRoles.owner;
  const become = `set role ${owner}`;
  try {
    await client.query(become);
  } catch (error) {
    if (!hasCode(error, '42501')) throw error;
    const { rows } = await client.query<{ name: string }>('select current_user as name');
    await orExplain(`grant ${owner} to ${identifier(rows[0]!.name)}`, (sql) => client.query(sql));
    await client.query(become);
  }
}

/** The address `url` for another role. */
export function addressFor(url: string, role: string, password: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/)([^@/]*@)?/, (_whole, scheme: string) => `${scheme}${role}:${encodeURIComponent(password)}@`);
}

async function setRole(client: pg.Client, task: RoleTask, verb: 'create' | 'alter', role: string): Promise<void> {
  const mayLogIn = role !== databaseRoles.guard;
  const password = mayLogIn ? ` login password ${literal(rolePassword(task.secret, role))}` : ' nologin';
  await tolerateRivals(() => orExplain(`${verb} role ${role}${password}`, (sql) => client.query(sql)));
}

/** True when `role` gets in with its derived password; asked by trying, because stored passwords are hidden from all but superusers. */
async function canLogIn(task: RoleTask, role: string): Promise<boolean> {
  try {
    await withClient(addressFor(task.url, role, rolePassword(task.secret, role)), async () => undefined);
    return true;
  } catch (error) {
    // 3D000, 42501: the password was right and only this database is missing or closed to the role.
    return hasCode(error, '3D000', '42501');
  }
}

async function ensureMembership(client: pg.Client, role: string, member: string): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>(`select pg_has_role($1, $2, 'member') as held`, [member, role]);
  if (!rows[0]!.held) await orExplain(`grant ${role} to ${member}`, (sql) => client.query(sql));
}

async function ensureReach(client: pg.Client): Promise<void> {
  const { owner, app, worker, guard } = databaseRoles;
  const { rows } = await client.query<{ database: string; make: boolean; own: boolean; guarded: boolean; open: boolean }>(
    `select current_database() as database,
       has_database_privilege($1, current_database(), 'create') as make,
       has_schema_privilege($1, 'public', 'create') as own,
       has_schema_privilege($2, 'public', 'create') as guarded,
       has_database_privilege($3, current_database(), 'connect') and has_database_privilege($4, current_database(), 'connect') as open`,
    [owner, guard, app, worker],
  );
  const held = rows[0]!;
  const database = identifier(held.database);
  const grants = [
    held.make ? null : `grant create, connect on database ${database} to ${owner}`,
    held.own ? null : `grant usage, create on schema public to ${owner}`,
    // A function may only be handed to a role that may make functions in its schema.
    held.guarded ? null : `grant usage, create on schema public to ${guard}`,
    held.open ? null : `grant connect on database ${database} to ${app}, ${worker}`,
  ];
  for (const grant of grants) if (grant) await orExplain(grant, (sql) => client.query(sql));
}

async function orExplain(sql: string, run: (sql: string) => Promise<unknown>): Promise<void> {
  try {
    await run(sql);
  } catch (error) {
    if (!hasCode(error, '42501')) throw error;
    const shown = sql.replace(/password '.*'/, "password '……'");
    throw new Error(
      `DATABASE_URL 的用户权限不够，无法执行「${shown}」。请给它 CREATEROLE 权限和数据库的所有权，或请数据库管理员代为执行（见 docs/operations.md）。`,
      {
        cause: error,
      },
    );
  }
}

/** Roles belong to the whole server: another database's migration may be making the same one at this moment. */
async function tolerateRivals(run: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (hasCode(error, '42710', '23505')) return;
      if (!hasCode(error, 'XX000') || attempt === 10) throw error;
    }
  }
}
