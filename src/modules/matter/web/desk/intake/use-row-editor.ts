import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { moduleOf, refreshModule } from '#platform/web/shared/queries.ts';
import type { Doubt, readIntakeRow, RowContent } from '../../../contract/intake.ts';
import { mendIntakeRow, setRowAside } from '../../../contract/intake.ts';

type Row = AnswerOf<typeof readIntakeRow>;

export interface Editor {
  readonly content: RowContent;
  readonly doubts: readonly Doubt[];
  readonly refusal: string | null;
  readonly busy: boolean;
  readonly change: (part: Partial<RowContent>) => void;
  readonly confirm: () => void;
  readonly aside: () => void;
}

/** One row under work: what is typed is saved by itself, confirming and setting aside go on to the next row. */
export function useRowEditor(intakeId: string, row: Row, onNext: () => void): Editor {
  const client = useQueryClient();
  const { say } = useUndo();
  const [busy, setBusy] = useState(false);
  const { content, doubts, refusal, setRefusal, change, save } = useRowSaving(intakeId, row);
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      say(done);
      void refreshModule(client, moduleOf(mendIntakeRow.id));
      onNext();
    } catch (error) {
      const fields = error instanceof Problem ? error.fields : undefined;
      setRefusal(fields ? fields.map((field) => field.message).join(' ') : wordsOf(error));
    }
    setBusy(false);
  };
  const aside = row.state !== 'aside';
  const put = () => call(setRowAside, { params: { intakeId, rowId: row.id }, body: { aside } });
  return {
    content,
    doubts,
    refusal,
    busy,
    change,
    confirm: () => void run(() => save(true), `已确认：${row.title}`),
    aside: () => void run(put, aside ? `不收：${row.title}` : `改为再看：${row.title}`),
  };
}

/** Keeps what is typed: saved soon after the last key and on leaving, one saving after the other, since each makes the next revision. */
function useRowSaving(intakeId: string, row: Row) {
  const rowId = row.id;
  const [content, setContent] = useState(row.content);
  const [doubts, setDoubts] = useState(row.doubts);
  const [refusal, setRefusal] = useState<string | null>(null);
  const latest = useRef<{ content: RowContent; revision: number; dirty: boolean; saving: Promise<unknown> }>({
    content: row.content,
    revision: row.revision,
    dirty: false,
    saving: Promise.resolve(),
  });
  // Somebody else, or the job, changed the row while nothing was being typed here.
  useEffect(() => {
    if (latest.current.dirty || row.revision <= latest.current.revision) return;
    latest.current = { ...latest.current, content: row.content, revision: row.revision };
    setContent(row.content);
    setDoubts(row.doubts);
  }, [row]);
  const save = useCallback(
    (confirm: boolean) => {
      const work = async () => {
        const { revision, content: typed } = latest.current;
        latest.current.dirty = false;
        const answer = await call(mendIntakeRow, { params: { intakeId, rowId }, body: { revision, content: typed, confirm } });
        latest.current.revision = answer.revision;
        setDoubts(answer.doubts);
        setRefusal(null);
      };
      latest.current.saving = latest.current.saving.then(work, work);
      return latest.current.saving;
    },
    [intakeId, rowId],
  );
  useEffect(() => {
    if (!latest.current.dirty) return undefined;
    const timer = setTimeout(() => void save(false).catch((error: Error) => setRefusal(wordsOf(error))), 900);
    return () => clearTimeout(timer);
  }, [content, save]);
  useEffect(() => {
    const now = latest;
    return () => {
      if (now.current.dirty) void save(false).catch(() => undefined);
    };
  }, [save]);
  const change = (part: Partial<RowContent>) => {
    const next = { ...latest.current.content, ...part };
    latest.current = { ...latest.current, content: next, dirty: true };
    setContent(next);
  };
  return { content, doubts, refusal, setRefusal, change, save };
}
