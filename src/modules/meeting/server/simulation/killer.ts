import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from '#platform/server/installation.ts';
import type { CallBook } from './call-book.ts';

/** Who may go on while the server is away, and how many calls of theirs: the day would be over before it is back. */
const mostAlone = { door: 120, phone: 80 } as const;

/** Kills the server at moments of the day, while everybody goes on, and starts it again. */
export class Killer {
  kills = 0;
  private readonly server: Installation;
  private readonly book: CallBook;
  private readonly say: (words: string) => void;
  private restarting: Promise<void> | null = null;
  private readonly alone = { door: 0, phone: 0 };

  constructor(server: Installation, book: CallBook, say: (words: string) => void) {
    this.server = server;
    this.book = book;
    this.say = say;
  }

  /** Lets `act` begin and kills the server under it, `after` milliseconds later. Resolves when the server is back and the act is through. */
  async strikeDuring(act: () => Promise<void>, after: number): Promise<void> {
    const acting = act();
    await pause(after);
    this.kills += 1;
    this.say(`第 ${this.kills} 次杀掉服务（kill -9）`);
    this.book.noteKill();
    this.restarting = this.server
      .kill()
      .then(() => this.server.restart())
      .finally(() => {
        this.restarting = null;
        this.alone.door = this.alone.phone = 0;
      });
    await Promise.all([this.restarting, acting]);
  }

  /** Some come in while the server is away, the rest after it. */
  async pace(who: keyof typeof mostAlone): Promise<void> {
    if (this.restarting && (this.alone[who] += 1) > mostAlone[who]) await this.restarting;
  }

  /** Resolves when the server is there. */
  async over(): Promise<void> {
    await this.restarting;
  }
}
