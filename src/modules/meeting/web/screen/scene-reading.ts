import { useCallback, useSyncExternalStore } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { addressOf, send } from '#platform/web/shared/call.ts';
import type { WallLink } from '#platform/web/screen/wall-link.ts';
import { moduleOf } from '#platform/web/shared/queries.ts';
import { presenceChanged } from '../../contract/events.ts';
import { readScene } from '../../contract/hall/routes.ts';
import type { HallScene } from '../../contract/hall/scene.ts';
import { betterSample, type ClockSample } from '../shared/hall/clock-sample.ts';

/** What a wall screen knows of its scene: the last answer, however old. */
export interface SceneReading {
  readonly scene: HallScene | null;
  /** When the server was last heard, by this computer's clock; null before the first answer. */
  readonly readAt: number | null;
  /** True while the last attempt to read failed. */
  readonly failing: boolean;
  /** Milliseconds to add to this computer's clock for the server's. */
  readonly offset: number;
}

/** Read after news so soon, and not more often than so; without news this often, and while the network is away this often. */
const pauses = { afterNews: 60, atMostEvery: 800, quiet: 20_000, away: 4_000 };

/** Whether a scene of a meeting is set for the screen, and when that may have changed. */
export const sceneCalls = {
  watch: (link: WallLink, listener: () => void): (() => void) => followerOf(link).watch(listener),
  isCalled: (link: WallLink): boolean => followerOf(link).reading.scene !== null,
};

/** The scene of the screen, kept up to date; one reading for all who ask, and the last one again after a restart without a network. */
export function useSceneReading(link: WallLink): SceneReading {
  const follower = followerOf(link);
  return useSyncExternalStore(
    useCallback((listener: () => void) => follower.watch(listener), [follower]),
    () => follower.reading,
  );
}

const followers = new WeakMap<WallLink, SceneFollower>();

function followerOf(link: WallLink): SceneFollower {
  const known = followers.get(link) ?? new SceneFollower(link);
  followers.set(link, known);
  return known;
}

interface Kept {
  readonly scene: HallScene | null;
  readonly readAt: number;
  readonly clock: ClockSample;
}

/** Reads the scene for as long as somebody looks at it. */
class SceneFollower {
  reading: SceneReading;
  readonly #link: WallLink;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #clock: ClockSample | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #unhear: (() => void) | null = null;

  constructor(link: WallLink) {
    this.#link = link;
    this.#key = `wall:${link.screenId}:${readScene.id}`;
    const kept = JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Kept | null;
    this.#clock = kept?.clock ?? null;
    this.reading = { scene: kept?.scene ?? null, readAt: kept?.readAt ?? null, failing: false, offset: kept?.clock.offset ?? 0 };
    this.#follow();
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#begin();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  }

  #begin(): void {
    this.#unhear = this.#link.onNews((message) => {
      if (message === null || (moduleOf(message.type) === 'meeting' && this.#concerns(message.type)))
        this.#readIn(Math.max(pauses.afterNews, pauses.atMostEvery - (Date.now() - this.#last)));
    });
    void this.#read();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#unhear?.();
  }

  /** Who comes in through the doors, once a second and list, changes nothing on a wall that does not count them. */
  #concerns(type: string): boolean {
    const { scene } = this.reading;
    return type !== presenceChanged.type || !scene || scene.view.scene === 'presence' || scene.view.scene === 'code';
  }

  #readIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), milliseconds);
  }

  async #read(): Promise<void> {
    const sentAt = Date.now();
    this.#last = sentAt;
    try {
      const response = await send({ method: 'GET', address: addressOf(readScene, {}), seatId: this.#link.screenId });
      const receivedAt = Date.now();
      const answer = (await response.json()) as AnswerOf<typeof readScene>;
      this.#clock = betterSample(this.#clock, { sentAt, receivedAt, serverAt: Date.parse(answer.at) });
      const kept: Kept = { scene: answer.scene, readAt: receivedAt, clock: this.#clock };
      localStorage.setItem(this.#key, JSON.stringify(kept));
      this.#become({ scene: answer.scene, readAt: receivedAt, failing: false, offset: this.#clock.offset });
      this.#follow();
    } catch (error) {
      if (error instanceof Problem && (error.status === 401 || error.status === 403)) this.#link.refuse();
      this.#become({ ...this.reading, failing: true });
    }
    if (this.#listeners.size > 0) this.#readIn(this.reading.failing ? pauses.away : pauses.quiet);
  }

  /** What happens in the meeting that is shown is heard at once. */
  #follow(): void {
    const { scene } = this.reading;
    this.#link.follow(scene ? `meeting:${scene.meeting.id}` : '');
  }

  #become(reading: SceneReading): void {
    this.reading = reading;
    for (const listener of this.#listeners) listener();
  }
}
