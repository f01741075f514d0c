import { useState } from 'react';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { MemberGroup, Term, TermSession } from '../../contract/body.ts';
import { addMemberGroup, addSession, addTerm, changeMemberGroup, changeSession, changeTerm } from '../../contract/routes.ts';
import { FormDialog, TextField, faultOf } from './form-parts.tsx';

/** Adds or changes a term. */
export function TermDialog({ term, onClose }: { term: Term | null; onClose: () => void }) {
  const [value, setValue] = useState({ number: String(term?.number ?? ''), from: term?.from ?? '', to: term?.to ?? '' });
  const add = useWrite(addTerm, { onDone: onClose });
  const alter = useWrite(changeTerm, { onDone: onClose });
  const write = term ? alter : add;
  const submit = () => {
    const body = { number: Number(value.number), from: value.from, to: value.to || null };
    if (term) alter.mutate({ params: { id: term.id }, body });
    else add.mutate({ body });
  };
  return (
    <FormDialog
      title={term ? `修改${term.name}` : '新增一届'}
      width={420}
      words={term ? '保存修改' : '新增一届'}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="第几届"
        type="number"
        min={1}
        max={200}
        required
        value={value.number}
        onChange={(number) => setValue({ ...value, number })}
        wrong={faultOf(write.error, 'number')}
      />
      <div className="field-row">
        <TextField
          name="起始日期"
          type="date"
          required
          value={value.from}
          onChange={(from) => setValue({ ...value, from })}
          wrong={faultOf(write.error, 'from')}
        />
        <TextField
          name="结束日期"
          hint="未定可不填"
          type="date"
          value={value.to}
          onChange={(to) => setValue({ ...value, to })}
          wrong={faultOf(write.error, 'to')}
        />
      </div>
    </FormDialog>
  );
}

/** Adds or changes a meeting of a term. */
export function SessionDialog({ term, session, onClose }: { term: Term; session: TermSession | null; onClose: () => void }) {
  const [value, setValue] = useState({
    number: String(session?.number ?? term.sessions.length + 1),
    opensOn: session?.opensOn ?? '',
    closesOn: session?.closesOn ?? '',
  });
  const add = useWrite(addSession, { onDone: onClose });
  const alter = useWrite(changeSession, { onDone: onClose });
  const write = session ? alter : add;
  const submit = () => {
    const body = { number: Number(value.number), opensOn: value.opensOn, closesOn: value.closesOn };
    if (session) alter.mutate({ params: { id: session.id }, body });
    else add.mutate({ params: { id: term.id }, body });
  };
  return (
    <FormDialog
      title={session ? `修改${session.name}` : `${term.name}：新增会议`}
      width={420}
      words={session ? '保存修改' : '新增会议'}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="第几次会议"
        type="number"
        min={1}
        max={200}
        required
        value={value.number}
        onChange={(number) => setValue({ ...value, number })}
        wrong={faultOf(write.error, 'number')}
      />
      <div className="field-row">
        <TextField
          name="开幕"
          type="date"
          required
          value={value.opensOn}
          onChange={(opensOn) => setValue({ ...value, opensOn })}
          wrong={faultOf(write.error, 'opensOn')}
        />
        <TextField
          name="闭幕"
          type="date"
          required
          value={value.closesOn}
          onChange={(closesOn) => setValue({ ...value, closesOn })}
          wrong={faultOf(write.error, 'closesOn')}
        />
      </div>
    </FormDialog>
  );
}

/** Adds or changes a delegation or a sector. */
export function GroupDialog({ group, word, onClose }: { group: MemberGroup | null; word: string; onClose: () => void }) {
  const [value, setValue] = useState({ name: group?.name ?? '', order: String(group?.order ?? 0) });
  const add = useWrite(addMemberGroup, { onDone: onClose });
  const alter = useWrite(changeMemberGroup, { onDone: onClose });
  const write = group ? alter : add;
  const submit = () => {
    const body = { name: value.name, order: Number(value.order) };
    if (group) alter.mutate({ params: { id: group.id }, body });
    else add.mutate({ body });
  };
  return (
    <FormDialog
      title={group ? `修改${group.name}` : `新增${word}`}
      width={420}
      words={group ? '保存修改' : `新增${word}`}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="名称"
        required
        minLength={2}
        maxLength={40}
        value={value.name}
        onChange={(name) => setValue({ ...value, name })}
        wrong={faultOf(write.error, 'name')}
      />
      <TextField
        name="排列次序"
        hint="小的在前"
        type="number"
        min={0}
        max={10000}
        value={value.order}
        onChange={(order) => setValue({ ...value, order })}
        wrong={faultOf(write.error, 'order')}
      />
    </FormDialog>
  );
}
