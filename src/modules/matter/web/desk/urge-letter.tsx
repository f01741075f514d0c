import { useState } from 'react';
import { useRead } from '#platform/web/shared/queries.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { readUrgeLetter } from '../../contract/routes.ts';
import { leftWords } from './clock-words.tsx';
import { LetterSign, longDay, printLetter } from './letter-preview.tsx';
import './letter.css';

/** A letter of urging (催办函) to one unit: every case of it that the body's rules want urged, in one table, to print, sign and send beside the urging in the system. */
export function UrgeLetterDialog({
  unit,
  kind,
  onClose,
}: {
  unit: { id: string; name: string };
  kind: string | undefined;
  onClose: () => void;
}) {
  const late = useRead(readUrgeLetter, { params: { unitId: unit.id }, query: { kind } });
  const office = useMe().seat?.organisation.name ?? '';
  return (
    <DeskDialog
      title={`催办函：${unit.name}`}
      note="列出按本级规则应当催办的件；打印后按本机构程序签发，系统不会自动送出。"
      onClose={onClose}
      width={720}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button filled blocked={late.data && late.data.items.length > 0 ? null : '没有要催办的件'} onPress={printLetter}>
            打印催办函
          </Button>
        </>
      }
    >
      <Read of={late} rows={6}>
        {({ items }) =>
          items.length === 0 ? <Empty words="这家单位没有要催办的件" /> : <Letter office={office} unit={unit.name} steps={items} />
        }
      </Read>
    </DeskDialog>
  );
}

type LateStep = AnswerOf<typeof readUrgeLetter>['items'][number];

function Letter({ office, unit, steps }: { office: string; unit: string; steps: readonly LateStep[] }) {
  const [today] = useState(() => longDay(dayOf(new Date())));
  const cases = new Set(steps.map((one) => one.matter.id)).size;
  const allLate = steps.every((one) => one.late);
  return (
    <article className="letter" aria-label="催办函">
      <header>
        <p className="letter-unit">{office}</p>
      </header>
      <h2>{allLate ? '关于催办逾期事项的函' : '关于催办承办事项的函'}</h2>
      <p>{unit}：</p>
      <p className="letter-body">
        截至{today}，你单位承办的下列 {cases} 件事项
        {allLate
          ? '已超过办理期限，请抓紧办理，并于收函后书面说明逾期原因和办结时间。'
          : '已经逾期或者临近期限，请抓紧办理；已经逾期的，于收函后书面说明原因和办结时间。'}
      </p>
      <table className="letter-table">
        <thead>
          <tr>
            <th style={{ width: '15%' }}>编号</th>
            <th>标题</th>
            <th style={{ width: '12%' }}>环节</th>
            <th style={{ width: '14%' }}>到期</th>
            <th style={{ width: '18%' }}>情况</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((one) => (
            <tr key={`${one.matter.id}:${one.step}:${one.dueOn}`}>
              <td>{one.matter.shortNumber}</td>
              <td>{one.matter.title}</td>
              <td>{one.step}</td>
              <td>{dayWords(one.dueOn)}</td>
              <td>{leftWords(one.late ? 'overdue' : 'dueSoon', one.workingDaysLeft)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LetterSign name={office} />
    </article>
  );
}
