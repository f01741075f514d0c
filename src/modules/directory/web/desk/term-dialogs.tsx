import { useState } from 'react';
import { useWrite } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { MemberGroup, Term, TermSession } from '../../contract/body.ts';
import { addMemberGroup, addSession, addTerm, changeMemberGroup, changeSession, changeTerm } from '../../contract/routes.ts';
import { TextField, faultOf } from '#platform/web/desk/form.tsx';
import { SaveDialog } from './save-dialog.tsx';

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
    <SaveDialog changes={term?.name} adds="一届" write={write} onSubmit={submit} onClose={onClose}>
      <OrdinalField name="第几届" value={value.number} onChange={(number) => setValue({ ...value, number })} error={write.error} />
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
    </SaveDialog>
  );
}

/** Adds or changes a meeting of a term. */
export function SessionDialog({ term, session, onClose }: { term: Term; session: TermSession | null; onClose: () => void }) {
  const [value, setValue] = useState({
    number: String(session?.number ?? term.sessions.length + 1),
    opensOn: session?.opensOn ?? '',
    closesOn: session?.closesOn ?? '',
    motionsUntil: session?.motionsUntil ? localMoment(session.motionsUntil) : '',
  });
  const takesMotions = useMe().seat?.organisation.kind === 'congress';
  const add = useWrite(addSession, { onDone: onClose });
  const alter = useWrite(changeSession, { onDone: onClose });
  const write = session ? alter : add;
  const submit = () => {
    const motionsUntil = value.motionsUntil ? new Date(`${value.motionsUntil}:00+08:00`).toISOString() : null;
    const body = { number: Number(value.number), opensOn: value.opensOn, closesOn: value.closesOn, motionsUntil };
    if (session) alter.mutate({ params: { id: session.id }, body });
    else add.mutate({ params: { id: term.id }, body });
  };
  return (
    <SaveDialog changes={session?.name} adds="会议" to={term.name} write={write} onSubmit={submit} onClose={onClose}>
      <OrdinalField name="第几次会议" value={value.number} onChange={(number) => setValue({ ...value, number })} error={write.error} />
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
      {takesMotions && (
        <TextField
          name="议案截止时间"
          hint="不填则到闭幕当天为止；过后提出的议案按闭会期间办理"
          type="datetime-local"
          value={value.motionsUntil}
          onChange={(motionsUntil) => setValue({ ...value, motionsUntil })}
          wrong={faultOf(write.error, 'motionsUntil')}
        />
      )}
    </SaveDialog>
  );
}

/** Which one it is: the 16th term, the 5th session. */
function OrdinalField({
  name,
  value,
  onChange,
  error,
}: {
  name: string;
  value: string;
  onChange: (value: string) => void;
  error: Error | null;
}) {
  return (
    <TextField name={name} type="number" min={1} max={200} required value={value} onChange={onChange} wrong={faultOf(error, 'number')} />
  );
}

/** The instant as the browser's local field shows it, in China's time. */
function localMoment(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);
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
    <SaveDialog changes={group?.name} adds={word} write={write} onSubmit={submit} onClose={onClose}>
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
    </SaveDialog>
  );
}
