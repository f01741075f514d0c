import { useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskPage } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { seatInUse } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { forgetDraft, useDraft } from '#platform/web/shared/drafts.ts';
import type { ActView, CaseView } from '../../contract/views.ts';
import { faultsOf, inputOf } from '../shared/index.ts';
import { actCaseOf, useAct } from './act-dialog.tsx';
import { casePath } from './matter-marks.tsx';

interface WritingOf {
  readonly view: CaseView;
  readonly act: ActView;
  /** What is written, of which case or share, and the stored version one starts from: what was typed over an older one never covers a colleague's newer one. */
  readonly draft: readonly [what: string, of: string, version: string | number];
  readonly start: Record<string, unknown>;
  /** What is said once it is saved. */
  readonly saved: string;
}

/** A text that is written with an act: kept on this computer while one types, with the office or the unit when one saves. */
export function useWriting({ view, act, draft: [what, of, version], start, saved }: WritingOf) {
  const { say } = useUndo();
  const name = `${what}:${seatInUse() ?? ''}:${of}:${version}`;
  const draft = useDraft<Record<string, unknown>>(name, start);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const send = useAct(actCaseOf(view), act);
  const save = () => {
    const missing = faultsOf(act.fields, draft.content);
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    send.mutate(inputOf(act.fields, draft.content), {
      onSuccess: () => {
        void forgetDraft(name);
        say(saved);
      },
    });
  };
  return { draft, faults, save, busy: send.isPending, refusal: send.error ? wordsOf(send.error) : null };
}

/** The page where there is nothing to write now: why, and the way back to the case. */
export function NothingToWrite({ view, title, words, back }: { view: CaseView; title: string; words: string; back: string }) {
  const go = useGo();
  return (
    <DeskPage title={title}>
      <Empty
        words={words}
        hint={view.story}
        act={
          <Button filled onPress={() => go(casePath(view.matter))}>
            {back}
          </Button>
        }
      />
    </DeskPage>
  );
}
