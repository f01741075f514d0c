import { useState } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import type { CallOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { seatInUse } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { routeOfAct } from '../../contract/act-routes.ts';
import type { ActView, CaseView } from '../../contract/views.ts';
import { faultsOf, inputOf, isSealedRating, sumWords } from '../shared/index.ts';
import { FormFields } from './fields.tsx';
import type { FormValue } from './fields.tsx';
import { RefusalLine } from './refusal-line.tsx';

/** What an act needs to know of its case. */
export interface ActCase {
  readonly bodyId: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly revision: number;
}

/** The part of a case that its acts need. */
export function actCaseOf(view: CaseView): ActCase {
  return { bodyId: view.matter.bodyId, id: view.matter.id, kind: view.matter.kind, title: view.matter.title, revision: view.revision };
}

interface ActDialogProps {
  readonly of: ActCase;
  readonly act: ActView;
  readonly onClose: () => void;
  readonly onDone?: () => void;
  /** What stands in the form although nobody typed it. */
  readonly preset?: FormValue;
}

/** Does an act on a case: shows its form, keeps what is typed on this computer, sends it and says what was done. */
export function ActDialog({ of, act, onClose, onDone, preset }: ActDialogProps) {
  const { say } = useUndo();
  const draft = useDraft<Record<string, unknown>>(draftName(of, act, preset), { ...initialOf(act), ...preset });
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const send = useAct(of, act);
  const sum = sumWords(act.fields, draft.content);
  const done = () => {
    void draft.discard();
    say(`${act.label}：${of.title}`);
    onClose();
    onDone?.();
  };
  const submit = () => {
    const missing = faultsOf(act.fields, draft.content);
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    send.mutate(inputOf(act.fields, draft.content), { onSuccess: done, onError: (error) => setFaults(refusedFields(error)) });
  };
  return (
    <DeskDialog
      title={act.label}
      note={of.title}
      onClose={onClose}
      width={act.fields.some((field) => field.input === 'text') ? 620 : 480}
      foot={
        <>
          <span className="s grow">
            {sum ? <b className="ink">{sum}</b> : draft.savedAt && act.fields.length > 0 ? '填写的内容已保存在这台电脑上' : ''}
          </span>
          <Button onPress={onClose}>不做了</Button>
          <Button filled busy={send.isPending} blocked={act.blocked} keys="Ctrl+Enter" onPress={submit}>
            {act.label}
          </Button>
        </>
      }
    >
      <SubmitKey label={act.label} onSubmit={submit} />
      {isSealedRating(of.kind, act.act) && <p className="m">您的评价先密封，双方都评了才同时公开。</p>}
      <FormFields
        fields={act.fields}
        value={draft.content}
        onChange={(name, value) => draft.change({ [name]: value })}
        faults={faults}
        matter={of}
      />
      {act.fields.length === 0 && <p>{act.weight === 'grave' ? '这一步不能在系统里退回，请确认。' : '确认后立即生效，并通知有关的人。'}</p>}
      <RefusalLine words={send.error && wordsOf(send.error)} />
    </DeskDialog>
  );
}

function draftName(of: ActCase, act: ActView, preset: FormValue | undefined): string {
  return ['act', seatInUse() ?? '', of.id, act.targetId ?? '', act.act, preset ? JSON.stringify(preset) : ''].join(':');
}

function SubmitKey({ label, onSubmit }: { label: string; onSubmit: () => void }) {
  useKeys([{ keys: 'Ctrl+Enter', label, act: onSubmit, everywhere: true }]);
  return null;
}

/** The call of one act on one case. */
export function useAct(of: ActCase, act: ActView) {
  const route = routeOfAct(of.kind, act.act);
  const write = useWrite(route);
  const call = (input: FormValue): CallOf<typeof route> => ({
    params: { bodyId: of.bodyId, matterId: of.id, ...(act.targetId ? { targetId: act.targetId } : {}) },
    body: { revision: of.revision, input },
  });
  return {
    isPending: write.isPending,
    error: write.error,
    mutate: (input: FormValue, options: { onSuccess?: () => void; onError?: (error: Error) => void } = {}) =>
      write.mutate(call(input), options),
  };
}

function initialOf(act: ActView): FormValue {
  return Object.fromEntries(
    act.fields.filter((field) => field.initial !== undefined && field.initial !== null).map((field) => [field.name, field.initial]),
  );
}

/** Faults of a refused act by field name; the server names them `body.input.reason`. */
function refusedFields(error: Error): Readonly<Record<string, string>> {
  if (!(error instanceof Problem)) return {};
  return Object.fromEntries(
    (error.fields ?? []).map((field) => [field.path.replace(/^(body\.)?(input\.)?/, '').split('.')[0]!, field.message]),
  );
}
