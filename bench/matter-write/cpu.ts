import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds in one tick of /proc, which counts a hundred a second on every Linux. */
const tick = 10;

/** Milliseconds of CPU that a process has had; null where the system does not tell (only Linux does). */
export function cpuOfProcess(pid: number): number | null {
  const fields = statOf(pid);
  return fields && (Number(fields[11]) + Number(fields[12])) * tick;
}

/** Milliseconds of CPU that each session of the PostgreSQL server of process `pid` has had; null where the system does not tell. */
export function cpuOfSessions(pid: number): Map<string, number> | null {
  if (!statOf(pid)) return null;
  const sessions = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(pid) && isSession(name),
  );
  return new Map(sessions.map((name) => [name, cpuOfProcess(Number(name)) ?? 0]));
}

/** What sessions have had since `before`; one that has ended meanwhile is left out. */
export function cpuSince(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  return [...now].reduce((sum, [name, cpu]) => sum + cpu - (before.get(name) ?? 0), 0);
}

/** Not the writer, the checkpointer, or a vacuum that the load of the other one made due. */
function isSession(name: string): boolean {
  try {
    return /^postgres: (luzhitong_app|postgres) /.test(readFileSync(`/proc/${name}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}

/** The fields of /proc/PID/stat from the state on (the third). */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
