import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerOf } from '#platform/contract/route.ts';
import { readHallCode } from '../../contract/presence/routes.ts';
import { tried, type Wire } from './wire.ts';

/** The screen in the hall: it carries the code of this half minute and of the next, so that a server that is away is not noticed at once. */
export class HallScreen {
  private readonly wire: Wire;
  private readonly meetingId: string;
  private readonly shown = new Map<string, AnswerOf<typeof readHallCode>>();

  constructor(wire: Wire, meetingId: string) {
    this.wire = wire;
    this.meetingId = meetingId;
  }

  /** What a phone's camera reads off the screen now. */
  async code(checkListId: string): Promise<string> {
    for (;;) {
      const shown = this.shown.get(checkListId);
      const now = Date.now();
      if (shown && now < Date.parse(shown.validUntil)) return shown.code;
      const params = { meetingId: this.meetingId, checkListId };
      if (await tried(async () => this.shown.set(checkListId, await this.wire.call(readHallCode, { params })))) continue;
      if (shown && now < Date.parse(shown.next.validUntil)) return shown.next.code;
      await pause(50);
    }
  }
}
