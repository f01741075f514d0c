import type { Database } from '../database.ts';

export interface CommitLoopOptions {
  readonly database: Pick<Database, 'signals'>;
  /** One bounded piece of work; true when there may be more. */
  readonly step: () => Promise<boolean>;
  readonly failed: (error: unknown) => void;
  /** Looks at least so often, for commits of other processes and steps that failed. */
  readonly pollMilliseconds?: number;
}

/** Under a stream of commits a step runs at most so often, so that it finds many rows at once instead of one at a time. */
const gatherMilliseconds = 40;

/** Repeats a step: again at once while it says that there is more, else after this process's next commit, or after the poll's time. */
export class CommitLoop {
  private readonly options: CommitLoopOptions;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private woken = false;
  private endRest: (() => void) | null = null;
  private lastForCommit = -Infinity;

  constructor(options: CommitLoopOptions) {
    this.options = options;
  }

  start(): void {
    this.stopping = false;
    this.options.database.signals.on('commit', this.wake);
    this.running = this.run();
  }

  /** Finishes the step under way and stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.options.database.signals.off('commit', this.wake);
    this.wake();
    await this.running;
  }

  private readonly wake = (): void => {
    this.woken = true;
    this.endRest?.();
  };

  private async run(): Promise<void> {
    while (!this.stopping) {
      if (this.woken) this.lastForCommit = performance.now();
      this.woken = false;
      const more = await this.options.step().catch((error: unknown) => {
        this.options.failed(error);
        return false;
      });
      if (!more) await this.rest();
    }
  }

  /** A commit during the step ends the rest early as well: its rows may have come too late for the step. */
  private async rest(): Promise<void> {
    if (!this.woken) await this.pause(this.options.pollMilliseconds ?? 250);
    const early = this.woken ? gatherMilliseconds - (performance.now() - this.lastForCommit) : 0;
    if (early > 0 && !this.stopping) await new Promise((resolve) => setTimeout(resolve, early));
  }

  private async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.endRest = null;
  }
}
