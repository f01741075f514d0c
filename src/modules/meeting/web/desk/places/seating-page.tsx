import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Pane } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { listHalls, listSeatings, readSeating } from '../../../contract/places/routes.ts';
import type { SeatingLine } from '../../../contract/places/routes.ts';
import { MeetingPage } from '../shared/meeting-page.tsx';
import { NewSeatingDialog } from './new-seating-dialog.tsx';
import { SeatingDesk } from './seating-desk.tsx';
import './places.css';

/** Who sits where in the plenary hall: versions, automatic seating by rules, moves by hand, publication. */
export default function SeatingPage() {
  const { meetingId = '' }: { readonly meetingId?: string } = useParams({ strict: false });
  const topics = useOfficeTopics(meetingId);
  const versions = useRead(listSeatings, { params: { meetingId } }, { topics });
  const [tools, setTools] = useState<HTMLElement | null>(null);
  return (
    <MeetingPage part="seating" tools={<span ref={setTools} className="row" />}>
      <Read of={versions} rows={10}>
        {({ items }) => <Versions meetingId={meetingId} versions={items} topics={topics} tools={tools} />}
      </Read>
    </MeetingPage>
  );
}

/** What the office follows: the meeting, and its own body for drafts that nobody else knows of. */
export function useOfficeTopics(meetingId: string): string[] {
  const me = useMe();
  return [`meeting:${meetingId}`, ...(me?.seat ? [`body:${me.seat.organisation.id}`] : [])];
}

interface VersionsProps {
  readonly meetingId: string;
  readonly versions: readonly SeatingLine[];
  readonly topics: readonly string[];
  readonly tools: HTMLElement | null;
}

function Versions({ meetingId, versions, topics, tools }: VersionsProps) {
  const [address, change] = useAddress();
  const [making, setMaking] = useState(false);
  const halls = useRead(listHalls, {}, { topics });
  const chosen = versions.find((one) => one.id === address['version']) ?? versions[0];
  const close = (id?: string) => {
    setMaking(false);
    if (id) change({ version: id });
  };
  return (
    <>
      {chosen ? (
        <Chosen
          key={chosen.id}
          meetingId={meetingId}
          line={chosen}
          versions={versions}
          topics={topics}
          tools={tools}
          onVersion={(id) => change({ version: id })}
          onNew={() => setMaking(true)}
        />
      ) : (
        <Pane label="座次">
          <Empty
            words="还没有座次"
            hint="选一个会场座位图，新建第一版座次，再按规则自动排座。"
            act={
              <Button filled onPress={() => setMaking(true)}>
                新建座次
              </Button>
            }
          />
        </Pane>
      )}
      {making && <NewSeatingDialog meetingId={meetingId} halls={halls.data?.items ?? []} versions={versions} onClose={close} />}
    </>
  );
}

function Chosen(props: VersionsProps & { line: SeatingLine; onVersion: (id: string) => void; onNew: () => void }) {
  const { meetingId, line, versions, topics } = props;
  const view = useRead(readSeating, { params: { meetingId, seatingId: line.id } }, { topics });
  const before = versions.find((one) => one.number < line.number && one.state !== 'draft' && sameSittings(one, line));
  return (
    <Read of={view} rows={14}>
      {(seating) => (
        <SeatingDesk
          meetingId={meetingId}
          view={seating}
          before={before ?? null}
          versions={versions}
          topics={topics}
          tools={props.tools}
          onVersion={props.onVersion}
          onNew={props.onNew}
        />
      )}
    </Read>
  );
}

const sameSittings = (one: SeatingLine, other: SeatingLine) => one.sittingIds.toSorted().join() === other.sittingIds.toSorted().join();
