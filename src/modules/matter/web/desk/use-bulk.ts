import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { newId } from '#platform/contract/identifiers.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { bulkAct, readBulk, undoBulk } from '../../contract/routes.ts';

export interface BulkTarget {
  readonly bodyId: string;
  readonly matterId: string;
  readonly targetId?: string;
  /** This case's own input, where it is not the step's. */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** One act for some cases. */
export interface BulkStep {
  readonly kind: string;
  readonly act: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly targets: readonly BulkTarget[];
}

export interface Bulk {
  /** Matters handed in and not yet carried out, or carried out since; lists leave them out so that the queue moves on. */
  readonly gone: ReadonlySet<string>;
  readonly busy: boolean;
  readonly refusal: string | null;
  /** Hands in the step; `words` says it in the key line, e.g. `受理 3 件`. Answers false where the server refused. */
  readonly run: (step: BulkStep, words: string) => Promise<boolean>;
}

/**
 * Bulk acts with undo: the server waits for the undo window before it carries them out, so an undo leaves nobody told and no number given.
 * Afterwards what failed is said, case by case counted.
 */
export function useBulk(): Bulk {
  const client = useQueryClient();
  const { put, say } = useUndo();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const lost = useRef<LostAnswers>(new Map());
  const restore = useCallback((ids: readonly string[]) => setGone((before) => new Set([...before].filter((id) => !ids.includes(id)))), []);
  const settle = useCallback(
    async (batches: readonly string[], ids: readonly string[], words: string) => {
      const failed = (await Promise.all(batches.map(finished))).flat();
      await refreshModule(client, 'matter');
      restore(ids);
      if (failed.length > 0) say(`${words}：${failed.length} 件没有办成，${failed[0]!.message}`);
    },
    [client, restore, say],
  );
  const run = useCallback(
    async (step: BulkStep, words: string) => {
      const ids = step.targets.map((target) => target.matterId);
      setBusy(true);
      setRefusal(null);
      try {
        const batches = await handIn(step, lost);
        setGone((before) => new Set([...before, ...ids]));
        const until = Math.min(...batches.map((batch) => Date.parse(batch.undoUntil)));
        const batchIds = batches.map((batch) => batch.batchId);
        let undone = false;
        const timer = setTimeout(
          () => {
            if (!undone) void settle(batchIds, ids, words);
          },
          Math.max(0, until - Date.now()) + 1_500,
        );
        put({
          words,
          until,
          undo: async () => {
            await Promise.all(batchIds.map((batchId) => call(undoBulk, { params: { batchId } })));
            undone = true;
            clearTimeout(timer);
            restore(ids);
            await refreshModule(client, 'matter');
          },
        });
        return true;
      } catch (error) {
        setRefusal(wordsOf(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [client, put, restore, settle],
  );
  return { gone, busy, refusal, run };
}

/** Keys of what was handed in without an answer, by what it was: handed in again, it happens once all the same. */
type LostAnswers = Map<string, string>;

/** As many as one call takes; a great session's assignment needs two. */
const mostTargets = 500;

async function handIn(step: BulkStep, lost: { readonly current: LostAnswers }): Promise<{ batchId: string; undoUntil: string }[]> {
  const batches = [];
  for (let from = 0; from < step.targets.length; from += mostTargets) {
    const targets = step.targets
      .slice(from, from + mostTargets)
      .map((target) => ({ ...target, ...(target.input ? { input: { ...target.input } } : {}) }));
    const body = { ...step, input: { ...step.input }, targets };
    const words = JSON.stringify(body);
    const idempotencyKey = lost.current.get(words) ?? newId();
    lost.current.set(words, idempotencyKey);
    batches.push({ ...(await call(bulkAct, { body }, { idempotencyKey })), words });
  }
  // All are in: the same asked once more is a new wish.
  for (const batch of batches) lost.current.delete(batch.words);
  return batches;
}

/** Waits until a batch was carried out, and answers what failed. */
async function finished(batchId: string): Promise<readonly { matterId: string; message: string }[]> {
  for (let look = 0; look < 40; look += 1) {
    const batch = await call(readBulk, { params: { batchId } });
    if (batch.state === 'done' || batch.state === 'undone') return batch.failed;
    await new Promise((resolve) => setTimeout(resolve, 750));
  }
  return [];
}
