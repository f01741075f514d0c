import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { MemberGroup, Term, TermSession } from '../../contract/body.ts';
import { closeMemberGroup, listMemberGroups, listTerms } from '../../contract/routes.ts';
import { Refusal } from '#platform/web/desk/form.tsx';
import { useMemberWords } from './member-words.ts';
import type { MemberWords } from './member-words.ts';
import { GroupDialog, SessionDialog, TermDialog } from './term-dialogs.tsx';

type Open =
  | { kind: 'term'; term: Term | null }
  | { kind: 'session'; term: Term; session: TermSession | null }
  | { kind: 'group'; group: MemberGroup | null }
  | null;

/** Terms (届) with their meetings (次), and the delegations or sectors that members belong to. */
export default function TermsPage() {
  const words = useMemberWords();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
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
          <Terms onOpen={setOpen} />
        </Pane>
        <Pane label={words.group} as="aside">
          <Groups words={words} onOpen={setOpen} />
        </Pane>
      </Panes>
      {open?.kind === 'term' && <TermDialog term={open.term} onClose={close} />}
      {open?.kind === 'session' && <SessionDialog term={open.term} session={open.session} onClose={close} />}
      {open?.kind === 'group' && <GroupDialog group={open.group} word={words.group} onClose={close} />}
    </DeskPage>
  );
}

function Terms({ onOpen }: { onOpen: (open: Open) => void }) {
  const terms = useRead(listTerms);
  return (
    <Read of={terms} rows={6}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty words="还没有登记届次" hint="登记届次和会次后，才能编号和导入名册。" />
        ) : (
          items.map((term) => <OneTerm key={term.id} term={term} onOpen={onOpen} />)
        )
      }
    </Read>
  );
}

function OneTerm({ term, onOpen }: { term: Term; onOpen: (open: Open) => void }) {
  return (
    <Section
      title={term.name}
      note={`${term.from} 起${term.to ? `，${term.to} 止` : ''}`}
      act={
        <span className="row">
          {term.current && <Tag kind="strong">本届</Tag>}
          <Button small onPress={() => onOpen({ kind: 'term', term })}>
            修改
          </Button>
          <Button small onPress={() => onOpen({ kind: 'session', term, session: null })}>
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
              {session.motionsUntil && `；议案截止 ${momentWords(session.motionsUntil)}`}
            </span>
          </span>
          <Button small onPress={() => onOpen({ kind: 'session', term, session })}>
            修改
          </Button>
        </div>
      ))}
      {term.sessions.length === 0 && <p className="m">还没有登记会议。</p>}
    </Section>
  );
}

function Groups({ words, onOpen }: { words: MemberWords; onOpen: (open: Open) => void }) {
  const groups = useRead(listMemberGroups, { query: { closed: 'true' } });
  const close = useWrite(closeMemberGroup);
  return (
    <Section
      title={words.group}
      act={
        <Button small onPress={() => onOpen({ kind: 'group', group: null })}>
          新增{words.group}
        </Button>
      }
    >
      <Read of={groups} rows={8}>
        {({ items }) =>
          items
            .toSorted((one, other) => one.order - other.order)
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
                    <Button small onPress={() => onOpen({ kind: 'group', group })}>
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
  );
}
