import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { genders } from '../../contract/person.ts';
import type { Mandate, PersonPage as Person, Post } from '../../contract/person.ts';
import { readPerson } from '../../contract/routes.ts';
import { roles } from '../../contract/seat.ts';
import { useMemberWords } from './member-words.ts';
import { PersonAccount } from './person-account.tsx';
import { ChangePersonDialog } from './person-dialogs.tsx';
import { EndSeatDialog, GiveMandateDialog, GivePostDialog, GrantRolesDialog } from './seat-dialogs.tsx';

type Open =
  | { kind: 'change' | 'mandate' | 'post' }
  | { kind: 'endMandate'; seat: Mandate }
  | { kind: 'endPost'; seat: Post }
  | { kind: 'roles'; seat: Post }
  | null;

/** One person: mandates, posts with their roles, and the account with its sessions. */
export default function PersonPage() {
  const { personId = '' }: { personId?: string } = useParams({ strict: false });
  const person = useRead(readPerson, { params: { id: personId } });
  const can = useCan();
  const [open, setOpen] = useState<Open>(null);
  useKeys([
    person.data?.manageable && { keys: 'e', label: '修改信息', act: () => setOpen({ kind: 'change' }) },
    { keys: 'Escape', label: '返回', quiet: true, act: () => history.back() },
  ]);
  if (!person.data)
    return (
      <DeskPage title="人员">
        {person.error ? <Refused error={person.error} onRetry={() => void person.refetch()} /> : <Loading />}
      </DeskPage>
    );
  const one = person.data;
  return (
    <DeskPage
      title={one.name}
      facts={
        <>
          <span>{genders[one.gender]}</span>
          {one.contact?.birthYear && <span>{one.contact.birthYear} 年生</span>}
          {one.contact?.phone && (
            <a className="lk" href={`tel:${one.contact.phone}`}>
              <Icon name="phone" /> {one.contact.phone}
            </a>
          )}
          {one.contact?.postalAddress && <span>{one.contact.postalAddress}</span>}
        </>
      }
      act={
        one.manageable && (
          <Button keys="e" onPress={() => setOpen({ kind: 'change' })}>
            修改信息
          </Button>
        )
      }
    >
      <Panes columns="minmax(0, 1fr) 460px">
        <Pane label="工作身份">
          <Mandates person={one} onOpen={setOpen} />
          <Posts person={one} onOpen={setOpen} />
        </Pane>
        <Pane label="账号" as="aside">
          {can('identity.administer-accounts') ? (
            <PersonAccount personId={one.id} name={one.name} />
          ) : (
            <Section title="账号">
              <p className="m">停用账号、结束登录、重置密码由安全管理员办理。</p>
            </Section>
          )}
        </Pane>
      </Panes>
      <PersonDialogs person={one} open={open} onClose={() => setOpen(null)} />
    </DeskPage>
  );
}

function PersonDialogs({ person, open, onClose }: { person: Person; open: Open; onClose: () => void }) {
  const words = useMemberWords();
  if (!open) return null;
  switch (open.kind) {
    case 'change':
      return <ChangePersonDialog person={person} onClose={onClose} />;
    case 'mandate':
      return <GiveMandateDialog personId={person.id} words={words} onClose={onClose} />;
    case 'post':
      return <GivePostDialog personId={person.id} onClose={onClose} />;
    case 'endMandate':
      return <EndSeatDialog seat={open.seat} kind="mandate" words={`终止${words.person}资格`} onClose={onClose} />;
    case 'endPost':
      return <EndSeatDialog seat={open.seat} kind="post" words="终止岗位" onClose={onClose} />;
    case 'roles':
      return <GrantRolesDialog post={open.seat} onClose={onClose} />;
  }
}

function Mandates({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const can = useCan();
  const words = useMemberWords();
  const may = person.manageable && can('directory.manage-people');
  return (
    <Section
      title={`${words.person}资格`}
      note={person.mandates.length > 0 ? `${person.mandates.length} 项` : undefined}
      act={
        may &&
        can('directory.read-members') && (
          <Button small onPress={() => onOpen({ kind: 'mandate' })}>
            登记资格
          </Button>
        )
      }
    >
      {person.mandates.map((mandate) => (
        <div key={mandate.id} className="seat-block">
          <div className="row">
            <b>{mandate.termName}</b>
            <span className="tag">{mandate.status === 'active' ? '在任' : '已终止'}</span>
            {may && mandate.status === 'active' && (
              <span className="right">
                <Button small onPress={() => onOpen({ kind: 'endMandate', seat: mandate })}>
                  终止资格
                </Button>
              </span>
            )}
          </div>
          <Facts
            pairs={[
              [words.group, mandate.groupName],
              ['选举单位', mandate.electoralUnit],
              ['职务', mandate.positions.join('、')],
              ['证号', mandate.certificateNumber],
              ['任职', `${mandate.from} 起${mandate.to ? `，${mandate.to} 止` : ''}`],
              ['终止原因', mandate.endReason],
            ]}
          />
        </div>
      ))}
      {person.mandates.length === 0 && <p className="m">没有登记{words.person}资格。</p>}
    </Section>
  );
}

function Posts({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const can = useCan();
  const may = person.manageable && can('directory.manage-people');
  const nameOf = (post: Post) => person.seats.find((seat) => seat.id === post.id)?.organisation.name ?? '';
  return (
    <Section
      title="岗位和角色"
      act={
        may && (
          <Button small onPress={() => onOpen({ kind: 'post' })}>
            登记岗位
          </Button>
        )
      }
    >
      {person.posts.map((post) => (
        <div key={post.id} className="seat-block">
          <div className="row">
            <b>{nameOf(post)}</b>
            <span>
              {post.division} {post.title}
            </span>
            {post.status === 'ended' && <span className="tag">已终止</span>}
            <span className="right row">
              {can('directory.grant-roles') && post.status === 'active' && (
                <Button small onPress={() => onOpen({ kind: 'roles', seat: post })}>
                  授予角色
                </Button>
              )}
              {may && post.status === 'active' && (
                <Button small onPress={() => onOpen({ kind: 'endPost', seat: post })}>
                  终止岗位
                </Button>
              )}
            </span>
          </div>
          <div className="row wrap seat-roles">
            {post.roles.map((role) => (
              <span key={role} className="tag strong">
                {roles[role]}
              </span>
            ))}
            {post.roles.length === 0 && <span className="soon-words">还没有角色，不能办事</span>}
            <span className="s">
              {dayWords(post.from)}起{post.to ? `，${dayWords(post.to)}止` : ''}
              {post.gridIds.length > 0 && `，负责 ${post.gridIds.length} 个网格`}
            </span>
          </div>
        </div>
      ))}
      {person.posts.length === 0 && <Empty words="没有岗位" hint="登记岗位后，再由安全管理员授予角色。" />}
    </Section>
  );
}
