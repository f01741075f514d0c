import { useState } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { postRole } from '../../contract/person.ts';
import type { Mandate, Post } from '../../contract/person.ts';
import {
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
import { AreaField, FormDialog, PickField, Refusal, TextField, faultOf } from '#platform/web/desk/form.tsx';
import type { MemberWords } from './member-words.ts';

/** Registers the mandate of a deputy or member in the body's term. */
export function GiveMandateDialog({ personId, words, onClose }: { personId: string; words: MemberWords; onClose: () => void }) {
  const terms = useRead(listTerms);
  const groups = useRead(listMemberGroups);
  const current = terms.data?.items.find((one) => one.current) ?? terms.data?.items[0];
  const [value, setValue] = useState({ groupId: '', electoralUnit: '', positions: '', certificateNumber: '', from: '' });
  const put = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const write = useWrite(giveMandate, { onDone: onClose });
  const submit = () => {
    if (!current) return;
    const positions = value.positions
      .split(/[、，,]/)
      .map((one) => one.trim())
      .filter(Boolean);
    const { groupId, electoralUnit, certificateNumber, from } = value;
    write.mutate({
      body: {
        personId,
        termId: current.id,
        groupId,
        electoralUnit,
        positions,
        certificateNumber: certificateNumber || null,
        from: from || current.from,
      },
    });
  };
  return (
    <FormDialog
      title={`登记${words.person}资格`}
      note={current?.name ?? '还没有登记届次，请先到“届次”里登记'}
      words="登记资格"
      busy={write.isPending}
      blocked={current ? null : '还没有登记届次'}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField
        name={words.group}
        value={value.groupId}
        onChange={(groupId) => put({ groupId })}
        required
        none="请选择"
        choices={(groups.data?.items ?? []).map((group) => [group.id, group.name] as const)}
        wrong={faultOf(write.error, 'groupId')}
      />
      <TextField name="选举单位" hint="可不填" value={value.electoralUnit} onChange={(electoralUnit) => put({ electoralUnit })} />
      <TextField name="职务" hint="多个职务用顿号隔开" value={value.positions} onChange={(positions) => put({ positions })} />
      <div className="field-row">
        <TextField name="证号" hint="可不填" value={value.certificateNumber} onChange={(certificateNumber) => put({ certificateNumber })} />
        <TextField name="任职日期" hint="留空为本届起始日" type="date" value={value.from} onChange={(from) => put({ from })} />
      </div>
    </FormDialog>
  );
}

/** Registers a post in one of the organisations that the administrator looks after. It carries no roles yet. */
export function GivePostDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [text, setText] = useState('');
  const found = useRead(listOrganisations, { query: { text: text || undefined, limit: 30 } }, { keepPrevious: true });
  const [value, setValue] = useState(() => ({ organisationId: '', division: '', title: '', from: dayOf(new Date()) }));
  const put = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const write = useWrite(givePost, { onDone: onClose });
  const unit = found.data?.items.find((one) => one.id === value.organisationId);
  const submit = () =>
    write.mutate({
      params: { id: value.organisationId },
      body: { personId, title: value.title, division: value.division, from: value.from },
    });
  return (
    <FormDialog
      title="登记岗位"
      note="登记后由安全管理员授予角色，才能办事。"
      words="登记岗位"
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField name="找单位" hint="名称、简称或拼音首字母" value={text} onChange={setText} />
      <PickField
        name="单位"
        value={value.organisationId}
        onChange={(organisationId) => put({ organisationId, division: '' })}
        required
        none="请选择"
        choices={(found.data?.items ?? []).map((one) => [one.id, one.name] as const)}
        wrong={faultOf(write.error, 'organisationId')}
      />
      <div className="field-row">
        {unit && unit.divisions.length > 0 ? (
          <PickField
            name="处室"
            hint="可不填"
            value={value.division}
            onChange={(division) => put({ division })}
            none="不分处室"
            choices={unit.divisions.map((one) => [one, one] as const)}
          />
        ) : (
          <TextField name="处室" hint="可不填" value={value.division} onChange={(division) => put({ division })} />
        )}
        <TextField name="职务" value={value.title} onChange={(title) => put({ title })} required wrong={faultOf(write.error, 'title')} />
      </div>
      <TextField name="任职日期" type="date" value={value.from} onChange={(from) => put({ from })} required />
    </FormDialog>
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
  const [on, setOn] = useState(() => dayOf(new Date()));
  const [reason, setReason] = useState('');
  const mandate = useWrite(endMandate, { onDone: onClose });
  const post = useWrite(endPost, { onDone: onClose });
  const write = kind === 'mandate' ? mandate : post;
  const submit = () => write.mutate({ params: { id: seat.id }, body: { version: seat.version, on, reason } });
  return (
    <FormDialog
      title={words}
      note="终止后不能再以这个身份登录办事；已办的事项和留痕不变。"
      words={words}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField name="终止日期" type="date" value={on} onChange={setOn} required wrong={faultOf(write.error, 'on')} />
      <AreaField
        name="原因"
        value={reason}
        onChange={setReason}
        required
        minLength={2}
        maxLength={200}
        wrong={faultOf(write.error, 'reason')}
      />
    </FormDialog>
  );
}

/** The security administrator's act: which roles a post carries. */
export function GrantRolesDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const [granted, setGranted] = useState<readonly Role[]>(post.roles);
  const write = useWrite(grantRoles, { onDone: onClose });
  const toggle = (role: Role) => setGranted(granted.includes(role) ? granted.filter((one) => one !== role) : [...granted, role]);
  const save = () => write.mutate({ params: { id: post.id }, body: { roles: postRole.options.filter((role) => granted.includes(role)) } });
  return (
    <DeskDialog
      title={`授予角色：${post.personName}`}
      note={`${post.division} ${post.title}。系统管理员、安全管理员、审计员须由不同的人担任。`}
      onClose={onClose}
      foot={
        <Button filled busy={write.isPending} onPress={save}>
          保存角色
        </Button>
      }
    >
      {postRole.options.map((role) => (
        <div key={role} className="line-item">
          <span>{roles[role]}</span>
          <Checkbox checked={granted.includes(role)} label={roles[role]} onChange={() => toggle(role)} />
        </div>
      ))}
      <Refusal error={write.error} />
    </DeskDialog>
  );
}
