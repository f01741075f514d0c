import { dayOf } from '#platform/contract/instant.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { IconCode } from '#platform/web/shared/icons.tsx';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import { DayContent } from './day-content.tsx';
import './words.css';

/** Any day of any meeting. Without a day in the address: today where the meeting is on, else its first day, or its last one once it is over. */
export default function DayOfMeetingPage() {
  const meetingId = usePathMember('meetingId');
  const asked = usePathMember('day');
  const meeting = useRead(readMeeting, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const attends = Boolean(meeting.data?.own) && meeting.data?.state !== 'ended';
  return (
    <Page
      title={meeting.data?.title ?? '会议'}
      parent="/meeting"
      tools={<OfflineChip updatedAt={meeting.dataUpdatedAt} />}
      acts={
        attends ? (
          <LinkButton look="fill" icon={IconCode} to={`/meeting/${meetingId}/code`}>
            出示我的码（离线可用）
          </LinkButton>
        ) : null
      }
    >
      <Reading result={meeting} rows={5}>
        {(data) => <DayContent meetingId={meetingId} day={asked || dayToShow(data.opensOn, data.closesOn)} />}
      </Reading>
    </Page>
  );
}

function dayToShow(opensOn: string, closesOn: string): string {
  const today = dayOf(new Date());
  if (today < opensOn) return opensOn;
  return today > closesOn ? closesOn : today;
}
