import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { readCase } from '../../../contract/routes.ts';
import type { ActView, CaseView } from '../../../contract/views.ts';
import { actWords, isSealedRating, labelOfAct, sumWords, targetOf, useActForm, type Values } from '../../shared/index.ts';
import { addressOfCase } from '../addresses.ts';
import { FieldControl } from '../field/field-control.tsx';
import { useAct } from './use-act.ts';
import { Problem } from '#platform/contract/problem.ts';
import { usePathMember, useSearchMembers } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault, showFirstFault } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line } from '#platform/web/mobile/parts.tsx';
import { Empty, Loading, Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { forgetDraft, readDraft, saveDraft } from '#platform/web/shared/drafts.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';

/** The form of one act, made from the fields that the server declares with it. */
export default function ActPage() {
  const bodyId = usePathMember('bodyId');
  const matterId = usePathMember('matterId');
  const name = usePathMember('act');
  const { target } = useSearchMembers();
  const reading = useRead(readCase, { params: { bodyId, matterId } }, { topics: [`matter:${matterId}`] });
  const title = labelOfAct(reading.data?.matter.kind ?? '', name);
  const act = reading.data?.acts.find((one) => one.act === name && (!target || one.targetId === target));
  if (reading.data && act) return <Prepared key={act.act + act.targetId} found={reading.data} act={act} />;
  return (
    <Page title={title} parent={addressOfCase(bodyId, matterId)}>
      <Reading result={reading} rows={4}>
        {() => <Empty title={`现在不能“${title}”`}>这件事已经往下走了，请回到事项页看最新情况。</Empty>}
      </Reading>
    </Page>
  );
}

/** What was typed here before and not sent is put back first. */
function Prepared({ found, act }: { readonly found: CaseView; readonly act: ActView }) {
  const { person } = useMe();
  const name = `act/${person.id}/${found.matter.id}/${act.act}/${act.targetId ?? ''}`;
  const [start, setStart] = useState<Values | null>(null);
  useEffect(() => void readDraft(name).then((kept) => setStart((kept?.content as Values | undefined) ?? {})), [name]);
  if (!start)
    return (
      <Page title={act.label}>
        <Loading rows={4} />
      </Page>
    );
  return <ActFormPage found={found} act={act} start={start} draft={name} />;
}

interface ActFormPageProps {
  readonly found: CaseView;
  readonly act: ActView;
  readonly start: Values;
  readonly draft: string;
}

function ActFormPage({ found, act, start, draft }: ActFormPageProps) {
  const form = useActForm(act.fields, start);
  const { tryRun } = useAct(found);
  const leave = useLeave(found);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(act.blocked);
  useEffect(() => {
    if (!form.changed) return undefined;
    const timer = setTimeout(() => void saveDraft(draft, form.values), 500);
    return () => clearTimeout(timer);
  }, [draft, form.changed, form.values]);
  const submit = async () => {
    const input = form.check();
    if (!input) {
      showFirstFault();
      return setFault('还有内容要填，请看标出的地方。');
    }
    setBusy(true);
    try {
      await tryRun(act, input);
      await forgetDraft(draft);
      leave();
    } catch (error) {
      setFault(error instanceof Problem && form.showFaults(error.fields) ? '请看标出的地方。' : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page
      title={act.label}
      parent={addressOfCase(found.matter.bodyId, found.matter.id)}
      acts={
        <Button look={act.weight === 'grave' ? 'warn' : 'fill'} busy={busy} disabled={Boolean(act.blocked)} onClick={() => void submit()}>
          {actWords(found, act)}
        </Button>
      }
      actWords={sumWords(act.fields, form.values)}
    >
      <ActSubject found={found} act={act} />
      <Fault words={fault} />
      <div className="card flush section">
        {form.asked.map((field) => (
          <FieldControl
            key={field.name}
            field={field}
            value={form.values[field.name]}
            fault={form.faults[field.name]}
            onChange={(value) => form.set(field.name, value)}
            place={{ act: act.act, kind: found.matter.kind }}
          />
        ))}
        {form.asked.length === 0 && <NothingToFill />}
      </div>
    </Page>
  );
}

function NothingToFill() {
  return (
    <p className="second" style={{ padding: '16px 0' }}>
      不用填写，按下面的按钮即可。
    </p>
  );
}

function ActSubject({ found, act }: { readonly found: CaseView; readonly act: ActView }) {
  const unit = targetOf(found, act)?.unit.name;
  const commitment = act.on === 'commitment' ? found.commitments.find((one) => one.id === act.targetId) : undefined;
  return (
    <div className="section">
      <p className="strong wrap">{commitment?.words ?? found.matter.title}</p>
      <p className="second wrap">
        <Line words={[found.matter.number, unit]} />
      </p>
      {isSealedRating(found.matter.kind, act.act) && <p className="second wrap">您的评价先密封，双方都评了才同时公开。</p>}
    </div>
  );
}

function useLeave(found: CaseView): () => void {
  const router = useRouter();
  const navigate = useNavigate();
  return () => {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: addressOfCase(found.matter.bodyId, found.matter.id), replace: true });
  };
}
