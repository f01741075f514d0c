import { useState } from 'react';
import type { FormEvent } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { Mandate, PersonPage, Post } from '../../contract/person.ts';
import { postRole } from '../../contract/person.ts';
import {
  addPerson,
  changePerson,
  endMandate,
  endPost,
  giveMandate,
  givePost,
  grantRoles,
  listMemberGroups,
  listOrganisations,
  listTerms,
} from '../../contract/routes.ts';
import { roles } from '../../contract/seat.ts';
import type { Role } from '../../contract/seat.ts';
import { FormField, Refusal, faultOf } from './form-parts.tsx';

/** Adds a person and opens the account; an existing person of the same phone and name is found again instead. */
export function AddPersonDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const [draft, setDraft] = useState({ name: '', gender: 'female' as 'female' | 'male', phone: '', birthYear: '' });
  const { say } = useUndo();
  const write = useWrite(addPerson, {
    onDone: ({ id, existed }) => {
      say(existed ? '这个手机号已有同名人员，已打开原来的记录' : `已新增 ${draft.name} 并开通账号`);
      onClose();
      onAdded(id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({
      body: { name: draft.name, gender: draft.gender, phone: draft.phone, birthYear: draft.birthYear ? Number(draft.birthYear) : null },
    });
  };
  return (
    <DeskDialog title="新增人员" note="登录手机号一人一号；工作身份在下一步登记。" onClose={onClose}>
      <form onSubmit={submit}>
        <FormField name="姓名" wrong={faultOf(write.error, 'name')}>
          <input
            className="input"
            required
            autoFocus
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </FormField>
        <div className="field-row">
          <FormField name="性别">
            <select
              className="pick"
              value={draft.gender}
              onChange={(event) => setDraft({ ...draft, gender: event.target.value as 'female' | 'male' })}
            >
              <option value="female">女</option>
              <option value="male">男</option>
            </select>
          </FormField>
          <FormField name="出生年份" hint="可不填" wrong={faultOf(write.error, 'birthYear')}>
            <input
              className="input"
              inputMode="numeric"
              value={draft.birthYear}
              onChange={(event) => setDraft({ ...draft, birthYear: event.target.value })}
            />
          </FormField>
        </div>
        <FormField name="登录手机号" wrong={faultOf(write.error, 'phone')}>
          <input
            className="input"
            required
            inputMode="tel"
            value={draft.phone}
            onChange={(event) => setDraft({ ...draft, phone: event.target.value })}
          />
        </FormField>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          新增人员
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

/** Corrects a person's own data. */
export function ChangePersonDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const [draft, setDraft] = useState({
    name: person.name,
    gender: person.gender,
    birthYear: person.contact?.birthYear?.toString() ?? '',
    contactPhone: person.contact?.phone ?? '',
  });
  const write = useWrite(changePerson, { onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({
      params: { id: person.id },
      body: {
        version: person.version,
        name: draft.name,
        gender: draft.gender,
        birthYear: draft.birthYear ? Number(draft.birthYear) : null,
        contactPhone: draft.contactPhone || null,
      },
    });
  };
  return (
    <DeskDialog title="修改人员信息" onClose={onClose}>
      <form onSubmit={submit}>
        <FormField name="姓名" wrong={faultOf(write.error, 'name')}>
          <input className="input" required value={draft.name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        </FormField>
        <div className="field-row">
          <FormField name="性别">
            <select
              className="pick"
              value={draft.gender}
              onChange={(event) => setDraft({ ...draft, gender: event.target.value as 'female' | 'male' })}
            >
              <option value="female">女</option>
              <option value="male">男</option>
            </select>
          </FormField>
          <FormField name="出生年份" wrong={faultOf(write.error, 'birthYear')}>
            <input
              className="input"
              inputMode="numeric"
              value={draft.birthYear}
              onChange={(event) => setDraft({ ...draft, birthYear: event.target.value })}
            />
          </FormField>
        </div>
        <FormField name="工作联系电话" hint="同事可见，不作登录用" wrong={faultOf(write.error, 'contactPhone')}>
          <input
            className="input"
            value={draft.contactPhone}
            onChange={(event) => setDraft({ ...draft, contactPhone: event.target.value })}
          />
        </FormField>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          保存修改
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

/** Registers the mandate of a deputy or member in the body's term. */
export function GiveMandateDialog({
  personId,
  words,
  onClose,
}: {
  personId: string;
  words: { person: string; group: string };
  onClose: () => void;
}) {
  const terms = useRead(listTerms);
  const groups = useRead(listMemberGroups);
  const current = terms.data?.items.find((one) => one.current) ?? terms.data?.items[0];
  const [draft, setDraft] = useState({ groupId: '', electoralUnit: '', positions: '', certificateNumber: '', from: '' });
  const write = useWrite(giveMandate, { onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!current) return;
    const positions = draft.positions
      .split(/[、，,]/)
      .map((one) => one.trim())
      .filter(Boolean);
    write.mutate({
      body: {
        personId,
        termId: current.id,
        groupId: draft.groupId,
        electoralUnit: draft.electoralUnit,
        positions,
        certificateNumber: draft.certificateNumber || null,
        from: draft.from || current.from,
      },
    });
  };
  return (
    <DeskDialog
      title={`登记${words.person}资格`}
      note={current ? `${current.name}` : '还没有登记届次，请先到“届次”里登记'}
      onClose={onClose}
    >
      <Read of={groups} rows={3}>
        {({ items }) => (
          <form onSubmit={submit}>
            <FormField name={words.group} wrong={faultOf(write.error, 'groupId')}>
              <select
                className="pick"
                required
                value={draft.groupId}
                onChange={(event) => setDraft({ ...draft, groupId: event.target.value })}
              >
                <option value="">请选择</option>
                {items.map((group) => (
                  <option key={group.id} value={group.id}>
                    {group.name}
                  </option>
                ))}
              </select>
            </FormField>
            <FormField name="选举单位" hint="可不填">
              <input
                className="input"
                value={draft.electoralUnit}
                onChange={(event) => setDraft({ ...draft, electoralUnit: event.target.value })}
              />
            </FormField>
            <FormField name="职务" hint="多个职务用顿号隔开">
              <input
                className="input"
                value={draft.positions}
                onChange={(event) => setDraft({ ...draft, positions: event.target.value })}
              />
            </FormField>
            <div className="field-row">
              <FormField name="证号" hint="可不填">
                <input
                  className="input"
                  value={draft.certificateNumber}
                  onChange={(event) => setDraft({ ...draft, certificateNumber: event.target.value })}
                />
              </FormField>
              <FormField name="任职日期" hint="留空为本届起始日">
                <input
                  className="input"
                  type="date"
                  value={draft.from}
                  onChange={(event) => setDraft({ ...draft, from: event.target.value })}
                />
              </FormField>
            </div>
            <Button submit filled busy={write.isPending} blocked={current ? null : '还没有登记届次'} onPress={() => undefined}>
              登记资格
            </Button>
            <Refusal error={write.error} />
          </form>
        )}
      </Read>
    </DeskDialog>
  );
}

/** Registers a post in one of the organisations that the administrator looks after. It carries no roles yet. */
export function GivePostDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [text, setText] = useState('');
  const found = useRead(listOrganisations, { query: { text: text || undefined, limit: 30 } }, { keepPrevious: true });
  const [draft, setDraft] = useState({ organisationId: '', division: '', title: '', from: dayOf(new Date()) });
  const write = useWrite(givePost, { onDone: onClose });
  const unit = found.data?.items.find((one) => one.id === draft.organisationId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({
      params: { id: draft.organisationId },
      body: { personId, title: draft.title, division: draft.division, from: draft.from },
    });
  };
  return (
    <DeskDialog title="登记岗位" note="登记后由安全管理员授予角色，才能办事。" onClose={onClose}>
      <form onSubmit={submit}>
        <FormField name="找单位" hint="名称、简称或拼音首字母">
          <input className="input" autoFocus value={text} onChange={(event) => setText(event.target.value)} />
        </FormField>
        <FormField name="单位" wrong={faultOf(write.error, 'organisationId')}>
          <select
            className="pick"
            required
            value={draft.organisationId}
            onChange={(event) => setDraft({ ...draft, organisationId: event.target.value, division: '' })}
          >
            <option value="">请选择</option>
            {found.data?.items.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </FormField>
        <div className="field-row">
          <FormField name="处室" hint="可不填">
            {unit && unit.divisions.length > 0 ? (
              <select className="pick" value={draft.division} onChange={(event) => setDraft({ ...draft, division: event.target.value })}>
                <option value="">不分处室</option>
                {unit.divisions.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            ) : (
              <input className="input" value={draft.division} onChange={(event) => setDraft({ ...draft, division: event.target.value })} />
            )}
          </FormField>
          <FormField name="职务" wrong={faultOf(write.error, 'title')}>
            <input className="input" required value={draft.title} onChange={(event) => setDraft({ ...draft, title: event.target.value })} />
          </FormField>
        </div>
        <FormField name="任职日期">
          <input
            className="input"
            type="date"
            required
            value={draft.from}
            onChange={(event) => setDraft({ ...draft, from: event.target.value })}
          />
        </FormField>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          登记岗位
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

/** Ends a mandate or a post on a day, for a reason that is kept. */
export function EndSeatDialog({
  seat,
  kind,
  words,
  onClose,
}: {
  seat: Mandate | Post;
  kind: 'mandate' | 'post';
  words: string;
  onClose: () => void;
}) {
  const [on, setOn] = useState(dayOf(new Date()));
  const [reason, setReason] = useState('');
  const mandate = useWrite(endMandate, { onDone: onClose });
  const post = useWrite(endPost, { onDone: onClose });
  const write = kind === 'mandate' ? mandate : post;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({ params: { id: seat.id }, body: { version: seat.version, on, reason } });
  };
  return (
    <DeskDialog title={words} note="终止后不能再以这个身份登录办事；已办的事项和留痕不变。" onClose={onClose}>
      <form onSubmit={submit}>
        <FormField name="终止日期" wrong={faultOf(write.error, 'on')}>
          <input className="input" type="date" required value={on} onChange={(event) => setOn(event.target.value)} />
        </FormField>
        <FormField name="原因" wrong={faultOf(write.error, 'reason')}>
          <textarea
            className="area"
            required
            minLength={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Button submit filled busy={write.isPending} onPress={() => undefined}>
          {words}
        </Button>
        <Refusal error={write.error} />
      </form>
    </DeskDialog>
  );
}

/** The security administrator's act: which roles a post carries. */
export function GrantRolesDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const [granted, setGranted] = useState<readonly Role[]>(post.roles);
  const write = useWrite(grantRoles, { onDone: onClose });
  const toggle = (role: Role) => setGranted(granted.includes(role) ? granted.filter((one) => one !== role) : [...granted, role]);
  return (
    <DeskDialog
      title={`授予角色：${post.personName}`}
      note={`${post.division} ${post.title}。系统管理员、安全管理员、审计员须由不同的人担任。`}
      onClose={onClose}
      foot={
        <Button filled busy={write.isPending} onPress={() => write.mutate({ params: { id: post.id }, body: { roles: granted as never } })}>
          保存角色
        </Button>
      }
    >
      {postRole.options.map((role) => (
        <label key={role} className="line-item">
          <span>{roles[role]}</span>
          <Checkbox checked={granted.includes(role)} label={roles[role]} onChange={() => toggle(role)} />
        </label>
      ))}
      <Refusal error={write.error} />
    </DeskDialog>
  );
}
