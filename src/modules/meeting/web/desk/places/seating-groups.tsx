import { Section } from '#platform/web/desk/page.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import type { SeatingLine } from '../../../contract/places/routes.ts';
import { seatingStates } from '../../../contract/places/routes.ts';
import { GroupMark } from '../../shared/places/group-mark.tsx';
import type { Seating } from './seating-state.ts';

export interface GroupsPaneProps {
  readonly seating: Seating;
  readonly word: string;
  readonly group: string | null | undefined;
  readonly onGroup: (groupId: string | null | undefined) => void;
  readonly onPerson: (personId: string) => void;
  readonly onArrange: () => void;
  readonly versions: readonly SeatingLine[];
  readonly onVersion: (id: string) => void;
  readonly onNew: () => void;
}

/** The groups with how many of each sit, who has no seat, and the versions. */
export function GroupsPane({ seating, word, group, onGroup, onPerson, onArrange, versions, onVersion, onNew }: GroupsPaneProps) {
  const waiting = seating.view.people.filter((person) => !seating.seatOf.has(person.id));
  return (
    <>
      <div className="sec">
        <header>
          <h2>{word}</h2>
          <span className="s cut">颜色加纹样，黑白打印也分得清</span>
        </header>
      </div>
      <GroupRows seating={seating} group={group} onGroup={onGroup} />
      <Section title="还没座的人" note={`${waiting.length} 人`}>
        {waiting.length === 0 ? (
          <p className="s">人人有座。</p>
        ) : (
          <>
            <p>
              {waiting.slice(0, 12).map((person) => (
                <button key={person.id} type="button" className="lk" style={{ marginRight: 10 }} onClick={() => onPerson(person.id)}>
                  {person.name}
                </button>
              ))}
              {waiting.length > 12 && <span className="s">等 {waiting.length} 人</span>}
            </p>
            {seating.isDraft && (
              <p style={{ marginTop: 6 }}>
                <Button small keys="g" onPress={onArrange}>
                  自动排入
                </Button>
              </p>
            )}
          </>
        )}
      </Section>
      <Section
        title="版本"
        act={
          <Button small onPress={onNew}>
            新建一版
          </Button>
        }
      >
        <div style={{ margin: '0 -16px' }}>
          {versions.map((one) => (
            <button
              key={one.id}
              type="button"
              className={one.id === seating.view.id ? 'version-row on' : 'version-row'}
              onClick={() => onVersion(one.id)}
            >
              <span>
                <b>第 {one.number} 版</b> {seatingStates[one.state]}
                <br />
                <span className="s">
                  {one.state === 'draft' ? one.changedBy : one.publishedBy} {momentWords(one.publishedAt ?? one.changedAt)}，{one.seated} 人
                </span>
              </span>
            </button>
          ))}
        </div>
      </Section>
    </>
  );
}

function GroupRows({ seating, group, onGroup }: Pick<GroupsPaneProps, 'seating' | 'group' | 'onGroup'>) {
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
