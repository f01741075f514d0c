import { useEffect, useState } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import type { CarriedList, CarriedRide, ScannerCopy } from '../../../contract/presence/scanning.ts';
import { checkListKinds } from '../../../contract/presence/words.ts';
import type { ScannerLink } from '../../shared/presence/scanner-link.ts';
import { useMinute } from '../../shared/presence/use-minute.ts';
import { choicesAt, listsMeant } from './list-choices.ts';

interface ChooseListProps {
  readonly link: ScannerLink;
  readonly copy: ScannerCopy;
  /** How many are in at each list, as far as the server has told. */
  readonly counts: ReadonlyMap<string, number>;
  readonly onChoose: (id: string) => void;
  readonly onEnrol: () => void;
}

/** So many lists are taken in at a glance; more of them can be searched. */
const glance = 8;

/** Which list this scanner is at. Coaches are told apart by number, departure, plate and liaison, and by how many are on already. */
export function ChooseList({ link, copy, counts, onChoose, onEnrol }: ChooseListProps) {
  const [words, setWords] = useState('');
  useEffect(() => link.count(), [link]);
  const choices = choicesAt(useMinute(), listsMeant(copy.lists, words));
  return (
    <main className="scanner choose">
      <header>
        <h1>选择签到清单</h1>
        <p className="cut">
          {copy.meetingTitle}，{copy.scannerName}
        </p>
      </header>
      {copy.lists.length > glance && <SearchBox label="搜会议、车号、车牌或联络员" value={words} onChange={setWords} />}
      {copy.lists.length === 0 && <p className="scanner-quiet">还没有打开的签到清单。请会务组在工作台的“签到”里打开，这里会自动出现。</p>}
      {copy.lists.length > 0 && choices.length === 0 && <p className="scanner-quiet">没有“{words}”的签到清单。</p>}
      {choices.map(({ words: heading, lists, folded }) => (
        <details key={`${heading} ${words}`} className="choices-part" open={!folded || words !== ''}>
          <summary>
            {heading}（{lists.length}）
          </summary>
          <ul className="choices-list">
            {lists.map((list) => (
              <li key={list.id}>
                <Choice list={list} present={counts.get(list.id)} onChoose={() => onChoose(list.id)} />
              </li>
            ))}
          </ul>
        </details>
      ))}
      <Button onClick={onEnrol}>改接另一次会议</Button>
    </main>
  );
}

function Choice({ list, present, onChoose }: { list: CarriedList; present: number | undefined; onChoose: () => void }) {
  return (
    <button type="button" aria-label={`${list.title}，${checkListKinds[list.kind]}`} onClick={onChoose}>
      {list.ride ? <RideWords ride={list.ride} /> : <DoorWords list={list} />}
      <span className="choice-count">
        {present === undefined ? (
          <>应到 {list.dueCount}</>
        ) : (
          <>
            <b>{present}</b>/{list.dueCount}
          </>
        )}
        <small>{list.kind === 'coach' ? '人上车' : '人已到'}</small>
      </span>
    </button>
  );
}

function DoorWords({ list }: { list: CarriedList }) {
  return (
    <span className="choice-words">
      <b>{list.title}</b>
      <small>
        {checkListKinds[list.kind]}
        {list.opensAt && `，${momentWords(list.opensAt)} 开始`}
      </small>
    </span>
  );
}

function RideWords({ ride }: { ride: CarriedRide }) {
  return (
    <>
      <b className="choice-coach">{ride.coach}</b>
      <span className="choice-words">
        <b>
          {timeWords(ride.departsAt)} {ride.title}
        </b>
        <small>{[ride.liaison && `联络员 ${ride.liaison}`, ride.plate].filter(Boolean).join('，')}</small>
        <small>{[ride.from, ride.to].filter(Boolean).join('到')}</small>
      </span>
    </>
  );
}
