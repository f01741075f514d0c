import { useState } from 'react';
import { useRead } from '#platform/web/shared/queries.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { listMatters } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { leftWords } from './clock-words.tsx';
import { LetterSign, longDay, printLetter } from './letter-preview.tsx';
import './letter.css';

/** A letter of urging (催办函) to one unit: every late case of it in one table, to print, sign and send beside the urging in the system. */
export function UrgeLetterDialog({
  unit,
  kind,
  onClose,
}: {
  unit: { id: string; name: string };
  kind: string | undefined;
  onClose: () => void;
}) {
  const late = useRead(listMatters, { query: { kind, unit: unit.id, mark: 'overdue,veryOverdue', order: 'due', limit: 200 } });
  const office = useMe().seat?.organisation.name ?? '';
  return (
    <DeskDialog
      title={`催办函：${unit.name}`}
      note="按现在的逾期情况列出；打印后按本机构程序签发。"
      onClose={onClose}
      width={720}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button filled blocked={late.data && late.data.items.length > 0 ? null : '没有逾期的件'} onPress={printLetter}>
            打印催办函
          </Button>
        </>
      }
    >
      <Read of={late} rows={6}>
        {({ items }) =>
          items.length === 0 ? <Empty words="这家单位没有逾期的件" /> : <Letter office={office} unit={unit.name} matters={items} />
        }
      </Read>
    </DeskDialog>
  );
}

function Letter({ office, unit, matters }: { office: string; unit: string; matters: readonly MatterLine[] }) {
  const [today] = useState(() => longDay(dayOf(new Date())));
  return (
    <article className="letter" aria-label="催办函">
      <header>
        <p className="letter-unit">{office}</p>
      </header>
      <h2>关于催办逾期事项的函</h2>
      <p>{unit}：</p>
      <p className="letter-body">
        截至{today}，你单位承办的下列 {matters.length} 件事项已超过办理期限，请抓紧办理，并于收函后书面说明逾期原因和办结时间。
      </p>
      <table className="letter-table">
        <thead>
          <tr>
            <th style={{ width: '18%' }}>编号</th>
            <th>标题</th>
            <th style={{ width: '16%' }}>到期</th>
            <th style={{ width: '20%' }}>逾期</th>
          </tr>
        </thead>
        <tbody>
          {matters.map((one) => (
            <tr key={one.id}>
              <td>{one.shortNumber}</td>
              <td>{one.title}</td>
              <td>{one.due && dayWords(one.due.on)}</td>
              <td>{one.due && leftWords(one.due.state, one.due.workingDaysLeft)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LetterSign name={office} />
    </article>
  );
}
