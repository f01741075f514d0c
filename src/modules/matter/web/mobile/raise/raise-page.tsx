import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { kinds } from '../../../contract/kinds/index.ts';
import { readDraft as readServerDraft, readForm } from '../../../contract/routes.ts';
import { raisableKinds, useActForm, wordsOfKind, type ActForm, type Values } from '../../shared/index.ts';
import { addressOfCase } from '../addresses.ts';
import { FieldControl } from '../field/field-control.tsx';
import { InviteSheet } from './invite-sheet.tsx';
import { NotForThisBody } from './not-for-this-body.tsx';
import { useKeeping, useRaise, type Kept } from './use-raise.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { usePathMember, useSearchMembers } from '#platform/web/mobile/address.ts';
import { Button, Tool } from '#platform/web/mobile/button.tsx';
import { Fault, showFirstFault } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { call } from '#platform/web/shared/call.ts';
import { Loading, Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { readDraft } from '#platform/web/shared/drafts.ts';
import { IconDelete, IconPeople } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan, useMe } from '#platform/web/shared/session.tsx';
import './raise.css';

type Form = AnswerOf<typeof readForm>;

/** Writes a matter by the declared form of its kind; nothing typed is lost, with or without signal. */
export default function RaisePage() {
  const kind = usePathMember('kind');
  const matterId = usePathMember('matterId');
  const form = useRead(readForm, { params: { kind } }, { staleTime: 600_000 });
  const me = useMe();
  const can = useCan();
  const draft = `raise/${me.person.id}/${matterId}`;
  const { fresh } = useSearchMembers();
  const start = useStart(draft, matterId, fresh !== undefined);
  if (!raisableKinds(can).some((one) => one.kind === kind)) return <NotForThisBody />;
  if (form.data && start) return <Writing key={matterId} form={form.data} matterId={matterId} draft={draft} start={start} />;
  return (
    <Page title={wordsOfKind(kind).raise} parent="/matters">
      <Reading result={form} rows={6}>
        {() => <Loading rows={6} />}
      </Reading>
    </Page>
  );
}

/** The newer of what this phone and what the server kept; the server is not asked for what was begun here a moment ago. */
function useStart(draft: string, matterId: string, fresh: boolean): Values | null {
  const [start, setStart] = useState<Values | null>(null);
  useEffect(() => {
    let current = true;
    const restore = async () => {
      const asked = fresh ? null : call(readServerDraft, { params: { matterId } }).catch(() => null);
      const [phone, server] = await Promise.all([readDraft(draft), asked]);
      if (current) setStart(phone && (!server || phone.savedAt >= server.savedAt) ? (phone.content as Values) : (server?.form ?? {}));
    };
    void restore();
    return () => {
      current = false;
    };
  }, [draft, matterId, fresh]);
  return start;
}

interface WritingProps {
  readonly form: Form;
  readonly matterId: string;
  readonly draft: string;
  readonly start: Values;
}

type Asking = 'submit' | 'invite' | 'giveUp' | null;

function Writing({ form, matterId, draft, start }: WritingProps) {
  const words = wordsOfKind(form.kind);
  const writing = useActForm(form.fields, start);
  const kept = useKeeping(form.kind, matterId, draft, writing.values, writing.changed);
  const [fault, setFault] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  // One alone is never enough: the others sign first, and the case's page then has the act of filing.
  const needsOthers = form.signersNeeded > 1;
  const begin = (what: 'submit' | 'invite') => {
    const complete = writing.check();
    setFault(complete ? null : '还有内容要填，请看标出的地方。');
    if (complete) setAsking(what);
    else showFirstFault();
  };
  return (
    <Page
      title={words.raise}
      parent="/matters"
      tools={<Tool label="删除草稿" icon={IconDelete} onPress={() => setAsking('giveUp')} />}
      acts={
        <>
          {needsOthers ? (
            <Button look="fill" onClick={() => begin('invite')}>
              邀请联名
            </Button>
          ) : (
            <>
              {kinds[form.kind]?.acts['invite'] && <Tool label="邀请联名" icon={IconPeople} shows="both" onPress={() => begin('invite')} />}
              <Button look="fill" onClick={() => begin('submit')}>
                提交{words.name}
              </Button>
            </>
          )}
        </>
      }
      actWords={keptWords(kept)}
    >
      {form.takenUntil && <CutOff until={form.takenUntil} />}
      {needsOthers && <SignersNeeded needed={form.signersNeeded} />}
      {form.notes.length > 0 && <Notes notes={form.notes} open={needsOthers} />}
      <Fault words={fault} />
      <div className="card flush section">
        {writing.asked.map((field) => (
          <FieldControl
            key={field.name}
            field={field}
            value={writing.values[field.name]}
            fault={writing.faults[field.name]}
            onChange={(value) => writing.set(field.name, value)}
            place={{ act: 'raise', kind: form.kind }}
          />
        ))}
      </div>
      <Ends {...{ form, matterId, draft, writing, asking }} onFault={setFault} onClose={() => setAsking(null)} />
    </Page>
  );
}

/** 议案截止时间, before anything else: what comes later goes another way. */
function CutOff({ until }: { readonly until: string }) {
  return (
    <p className="card notes">
      截止时间 <b>{momentWords(until)}</b>
    </p>
  );
}

/** How many must stand under it, before anything is written; how many do is told by the case's page once they are asked. */
function SignersNeeded({ needed }: { readonly needed: number }) {
  return (
    <p className="card notes">
      联名 <b>1</b> / {needed} 人，连您在内，写好后邀请另外 <b>{needed - 1}</b> 人
    </p>
  );
}

function Notes({ notes, open }: { readonly notes: readonly string[]; readonly open: boolean }) {
  return (
    <details className="card notes" open={open}>
      <summary>填写须知</summary>
      <ul>
        {notes.map((note) => (
          <li key={note} className="second wrap">
            {note}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface EndsProps extends Omit<WritingProps, 'start'> {
  readonly writing: ActForm;
  readonly asking: Asking;
  readonly onFault: (words: string) => void;
  readonly onClose: () => void;
}

/** The three ways out of the form, each asked for once more. */
function Ends({ form, matterId, draft, writing, asking, onFault, onClose }: EndsProps) {
  const { name } = wordsOfKind(form.kind);
  const { seat } = useMe();
  const navigate = useNavigate();
  const raise = useRaise(form.kind, matterId, seat?.organisation.id ?? '', draft);
  const tell = (error: unknown) => {
    onFault(error instanceof Problem && writing.showFaults(error.fields) ? '请看标出的地方。' : wordsOf(error));
    showFirstFault();
  };
  const submit = async () => {
    const input = writing.check() ?? {};
    try {
      const done = await raise.submit(input, `${name}：${typeof input.title === 'string' ? input.title : ''}`);
      toast(done.outcome === 'sent' ? `已提交${name}` : '已存手机，有信号自动提交');
      void navigate({ to: done.outcome === 'sent' ? addressOfCase(done.answer.bodyId, done.answer.matterId) : '/outgoing', replace: true });
    } catch (error) {
      tell(error);
    }
  };
  const invite = async (people: readonly string[], message: string) => {
    try {
      const { bodyId } = await raise.invite(writing.check() ?? {}, people, message);
      toast(`已邀请 ${people.length} 位`);
      void navigate({ to: addressOfCase(bodyId, matterId), replace: true });
    } catch (error) {
      onClose();
      tell(error);
    }
  };
  const giveUp = () => raise.giveUp().then(() => navigate({ to: '/matters', replace: true }));
  if (asking === 'invite') return <InviteSheet kind={form.kind} onInvite={invite} onClose={onClose} />;
  if (asking === 'submit') {
    return (
      <Confirm title={`提交${name}？`} act={`提交${name}`} onConfirm={submit} onClose={onClose}>
        提交后由工作机构审核。审核前还可以撤回。
      </Confirm>
    );
  }
  return asking === 'giveUp' ? (
    <Confirm title="删除这份草稿？" act="删除草稿" look="warn" onConfirm={giveUp} onClose={onClose}>
      写过的内容会从这台手机和服务器上删除。
    </Confirm>
  ) : null;
}

function keptWords({ phone, server }: Kept): string {
  if (server) return `草稿已保存，${momentWords(server)}`;
  return phone ? `草稿已存手机，${momentWords(phone)}` : '边写边存，随时可以离开';
}
