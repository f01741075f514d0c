import { useEffect, useState } from 'react';
import { Problem } from '../../contract/problem.ts';
import type { AnswerOf, RouteContract } from '../../contract/route.ts';
import { addressOf, send } from '../shared/call.ts';
import type { WallLink } from './wall-link.ts';

/** What a wall shows of one route: the last answer, however old, and when it was read. */
export interface WallReading<Answer> {
  readonly data: Answer | null;
  /** When `data` was read, in this browser's milliseconds. */
  readonly readAt: number | null;
  /** True while the last attempt to read failed. */
  readonly failing: boolean;
}

/** Read at least so often, news or not; after news so soon, and not more often than so. */
const every = 60_000;
const settleFor = 1_200;
const atMostEvery = 4_000;

/** Reads `route` for a paired screen, again at every news and every minute. The last answer is kept for a restart without a network. */
export function useWallReading<R extends RouteContract>(route: R, link: WallLink): WallReading<AnswerOf<R>> {
  const key = `wall:${link.screenId}:${route.id}`;
  const [reading, setReading] = useState<WallReading<AnswerOf<R>>>(() => keptReading(key));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    let last = 0;
    const readIn = (milliseconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), milliseconds);
    };
    const read = async () => {
      last = Date.now();
      readIn(every);
      try {
        const data = await answerOf(route, link.screenId);
        if (ended) return;
        const readAt = Date.now();
        localStorage.setItem(key, JSON.stringify({ data, readAt }));
        setReading({ data, readAt, failing: false });
      } catch (error) {
        if (ended) return;
        if (error instanceof Problem && (error.status === 401 || error.status === 403)) link.refuse();
        setReading((before) => ({ ...before, failing: true }));
      }
    };
    const unhear = link.onNews(() => readIn(Math.max(settleFor, atMostEvery - (Date.now() - last))));
    void read();
    return () => {
      ended = true;
      clearTimeout(timer);
      unhear();
    };
  }, [route, link, key]);
  return reading;
}

async function answerOf<R extends RouteContract>(route: R, screenId: string): Promise<AnswerOf<R>> {
  const response = await send({ method: 'GET', address: addressOf(route, {}), seatId: screenId });
  return (await response.json()) as AnswerOf<R>;
}

function keptReading<Answer>(key: string): WallReading<Answer> {
  const kept = localStorage.getItem(key);
  if (!kept) return { data: null, readAt: null, failing: false };
  const { data, readAt } = JSON.parse(kept) as { data: Answer; readAt: number };
  return { data, readAt, failing: false };
}
