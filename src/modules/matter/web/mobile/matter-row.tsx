import { Link } from '@tanstack/react-router';
import type { MatterLine } from '../../contract/views.ts';
import { dueWords, lookOfMark, raisedBy, wordsOfKind } from '../shared/index.ts';
import { addressOfMatter } from './addresses.ts';
import { Line } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import './matter-row.css';

/** One matter in a list: state and deadline, title, one grey line. */
export function MatterRow({ matter }: { readonly matter: MatterLine }) {
  const due = dueWords(matter.due);
  const look = lookOfMark(matter.mark);
  return (
    <Link className="row matter-row" to={addressOfMatter(matter)}>
      <span className="matter-lead">
        <StateSay state={look.state} icon={look.icon}>
          {matter.stateLabel}
        </StateSay>
        {due && due.state !== 'done' && <StateSay state={due.state}>{due.short}</StateSay>}
      </span>
      <span className="matter-title wrap">
        {matter.title || '还没有标题'}
        {matter.key && <span className="tag">重点督办</span>}
      </span>
      <span className="label wrap">
        <Line
          words={[
            `${wordsOfKind(matter.kind).name}${matter.shortNumber ? ` ${matter.shortNumber}` : ''}`,
            raisedBy(matter),
            matter.units.find((unit) => unit.role !== 'co')?.name ?? matter.place,
            dayWords(matter.submittedAt ?? matter.changedAt),
          ]}
        />
      </span>
    </Link>
  );
}
