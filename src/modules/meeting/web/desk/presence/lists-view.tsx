import { useEffect, useRef } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { chinaDay, dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { listCheckLists, readPresence } from '../../../contract/presence/routes.ts';
import type { CheckListLine } from '../../../contract/presence/views.ts';
import { checkListKinds } from '../../../contract/presence/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { ListAside } from './list-aside.tsx';
import { ListState } from './list-state.tsx';
import { PeoplePane } from './people-pane.tsx';

/** The lists with their counts, the people of the one that is picked, and how it stands. */
export function ListsView() {
  const meeting = useMeeting();
  const of = { params: { meetingId: meeting.id } };
  const topics = { topics: [`meeting:${meeting.id}`] };
  const lists = useRead(listCheckLists, of, topics);
  const presence = useRead(readPresence, of, topics);
  const [query, change] = useAddress();
  return (
    <Read of={lists} rows={12}>
      {({ items }) => {
        const picked = items.find((list) => list.id === query.list) ?? likeliest(items);
        if (!picked) return <NoLists />;
        const sitting = presence.data?.items.find((one) => one.sittingId === picked.sittingId) ?? null;
        return (
          <Panes columns="268px minmax(0, 1fr) 316px">
            <Lists items={items} picked={picked.id} onPick={(list) => change({ list, state: undefined })} />
            <PeoplePane key={picked.id} list={picked} settled={sitting?.settled ?? false} />
            <ListAside list={picked} sitting={sitting} />
          </Panes>
        );
      }}
    </Read>
  );
}

/** What is on now, else what comes next, else the last one. */
function likeliest(items: readonly CheckListLine[]): CheckListLine | undefined {
  const now = new Date().toISOString();
  const open = items.filter((list) => list.state === 'open');
  return (
    open.findLast((list) => list.kind === 'sitting' && (list.opensAt ?? '') <= now && (list.closesAt === null || list.closesAt >= now)) ??
    open.find((list) => (list.opensAt ?? '') > now) ??
    items.at(-1)
  );
}

function Lists({ items, picked, onPick }: { items: readonly CheckListLine[]; picked: string; onPick: (id: string) => void }) {
  const days = [...new Set(items.map(dayOf))];
  const here = useRef<HTMLButtonElement>(null);
  // Of a hundred lists the one that is shown must be in sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    here.current?.scrollIntoView({ block: 'nearest' });
  }, [picked]);
  return (
    <Pane label="签到清单" as="nav">
      {days.map((day) => (
        <section key={day} className="list-day">
          <h2 className="s">{day ? dayWords(day) : '不限时段'}</h2>
          {items
            .filter((list) => dayOf(list) === day)
            .map((list) => (
              <button
                key={list.id}
                ref={list.id === picked ? here : undefined}
                type="button"
                className={list.id === picked ? 'list-row on' : 'list-row'}
                aria-current={list.id === picked ? 'true' : undefined}
                onClick={() => onPick(list.id)}
              >
                <span className="list-title cut" title={list.title}>
                  {list.title}
                </span>
                <span className="list-figure">
                  <b>{list.present}</b>/{list.due}
                </span>
                <span className="list-note">
                  {checkListKinds[list.kind]}
                  {list.opensAt && ` ${timeWords(list.opensAt)}`}
                  {list.closesAt && `–${timeWords(list.closesAt)}`}
                </span>
                <ListState list={list} />
              </button>
            ))}
        </section>
      ))}
    </Pane>
  );
}

function dayOf(list: CheckListLine): string {
  return list.opensAt ? chinaDay(list.opensAt) : '';
}

function NoLists() {
  return <Empty words="还没有签到清单" hint="点右上角“打开签到清单”，按日程里的会议、报到、用餐打开；扫码设备会自动收到。" />;
}
