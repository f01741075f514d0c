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
import { natureWords } from './year-grid.tsx';

/** The picked day, the body's own days of the year, and where the year's arrangement comes from. */
export function DayAside({ view, day, blocked, onAdd, onPick }: { view: YearView; day: string; blocked: string | null; onAdd: () => void; onPick: (day: string) => void }) {
  const notable = view.days.find((one) => one.day === day);
  const own = view.ownDays.find((one) => one.day === day);
  const ownBlock = notable?.kind === 'holiday' ? '国家规定的放假日，本级不能改为上班' : blocked;
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const [removing, setRemoving] = useState<OwnDayView | null>(null);
  return (
    <>
      <Section title={sayFullDay(day)} act={!own && <Button small onPress={onAdd} blocked={ownBlock}>{notable?.works ?? !weekend ? '登记为放假' : '登记为上班'}</Button>}>
        <p>{natureWords(notable, weekend)}{own && `：${own.reason}`}</p>
      </Section>
      <Section title="本级另定的日子" note={view.ownDays.length > 0 ? `${view.ownDays.length} 天` : undefined}>
        {view.ownDays.length === 0 && <p className="m">这一年没有。台风停工、民族节日、大会期间加班等，登记后只影响本级的期限。</p>}
        {view.ownDays.map((one) => (
          <div key={one.id} className="own-day">
            <button type="button" className="lk" onClick={() => onPick(one.day)}>{sayDay(one.day, one.day)}</button>
            <span>{one.kind === 'off' ? '放假' : '上班'}，{one.name}</span>
            <Button small onPress={() => setRemoving(one)} blocked={blocked}>删去</Button>
            <span className="s">{one.reason}（{one.addedBy} {momentWords(one.addedAt)}登记）</span>
          </div>
        ))}
      </Section>
      <Section title="年度安排">
        {view.known
          ? <Facts pairs={[['依据', view.source], ['范围', view.regionName], ['载入', `${view.loadedBy}${view.loadedAt ? `，${momentWords(view.loadedAt)}` : ''}`]]} />
          : <p className="m">{view.year} 年的放假安排还没有载入。国务院办公厅通常在上一年 11 月前后发布，发布后请及时载入，标“暂定”的到期日会自动重算。</p>}
      </Section>
      {removing && <RemoveDialog own={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function RemoveDialog({ own, onClose }: { own: OwnDayView; onClose: () => void }) {
  const { say } = useUndo();
  const remove = useWrite(removeOwnDay, { onDone: () => say(`已删去 ${sayDay(own.day, own.day)}的登记`) });
  return (
    <ConfirmDialog title={`删去 ${sayFullDay(own.day)}的登记`} words="删去登记" onConfirm={() => remove.mutateAsync({ params: { id: own.id } })} onClose={onClose}>
      <p>这一天恢复按国家和本区域的安排计算，受影响的在办件到期日会自动重算。</p>
    </ConfirmDialog>
  );
}
