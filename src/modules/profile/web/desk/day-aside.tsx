import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { OwnDayView, YearView } from '../../contract/calendar-view.ts';
import { sayDay, sayFullDay } from '../../contract/deadline.ts';
import { removeOwnDay } from '../../contract/routes.ts';
import { isWeekend, natureWords } from './day-words.ts';

interface DayAsideProps {
  readonly view: YearView;
  readonly day: string;
  /** Why the seat may not register days; null where it may. */
  readonly blocked: string | null;
  readonly onAdd: () => void;
  readonly onPick: (day: string) => void;
}

/** The picked day, the body's own days of the year, and where the year's arrangement comes from. */
export function DayAside(props: DayAsideProps) {
  return (
    <>
      <PickedDay {...props} />
      <OwnDays {...props} />
      <Arrangement view={props.view} />
    </>
  );
}

function PickedDay({ view, day, blocked, onAdd }: DayAsideProps) {
  const notable = view.days.find((one) => one.day === day);
  const own = view.ownDays.find((one) => one.day === day);
  const works = notable?.works ?? !isWeekend(day);
  const act = !own && (
    <Button small onPress={onAdd} blocked={notable?.kind === 'holiday' ? '国家规定的放假日，本级不能改为上班' : blocked}>
      {works ? '登记为放假' : '登记为上班'}
    </Button>
  );
  return (
    <Section title={sayFullDay(day)} act={act}>
      <p>{own ? `${natureWords(notable, day)}：${own.reason}` : natureWords(notable, day)}</p>
    </Section>
  );
}

function OwnDays({ view, blocked, onPick }: DayAsideProps) {
  const [removing, setRemoving] = useState<OwnDayView | null>(null);
  return (
    <Section title="本级另定的日子" note={view.ownDays.length > 0 ? `${view.ownDays.length} 天` : undefined}>
      {view.ownDays.length === 0 && <p className="m">这一年没有。台风停工、民族节日、大会期间加班等，登记后只影响本级的期限。</p>}
      {view.ownDays.map((one) => (
        <div key={one.id} className="own-day">
          <button type="button" className="lk" onClick={() => onPick(one.day)}>
            {sayDay(one.day, one.day)}
          </button>
          <span>
            {one.kind === 'off' ? '放假' : '上班'}，{one.name}
          </span>
          <Button small onPress={() => setRemoving(one)} blocked={blocked}>
            删去
          </Button>
          <span className="s">
            {one.reason}（{one.addedBy} {momentWords(one.addedAt)}登记）
          </span>
        </div>
      ))}
      {removing && <RemoveDialog own={removing} onClose={() => setRemoving(null)} />}
    </Section>
  );
}

function Arrangement({ view }: { view: YearView }) {
  const loaded = view.loadedAt ? `${view.loadedBy}，${momentWords(view.loadedAt)}` : view.loadedBy;
  return (
    <Section title="年度安排">
      {view.known ? (
        <Facts
          pairs={[
            ['依据', view.source],
            ['范围', view.regionName],
            ['载入', loaded],
          ]}
        />
      ) : (
        <p className="m">
          {view.year} 年的放假安排还没有载入。国务院办公厅通常在上一年 11 月前后发布，发布后请及时载入，标“暂定”的到期日会自动重算。
        </p>
      )}
    </Section>
  );
}

function RemoveDialog({ own, onClose }: { own: OwnDayView; onClose: () => void }) {
  const { say } = useUndo();
  const remove = useWrite(removeOwnDay, { onDone: () => say(`已删去 ${sayDay(own.day, own.day)}的登记`) });
  return (
    <ConfirmDialog
      title={`删去 ${sayFullDay(own.day)}的登记`}
      words="删去登记"
      onConfirm={() => remove.mutateAsync({ params: { id: own.id } })}
      onClose={onClose}
    >
      <p>这一天恢复按国家和本区域的安排计算，受影响的在办件到期日会自动重算。</p>
    </ConfirmDialog>
  );
}
