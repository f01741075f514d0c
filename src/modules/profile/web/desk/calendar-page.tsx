import { useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { dayOf } from '#platform/contract/instant.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { YearView } from '../../contract/calendar-view.ts';
import { readYear } from '../../contract/routes.ts';
import { CalendarWarning } from './calendar-warning.tsx';
import { DayAside } from './day-aside.tsx';
import { worksOn } from './day-words.ts';
import { LoadYearDialog } from './load-year-dialog.tsx';
import { OwnDayDialog } from './own-day-dialog.tsx';
import { YearGrid } from './year-grid.tsx';
import './profile.css';

/** The working calendar of the body, a year at a time: days off, makeup workdays, the body's own days, and how far it is known. */
export default function CalendarPage() {
  const [address, change] = useAddress();
  const [thisYear] = useState(() => Number(dayOf(new Date()).slice(0, 4)));
  const year = /^\d{4}$/.test(address.year ?? '') ? Number(address.year) : thisYear;
  const read = useRead(readYear, { params: { year } }, { keepPrevious: true });
  return (
    <Read of={read} rows={20}>
      {(view) => <YearPage view={view} onYear={(next) => change({ year: String(next) })} />}
    </Read>
  );
}

function YearPage({ view, onYear }: { view: YearView; onYear: (year: number) => void }) {
  const can = useCan();
  const go = useGo();
  const [picked, setPicked] = useState(view.today);
  const [dialog, setDialog] = useState<'load' | 'own' | null>(null);
  const day = picked.startsWith(`${view.year}-`) ? picked : `${view.year}-01-01`;
  const ownBlock = can('profile.edit-calendar') ? null : '由工作机构负责人或管理员登记';
  const loadBlock = can('profile.load-calendar') ? null : '由工作机构负责人或管理员载入';
  useKeys([
    { keys: '[', label: '上一年', act: () => onYear(view.year - 1) },
    { keys: ']', label: '下一年', act: () => onYear(view.year + 1) },
    { keys: 'n', label: '登记本级日', act: () => setDialog('own'), blocked: ownBlock ?? undefined },
    { keys: 'u', label: '载入年度安排', act: () => setDialog('load'), blocked: loadBlock ?? undefined },
    { keys: 'g', label: '回规则', act: () => go('/rules') },
  ]);
  const wanting = !view.known || view.lastKnownYear === null || view.lastKnownYear < view.yearNeeded;
  return (
    <DeskPage
      title={`${view.year} 年工作日历`}
      facts={<YearFacts view={view} />}
      act={
        <>
          <Button onPress={() => onYear(view.year - 1)} keys="[">
            {view.year - 1} 年
          </Button>
          <Button onPress={() => onYear(view.year + 1)} keys="]">
            {view.year + 1} 年
          </Button>
          <Button onPress={() => setDialog('own')} keys="n" blocked={ownBlock} filled={!wanting}>
            登记本级放假或上班
          </Button>
          <Button onPress={() => setDialog('load')} keys="u" blocked={loadBlock} filled={wanting}>
            载入年度安排
          </Button>
        </>
      }
    >
      <Panes columns="minmax(0, 1fr) 356px">
        <Pane label={`${view.year} 年各月`}>
          <YearGrid view={view} picked={day} onPick={setPicked} />
        </Pane>
        <Pane label="这一天和本级日" as="aside">
          <CalendarWarning lastKnownYear={view.lastKnownYear} yearNeeded={view.yearNeeded} />
          <DayAside view={view} day={day} blocked={ownBlock} onAdd={() => setDialog('own')} onPick={setPicked} />
        </Pane>
      </Panes>
      {dialog === 'own' && <OwnDayDialog day={day} works={worksOn(view, day)} onClose={() => setDialog(null)} />}
      {dialog === 'load' && <LoadYearDialog view={view} onClose={() => setDialog(null)} onLoaded={onYear} />}
    </DeskPage>
  );
}

function YearFacts({ view }: { view: YearView }) {
  return (
    <>
      <span>{view.workdays} 个工作日</span>
      {view.known ? (
        <span className="clk done">
          <Icon name="tick" />
          {view.regionName}安排已载入
        </span>
      ) : (
        <span className="clk soon">
          <Icon name="half" />
          放假安排未载入，仅按周末和固定节日推算
        </span>
      )}
    </>
  );
}
