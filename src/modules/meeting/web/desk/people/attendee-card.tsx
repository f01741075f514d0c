import { useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { dayWords, momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { readAttendee, removeAttendee, undoRegistration } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { AttendeeDialog } from './attendee-dialog.tsx';
import { LeaveSummary } from './leave-parts.tsx';
import { RecordLeaveDialog } from './record-leave-dialog.tsx';
import { useRegister } from './people-bulk.tsx';

type Card = AnswerOf<typeof readAttendee>;

/** One person of the meeting: who he is, what is kept for him, where he was, his leaves. */
export function AttendeeCard({ id }: { id: string }) {
  const meeting = useMeeting();
  const card = useRead(readAttendee, { params: { meetingId: meeting.id, attendeeId: id } }, { topics: [`meeting:${meeting.id}`] });
  return (
    <Read of={card} rows={8}>
      {(told) => (
        <>
          <Who card={told} />
          <Kept card={told} />
          {told.leaves && told.leaves.length > 0 && (
            <Section title="请假" note={`${told.leaves.length} 次`}>
              {told.leaves.map((leave) => (
                <LeaveSummary key={leave.id} leave={leave} />
              ))}
            </Section>
          )}
          {told.sittings && told.sittings.length > 0 && <Sittings sittings={told.sittings} />}
        </>
      )}
    </Read>
  );
}

function Who({ card }: { card: Card }) {
  const meeting = useMeeting();
  const words = peopleWords(meeting.bodyKind);
  const [open, setOpen] = useState<'change' | 'leave' | 'remove' | null>(null);
  const { attendee } = card;
  const held = attendee.posts.map((post) =>
    post.groupId === attendee.groupId ? words.posts[post.post] : `${post.groupName}${words.posts[post.post]}`,
  );
  return (
    <Section
      title={attendee.name}
      note={words.categories[attendee.category]}
      act={
        <Button small onPress={() => setOpen('change')}>
          修改
        </Button>
      }
    >
      <Facts
        pairs={[
          [words.group, attendee.groupName || '未编组'],
          ['会议职务', held.join('、')],
          ['职务', attendee.title],
          ['单位', attendee.unit],
          ['证件号', attendee.certificateNumber],
          [
            '电话',
            attendee.phone && (
              <a className="lk" href={`tel:${attendee.phone}`}>
                <Icon name="phone" /> {attendee.phone}
              </a>
            ),
          ],
          ['系统账号', attendee.personId ? null : '没有，收不到手机通知'],
          ['离会', attendee.leftAt && momentWords(attendee.leftAt)],
        ]}
      />
      {!attendee.leftAt && <RegistrationActs card={card} onLeave={() => setOpen('leave')} onRemove={() => setOpen('remove')} />}
      {open === 'change' && <AttendeeDialog of={card} onClose={() => setOpen(null)} />}
      {open === 'leave' && <RecordLeaveDialog of={[attendee]} onClose={() => setOpen(null)} />}
      {open === 'remove' && <RemoveDialog card={card} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function RegistrationActs({ card, onLeave, onRemove }: { card: Card; onLeave: () => void; onRemove: () => void }) {
  const meeting = useMeeting();
  const { attendee } = card;
  const { busy, put } = useRegister();
  const undo = useWrite(undoRegistration);
  const take = (what: 'registration' | 'pack') =>
    undo.mutate({ params: { meetingId: meeting.id }, body: { attendeeIds: [attendee.id], what } });
  return (
    <>
      <div className="row wrap">
        {attendee.registeredAt ? (
          <Clock tone="done" words={`${momentWords(attendee.registeredAt)}报到`} />
        ) : (
          <Clock tone="waiting" words="未报到" />
        )}
        {attendee.packAt ? <Clock tone="done" words="材料袋已领" /> : attendee.registeredAt && <Clock tone="soon" words="材料袋未领" />}
      </div>
      <div className="row wrap people-acts">
        {!attendee.packAt && (
          <Button small busy={busy} keys={attendee.registeredAt ? undefined : 'r'} onPress={() => put([attendee], true)}>
            {attendee.registeredAt ? '发材料袋' : '报到并发材料袋'}
          </Button>
        )}
        {attendee.packAt && (
          <Button small busy={undo.isPending} onPress={() => take('pack')}>
            收回材料袋
          </Button>
        )}
        {attendee.registeredAt && (
          <Button small busy={undo.isPending} onPress={() => take('registration')}>
            撤销报到
          </Button>
        )}
        <Button small onPress={onLeave}>
          登记请假
        </Button>
        {!attendee.registeredAt && (card.leaves ?? []).length === 0 && (
          <Button small onPress={onRemove}>
            删除
          </Button>
        )}
      </div>
    </>
  );
}

function RemoveDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const write = useWrite(removeAttendee);
  const { id, name } = card.attendee;
  return (
    <ConfirmDialog
      title="从名单删除"
      words={`删除${name}`}
      onConfirm={async () => {
        await write.mutateAsync({ params: { meetingId: meeting.id, attendeeId: id } });
        say(`已从名单删除${name}`);
      }}
      onClose={onClose}
    >
      <p>只用于误加的人。他的座次、乘车等安排一并删除，不能恢复。</p>
    </ConfirmDialog>
  );
}

/** What only the office and the person himself know. */
function Kept({ card }: { card: Card }) {
  const { kept } = card;
  const pairs = [
    ['座位', card.seat],
    ['车辆', card.coaches?.join('；')],
    ['住宿', card.room],
    ['餐桌', card.table],
    ['饮食', kept?.diet],
    ['其他需要', kept?.needs],
    ['备注', kept?.note],
    ['未读文件', card.unreadPapers ? `${card.unreadPapers} 份` : null],
  ] as const;
  if (pairs.every(([, value]) => !value)) return null;
  return (
    <Section title="会务安排" note="饮食和需要只有会务组和本人能看到">
      <Facts pairs={pairs} />
    </Section>
  );
}

function Sittings({ sittings }: { sittings: NonNullable<Card['sittings']> }) {
  const told = sittings.filter((one) => one.outcome !== null && one.state === 'ended');
  const present = told.filter((one) => one.outcome === 'present').length;
  return (
    <Section title="各次会议" note={told.length > 0 ? `已开 ${told.length} 次，到 ${present} 次` : undefined}>
      <ul className="people-outcomes">
        {sittings.map((one) => (
          <li key={one.id}>
            <span className="m nw">
              {dayWords(one.startsAt)} {timeWords(one.startsAt)}
            </span>
            <span className="cut" title={one.title}>
              {one.title}
            </span>
            <Outcome one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Outcome({ one }: { one: NonNullable<Card['sittings']>[number] }) {
  if (one.outcome === 'present') return <Clock tone="done" words="已到" />;
  if (one.outcome === 'onLeave') return <Clock tone="running" words="请假" />;
  if (one.outcome === null) return null;
  return one.state === 'ended' ? <Clock tone="overdue" words="缺席" /> : <Clock tone="soon" words="未到" />;
}
