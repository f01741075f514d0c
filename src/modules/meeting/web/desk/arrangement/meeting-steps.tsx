import { useState } from 'react';
import { AreaField, FormDialog } from '#platform/web/desk/form.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Facts } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { chinaDay, dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { advanceMeeting } from '../../../contract/arrangement/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

interface Step {
  readonly to: 'announced' | 'running' | 'ended';
  readonly words: string;
}

/** What comes next, in the words of the occasion: sessions are opened and closed. */
function stepOf({ state, kind }: MeetingView): Step | null {
  const session = kind === 'plenarySession';
  if (state === 'draft') return { to: 'announced', words: '发出会议通知' };
  if (state === 'announced') return { to: 'running', words: session ? '宣布开幕' : '开始会议' };
  return state === 'running' ? { to: 'ended', words: session ? '宣布闭幕' : '结束会议' } : null;
}

/** What comes next for the meeting: announce, begin, end; each is one button, with what it means asked first. */
export function NextStep() {
  const meeting = useMeeting();
  const [open, setOpen] = useState(false);
  const step = stepOf(meeting);
  if (!step) return null;
  return (
    <>
      <Button
        filled={meeting.state === 'draft'}
        blocked={meeting.sittings.length === 0 ? '还没有安排日程' : null}
        onPress={() => setOpen(true)}
      >
        {step.words}
      </Button>
      {open && <StepDialog step={step} onClose={() => setOpen(false)} />}
    </>
  );
}

function StepDialog({ step, onClose }: { step: Step; onClose: () => void }) {
  const meeting = useMeeting();
  const undo = useUndo();
  const [reason, setReason] = useState('');
  const late = step.to === 'announced' && isLate(meeting);
  const write = useWrite(advanceMeeting, {
    onDone: () => {
      undo.say(`已${step.words}`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={step.words}
      note={notes[step.to]}
      words={step.words}
      width={540}
      busy={write.isPending}
      blocked={late && reason.trim().length < 4 ? '已过最迟通知日，请写明原因' : null}
      error={write.error}
      onSubmit={() =>
        write.mutate({ params: { meetingId: meeting.id }, body: { to: step.to, revision: meeting.revision, lateReason: reason.trim() } })
      }
      onClose={onClose}
    >
      {late && (
        <>
          <p className="late-notice">
            <Icon name="late" /> 按规则最迟应在 {dayWords(meeting.notice.announceBy!)}发出通知，已晚{' '}
            {daysBetween(meeting.notice.announceBy!, today())} 天。 可以发出，原因会记入操作记录。
          </p>
          <AreaField name="为什么晚发" required minLength={4} maxLength={300} rows={3} value={reason} onChange={setReason} />
        </>
      )}
      {step.to === 'announced' && (
        <>
          <p className="m rules-lead">这次会议按下面的规则办，发出后不随规则页改动：</p>
          <Facts
            name={150}
            pairs={meeting.rules.map(
              (rule) =>
                [
                  rule.label,
                  <span key="value" title={rule.basis}>
                    {rule.value}
                  </span>,
                ] as const,
            )}
          />
        </>
      )}
    </FormDialog>
  );
}

const notes = {
  announced: '参会人员会在手机上看到会议、日程和自己的安排。此后的改动会告诉他们。',
  running: '手机会场和大屏进入会中状态。',
  ended: '会议内容就此存档，不能再改；需要收回的文件从各人设备上撤下。',
} as const;

/** How the notice periods stand: when it must be announced and papers handed out, or when it was. */
export function NoticeLine() {
  const meeting = useMeeting();
  const { announceBy, papersBy } = meeting.notice;
  if (meeting.state === 'ended') return null;
  return (
    <div className="notice-line">
      {meeting.announcedAt ? (
        <span>
          <Icon name="tick" /> {dayWords(meeting.announcedAt)}已通知
          {announceBy &&
            chinaDay(meeting.announcedAt) > announceBy &&
            `，比规定晚 ${daysBetween(announceBy, chinaDay(meeting.announcedAt))} 天`}
        </span>
      ) : (
        announceBy && (
          <span className={isLate(meeting) ? 'late' : undefined}>
            <Icon name={isLate(meeting) ? 'late' : 'clock'} /> 最迟 <b>{dayWords(announceBy)}</b> 发出通知，{aheadWords(announceBy)}
          </span>
        )
      )}
      {papersBy && meeting.state !== 'running' && (
        <span>
          <Icon name="paper" /> 最迟 <b>{dayWords(papersBy)}</b> 把文件发到手中，{aheadWords(papersBy)}
        </span>
      )}
    </div>
  );
}

const today = () => chinaDay(new Date().toISOString());

function isLate(meeting: MeetingView): boolean {
  return meeting.notice.announceBy !== null && today() > meeting.notice.announceBy;
}

function aheadWords(day: string): string {
  const ahead = daysBetween(today(), day);
  if (ahead === 0) return '就是今天';
  return ahead > 0 ? `还有 ${ahead} 天` : `已过 ${-ahead} 天`;
}
