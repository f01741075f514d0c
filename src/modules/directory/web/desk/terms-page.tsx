import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { MemberGroup, Term, TermSession } from '../../contract/body.ts';
import {
  addMemberGroup,
  addSession,
  addTerm,
  changeMemberGroup,
  changeSession,
  changeTerm,
  closeMemberGroup,
  listMemberGroups,
  listTerms,
} from '../../contract/routes.ts';
import { FormField, Refusal, faultOf } from './form-parts.tsx';
import { useMemberWords } from './member-words.ts';

type Open =
  | { kind: 'term'; term: Term | null }
  | { kind: 'session'; term: Term; session: TermSession | null }
  | { kind: 'group'; group: MemberGroup | null }
  | null;

/** Terms (届) with their meetings (次), and the delegations or sectors that members belong to. */
export default function TermsPage() {
  const words = useMemberWords();
  const terms = useRead(listTerms);
  const groups = useRead(listMemberGroups, { query: { closed: 'true' } });
  const [open, setOpen] = useState<Open>(null);
  const close = useWrite(closeMemberGroup);
  return (
    <DeskPage
      title={`届次和${words.group}`}
      act={
        <Button filled onPress={() => setOpen({ kind: 'term', term: null })}>
          新增一届
        </Button>
      }
    >
      <Panes columns="minmax(0, 1fr) 480px">
        <Pane label="届次">
          <Read of={terms} rows={6}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty words="还没有登记届次" hint="登记届次和会次后，才能编号和导入名册。" />
              ) : (
                items.map((term) => (
                  <Section
                    key={term.id}
                    title={term.name}
                    note={`${term.from} 起${term.to ? `，${term.to} 止` : ''}`}
                    act={
                      <span className="row">
                        {term.current && <Tag kind="strong">本届</Tag>}
                        <Button small onPress={() => setOpen({ kind: 'term', term })}>
                          修改
                        </Button>
                        <Button small onPress={() => setOpen({ kind: 'session', term, session: null })}>
                          新增会议
                        </Button>
                      </span>
                    }
                  >
                    {term.sessions.map((session) => (
                      <div key={session.id} className="line-item">
                        <span>
                          <b>{session.name}</b>{' '}
                          <span className="s">
                            {session.opensOn} 开幕，{session.closesOn} 闭幕；期间提交的算大会期间
                          </span>
                        </span>
                        <Button small onPress={() => setOpen({ kind: 'session', term, session })}>
                          修改
                        </Button>
                      </div>
                    ))}
                    {term.sessions.length === 0 && <p className="m">还没有登记会议。</p>}
                  </Section>
                ))
              )
            }
          </Read>
        </Pane>
        <Pane label={words.group} as="aside">
          <Section
            title={words.group}
            act={
              <Button small onPress={() => setOpen({ kind: 'group', group: null })}>
                新增{words.group}
              </Button>
            }
          >
            <Read of={groups} rows={8}>
              {({ items }) =>
                [...items]
                  .sort((one, other) => one.order - other.order)
                  .map((group) => (
                    <div key={group.id} className="line-item">
                      <span>
                        <b>{group.name}</b>{' '}
                        <span className="s">
                          {group.members} 人{group.status === 'closed' && '，已撤销'}
                        </span>
                      </span>
                      {group.status === 'active' && (
                        <span className="row">
                          <Button small onPress={() => setOpen({ kind: 'group', group })}>
                            修改
                          </Button>
                          <Button
                            small
                            busy={close.isPending}
                            blocked={group.members > 0 ? '还有成员，不能撤销' : null}
                            onPress={() => close.mutate({ params: { id: group.id } })}
                          >
                            撤销
                          </Button>
                        </span>
                      )}
                    </div>
                  ))
              }
            </Read>
            <Refusal error={close.error} />
          </Section>
        </Pane>
      </Panes>
      {open?.kind === 'term' && <TermDialog term={open.term} onClose={() => setOpen(null)} />}
      {open?.kind === 'session' && <SessionDialog term={open.term} session={open.session} onClose={() => setOpen(null)} />}
      {open?.kind === 'group' && <GroupDialog group={open.group} word={words.group} onClose={() => setOpen(null)} />}
    </DeskPage>
  );
}

function TermDialog({ term, onClose }: { term: Term | null; onClose: () => void }) {
  const [value, setValue] = useState({ number: String(term?.number ?? ''), from: term?.from ?? '', to: term?.to ?? '' });
  const add = useWrite(addTerm, { onDone: onClose });
  const alter = useWrite(changeTerm, { onDone: onClose });
  const write = term ? alter : add;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { number: Number(value.number), from: value.from, to: value.to || null };
    if (term) alter.mutate({ params: { id: term.id }, body });
    else add.mutate({ body });
  };
  return (
    <DeskDialog title={term ? `修改${term.name}` : '新增一届'} onClose={onClose} width={420}>
      <form onSubmit={submit}>
        <FormField name="第几届" wrong={faultOf(write.error, 'number')}>
          <input
            className="input"
            type="number"
            min={1}
            max={200}
            required
            value={value.number}
            onChange={(event) => setValue({ ...value, number: event.target.value })}
          />
        </FormField>
        <div className="field-row">
          <FormField name="起始日期" wrong={faultOf(write.error, 'from')}>
            <input
              className="input"
              type="date"
              required
              value={value.from}
              onChange={(event) => setValue({ ...value, from: event.target.value })}
            />
          </FormField>
          <FormField name="结束日期" hint="未定可不填" wrong={faultOf(write.error, 'to')}>
            <input className="input" type="date" value={value.to} onChange={(event) => setValue({ ...value, to: event.target.value })} />
          </FormField>
        </div>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          {term ? '保存修改' : '新增一届'}
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

function SessionDialog({ term, session, onClose }: { term: Term; session: TermSession | null; onClose: () => void }) {
  const [value, setValue] = useState({
    number: String(session?.number ?? term.sessions.length + 1),
    opensOn: session?.opensOn ?? '',
    closesOn: session?.closesOn ?? '',
  });
  const add = useWrite(addSession, { onDone: onClose });
  const alter = useWrite(changeSession, { onDone: onClose });
  const write = session ? alter : add;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { number: Number(value.number), opensOn: value.opensOn, closesOn: value.closesOn };
    if (session) alter.mutate({ params: { id: session.id }, body });
    else add.mutate({ params: { id: term.id }, body });
  };
  return (
    <DeskDialog title={session ? `修改${session.name}` : `${term.name}：新增会议`} onClose={onClose} width={420}>
      <form onSubmit={submit}>
        <FormField name="第几次会议" wrong={faultOf(write.error, 'number')}>
          <input
            className="input"
            type="number"
            min={1}
            max={200}
            required
            value={value.number}
            onChange={(event) => setValue({ ...value, number: event.target.value })}
          />
        </FormField>
        <div className="field-row">
          <FormField name="开幕" wrong={faultOf(write.error, 'opensOn')}>
            <input
              className="input"
              type="date"
              required
              value={value.opensOn}
              onChange={(event) => setValue({ ...value, opensOn: event.target.value })}
            />
          </FormField>
          <FormField name="闭幕" wrong={faultOf(write.error, 'closesOn')}>
            <input
              className="input"
              type="date"
              required
              value={value.closesOn}
              onChange={(event) => setValue({ ...value, closesOn: event.target.value })}
            />
          </FormField>
        </div>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          {session ? '保存修改' : '新增会议'}
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

function GroupDialog({ group, word, onClose }: { group: MemberGroup | null; word: string; onClose: () => void }) {
  const [value, setValue] = useState({ name: group?.name ?? '', order: String(group?.order ?? 0) });
  const add = useWrite(addMemberGroup, { onDone: onClose });
  const alter = useWrite(changeMemberGroup, { onDone: onClose });
  const write = group ? alter : add;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: value.name, order: Number(value.order) };
    if (group) alter.mutate({ params: { id: group.id }, body });
    else add.mutate({ body });
  };
  return (
    <DeskDialog title={group ? `修改${group.name}` : `新增${word}`} onClose={onClose} width={420}>
      <form onSubmit={submit}>
        <FormField name="名称" wrong={faultOf(write.error, 'name')}>
          <input
            className="input"
            required
            minLength={2}
            maxLength={40}
            autoFocus
            value={value.name}
            onChange={(event) => setValue({ ...value, name: event.target.value })}
          />
        </FormField>
        <FormField name="排列次序" hint="小的在前" wrong={faultOf(write.error, 'order')}>
          <input
            className="input"
            type="number"
            min={0}
            max={10000}
            value={value.order}
            onChange={(event) => setValue({ ...value, order: event.target.value })}
          />
        </FormField>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          {group ? '保存修改' : `新增${word}`}
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}
