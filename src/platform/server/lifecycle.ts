/** Something that a process opened and must close in order. */
export interface Closable {
  close(): Promise<unknown> | void;
}

/** What a process holds open while it runs. */
export interface Lifecycle {
  /** Has `thing` closed at the end, before everything that was kept earlier. */
  keep<Thing extends Closable>(thing: Thing): Thing;
}

/**
 * Runs one process of the product from start to end: `begin` opens what it needs through `keep`; SIGINT, SIGTERM or the loss of the
 * process that started us closes everything in reverse order. A failing start is told in words, with a stack only where it is a fault of ours.
 */
export async function runProcess(begin: (life: Lifecycle) => Promise<void>): Promise<void> {
  const kept: Closable[] = [];
  const end = endOnce(kept);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
  process.on('disconnect', () => void end(0));
  try {
    await begin(lifeOf(kept));
  } catch (error) {
    console.error(inWords(error));
    await end(1);
  }
}

/** Runs one command from start to end, closing what it kept; the exit code tells whether it succeeded. */
export async function runCommand(work: (life: Lifecycle) => Promise<void>): Promise<void> {
  const kept: Closable[] = [];
  try {
    await work(lifeOf(kept));
  } catch (error) {
    console.error(inWords(error));
    process.exitCode = 1;
  } finally {
    await closeAll(kept);
  }
}

/** How long open requests and jobs get to finish. */
const patience = 15_000;

function lifeOf(kept: Closable[]): Lifecycle {
  return {
    keep: (thing) => {
      kept.push(thing);
      return thing;
    },
  };
}

function endOnce(kept: Closable[]): (code: number) => Promise<void> {
  let ending: Promise<void> | null = null;
  const end = async (code: number) => {
    // A process that cannot close must not stay: whoever waits for it would start nothing in its place.
    setTimeout(() => process.exit(code || 1), patience).unref();
    await closeAll(kept);
    process.exit(code);
  };
  return (code) => (ending ??= end(code));
}

async function closeAll(kept: Closable[]): Promise<void> {
  for (const thing of kept.splice(0).toReversed()) {
    try {
      await thing.close();
    } catch (error) {
      console.error(inWords(error));
    }
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `端口 ${'port' in error ? String(error.port) : ''} 已被别的程序占用。请停止它，或用 PORT 换一个端口再启动。`;
  }
  const meantForPeople = /\p{Script=Han}/u.test(error.message);
  return meantForPeople ? error.message : (error.stack ?? error.message);
}
