import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import { meetingStates } from '../../../contract/meeting.ts';
import { workspaceTabs } from './workspace-tabs.ts';
import type { WorkspacePart } from './workspace-tabs.ts';
import './workspace.css';

export interface MeetingPageProps {
  readonly part: WorkspacePart;
  /** Name of the page in the window's title; the tab's own name unless it is given. */
  readonly title?: string;
  /** At the right end of the head: what to do next, with the one filled button of the page. */
  readonly tools?: ReactNode;
  /** Figures and states beside the meeting's name. */
  readonly facts?: ReactNode;
  /** A row between the tabs and the panes. */
  readonly strip?: ReactNode;
  readonly children: ReactNode;
}

const MeetingContext = createContext<MeetingView | null>(null);

/** The meeting of the page; only inside {@link MeetingPage}. */
export function useMeeting(): MeetingView {
  const meeting = useContext(MeetingContext);
  if (!meeting) throw new Error('useMeeting is for the inside of <MeetingPage>');
  return meeting;
}

/** A page of one meeting's workspace: the meeting's name, days and state, the tabs of all parts, and the part's panes below. Reads `:meetingId` of the address. */
export function MeetingPage({ part, title, tools, facts, strip, children }: MeetingPageProps) {
  const { meetingId = '' }: { meetingId?: string } = useParams({ strict: false });
  const view = useRead(readMeeting, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const name = title ?? workspaceTabs.find((tab) => tab.part === part)?.label ?? '会议';
  return (
    <DeskPage
      title={view.data ? `${name} · ${view.data.title}` : name}
      head={view.data ? <MeetingHead meeting={view.data} facts={facts} /> : undefined}
      act={tools && view.data ? <MeetingContext value={view.data}>{tools}</MeetingContext> : undefined}
      strip={
        <>
          <Tabs meetingId={meetingId} part={part} />
          {strip && view.data && <MeetingContext value={view.data}>{strip}</MeetingContext>}
        </>
      }
    >
      <Read of={view} rows={8}>
        {(meeting) => <MeetingContext value={meeting}>{children}</MeetingContext>}
      </Read>
    </DeskPage>
  );
}

function MeetingHead({ meeting, facts }: { meeting: MeetingView; facts: ReactNode }) {
  return (
    <div className="meeting-head">
      <h1 className="cut" title={meeting.title}>
        {meeting.title}
      </h1>
      <div className="facts">
        <Tag>{meetingStates[meeting.state]}</Tag>
        <span>
          {dayWords(meeting.opensOn)}
          {meeting.closesOn !== meeting.opensOn && `至${dayWords(meeting.closesOn)}`}
        </span>
        {meeting.place && (
          <span className="cut" title={meeting.place}>
            {meeting.place}
          </span>
        )}
        {facts}
      </div>
    </div>
  );
}

function Tabs({ meetingId, part }: { meetingId: string; part: WorkspacePart }) {
  const can = useCan();
  return (
    <nav className="workspace-tabs" aria-label="会议的各项工作">
      {workspaceTabs
        .filter((tab) => can(tab.permission))
        .map((tab) => (
          <DeskLink key={tab.part} to={`/meetings/${meetingId}${tab.path}`} className={tab.part === part ? 'on' : undefined}>
            {tab.label}
          </DeskLink>
        ))}
    </nav>
  );
}
