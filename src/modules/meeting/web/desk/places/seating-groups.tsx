import { Section } from '#platform/web/desk/page.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import type { SeatingLine } from '../../../contract/places/routes.ts';
import { seatingStates } from '../../../contract/places/routes.ts';
import { GroupMark } from '../../shared/places/group-mark.tsx';
import type { Desk } from './desk-acts.ts';
import type { Seating } from './seating-state.ts';

export interface GroupsPaneProps {
  readonly seating: Seating;
  readonly desk: Desk;
  readonly word: string;
  readonly versions: readonly SeatingLine[];
  readonly onVersion: (id: string) => void;
  readonly onNew: () => void;
}

/** The groups with how many of each sit, who has no seat, and the versions. */
export function GroupsPane({ seating, desk, word, versions, onVersion, onNew }: GroupsPaneProps) {
  return (
    <>
      <div className="sec">
        <header>
          <h2>{word}</h2>
          <span className="s cut">颜色加纹样，黑白打印也分得清</span>
        </header>
      </div>
      <GroupRows seating={seating} group={desk.group} onGroup={(group) => desk.set({ group })} />
      <Waiting seating={seating} desk={desk} />
      <Section
        title="版本"
        act={
          <Button small onPress={onNew}>
            新建一版
          </Button>
        }
      >
        <div className="full-width">
          {versions.map((one) => (
            <VersionRow key={one.id} line={one} on={one.id === seating.view.id} onPick={() => onVersion(one.id)} />
          ))}
        </div>
      </Section>
    </>
  );
}

function VersionRow({ line, on, onPick }: { line: SeatingLine; on: boolean; onPick: () => void }) {
  return (
    <button type="button" className={on ? 'version-row on' : 'version-row'} onClick={onPick}>
      <span>
        <b>第 {line.number} 版</b> {seatingStates[line.state]}
        <br />
        <span className="s">
          {line.state === 'draft' ? line.changedBy : line.publishedBy} {momentWords(line.publishedAt ?? line.changedAt)}，{line.seated} 人
        </span>
      </span>
    </button>
  );
}

function Waiting({ seating, desk }: { seating: Seating; desk: Desk }) {
  const waiting = seating.view.people.filter((person) => !seating.seatOf.has(person.id));
  if (waiting.length === 0) return null;
  return (
    <Section title="还没座的人" note={`${String(waiting.length)} 人`}>
      <p>
        {waiting.slice(0, 12).map((person) => (
          <button key={person.id} type="button" className="lk waiting-name" onClick={() => desk.pickPerson(person.id)}>
            {person.name}
          </button>
        ))}
        {waiting.length > 12 && <span className="s">等 {waiting.length} 人</span>}
      </p>
      {seating.isDraft && (
        <Button small keys="g" onPress={() => desk.arrange('unseated')}>
          自动排入
        </Button>
      )}
    </Section>
  );
}

interface GroupRowsProps {
  readonly seating: Seating;
  readonly group: string | null | undefined;
  readonly onGroup: (groupId: string | null | undefined) => void;
}

function GroupRows({ seating, group, onGroup }: GroupRowsProps) {
  const free = seating.hall.seats.filter((seat) => !seat.blocked && !seating.seated.has(seat.key)).length;
  const without = seating.view.people.filter((person) => person.groupId === null);
  const rows = [
    ...seating.view.groups.map((one, index) => ({ id: one.id as string | null, name: one.name, index })),
    ...(without.length > 0 ? [{ id: null, name: '列席和其他', index: -1 }] : []),
  ];
  return (
    <div>
      {rows.map((one) => {
        const people = seating.view.people.filter((person) => person.groupId === one.id);
        const seatedCount = people.filter((person) => seating.seatOf.has(person.id)).length;
        const missing = people.length - seatedCount;
        return (
          <button
            key={one.id ?? 'none'}
            type="button"
            className={group === one.id ? 'group-row on' : 'group-row'}
            aria-pressed={group === one.id}
            onClick={() => onGroup(group === one.id ? undefined : one.id)}
          >
            <GroupMark index={one.index} />
            <span className="cut">{one.name}</span>
            {missing > 0 ? (
              <span className="clk soon">
                <Icon name="half" />缺 {missing}
              </span>
            ) : (
              <span className="clk done">
                <Icon name="tick" />
                {seatedCount}/{people.length}
              </span>
            )}
          </button>
        );
      })}
      <div className="group-row">
        <svg width="18" height="18" aria-hidden="true">
          <rect x="1" y="1" width="15" height="15" fill="#fff" stroke="#8a94a1" strokeDasharray="2 2" />
        </svg>
        <span>空座</span>
        <span className="num m">{free}</span>
      </div>
    </div>
  );
}
