import { createPortal } from 'react-dom';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { useMe } from '#platform/web/shared/session.tsx';
import type { SeatingLine, SeatingView } from '../../../contract/places/routes.ts';
import { useDesk } from './desk-acts.ts';
import type { Desk } from './desk-acts.ts';
import { FindPersonDialog } from './find-person-dialog.tsx';
import { HeadTools } from './head-tools.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { SeatToolbar } from './seat-toolbar.tsx';
import { SeatingAside } from './seating-aside.tsx';
import { GroupsPane } from './seating-groups.tsx';
import { SeatingHall } from './seating-hall.tsx';
import { useSeating } from './seating-state.ts';
import type { Seating } from './seating-state.ts';

export interface SeatingDeskProps {
  readonly meetingId: string;
  readonly view: SeatingView;
  /** The version before, to compare with. */
  readonly before: SeatingLine | null;
  readonly versions: readonly SeatingLine[];
  readonly topics: readonly string[];
  readonly tools: HTMLElement | null;
  readonly onVersion: (id: string) => void;
  readonly onNew: () => void;
}

/** The three panes of a seating: groups and versions, the hall, the person and the rules. */
export function SeatingDesk({ meetingId, view, before, versions, topics, tools, onVersion, onNew }: SeatingDeskProps) {
  const seating = useSeating(meetingId, view);
  const desk = useDesk(meetingId, seating, before, topics);
  const word = useMe().theme === 'cppcc' ? '界别' : '代表团';
  return (
    <>
      {tools && createPortal(<HeadTools seating={seating} desk={desk} before={before} />, tools)}
      <Panes columns="252px minmax(0, 1fr) 312px">
        <Pane label={word} as="nav">
          <GroupsPane seating={seating} desk={desk} word={word} versions={versions} onVersion={onVersion} onNew={onNew} />
        </Pane>
        <section className="pane" aria-label="座位图">
          <SeatToolbar seating={seating} desk={desk} />
          <div className="hall-pane">
            <SeatingHall seating={seating} desk={desk} />
            {desk.tip && <div className="hall-tip">{desk.tip}</div>}
          </div>
        </section>
        <Pane label="选中的人和规则" as="aside">
          <SeatingAside seating={seating} desk={desk} />
        </Pane>
      </Panes>
      <Dialogs meetingId={meetingId} seating={seating} desk={desk} word={word} />
    </>
  );
}

function Dialogs({ meetingId, seating, desk, word }: { meetingId: string; seating: Seating; desk: Desk; word: string }) {
  const close = () => desk.set({ open: null });
  if (desk.open === 'find') return <FindPersonDialog seating={seating} onPick={desk.pickPerson} onClose={close} />;
  if (desk.open === 'rules') return <RulesDialog meetingId={meetingId} seating={seating} word={word} onClose={close} />;
  if (desk.open === 'publish')
    return <PublishDialog meetingId={meetingId} seating={seating} changed={desk.changed?.size ?? null} onClose={close} />;
  return desk.open === 'print' ? <PrintDialog meetingId={meetingId} seatingId={seating.view.id} onClose={close} /> : null;
}
