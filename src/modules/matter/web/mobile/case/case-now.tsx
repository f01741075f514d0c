import type { CaseView, ClockView } from '../../../contract/views.ts';
import { clockWords, drawRuler } from '../../shared/index.ts';
import { Ruler } from './ruler.tsx';
import { Figure, Section } from '#platform/web/mobile/parts.tsx';
import { StateSay } from '#platform/web/shared/state.tsx';

/** 现在到哪了: one sentence, then the clocks as figures and on one ruler. */
export function CaseNow({ found }: { readonly found: CaseView }) {
  const groups = groupClocks(found.clocks).slice(0, 2);
  const ruler = groups.length > 0 ? drawRuler(groups.map((group) => group.worst)) : null;
  const explained = groups.map((group) => group.worst).filter((clock) => clock.explanation);
  return (
    <Section title="现在到哪了">
      <div className="card">
        <h3>{found.story}</h3>
        {groups.length > 0 && (
          <>
            <hr className="rule" />
            <div className="clocks">
              {groups.map((group) => (
                <ClockFigure key={group.worst.id} group={group} />
              ))}
            </div>
          </>
        )}
        {ruler && <Ruler drawing={ruler} />}
        {explained.length > 0 && (
          <details className="why">
            <summary>这些日子是怎么算的</summary>
            {explained.map((clock) => (
              <p key={clock.id} className="label wrap">
                {clock.label}：{clock.explanation}
              </p>
            ))}
          </details>
        )}
      </div>
    </Section>
  );
}

/** Clocks of one name: three co-opinions are one figure with its count. */
interface ClockGroup {
  readonly worst: ClockView;
  readonly met: number;
  readonly total: number;
}

function ClockFigure({ group: { worst, met, total } }: { readonly group: ClockGroup }) {
  const words = clockWords(worst);
  if (!words) return null;
  const today = words.figure.number === 0 && words.state !== 'overdue';
  const stateWords = { running: '按时进行', soon: '快到期了', overdue: `${worst.holder.name}超期`, done: '已完成', closed: '还没开始' }[
    words.state
  ];
  return (
    <div>
      <div className="second">
        {worst.label}
        {total > 1 ? ` ${met} / ${total}` : '期限'}
      </div>
      {today ? (
        <Figure value="今天" unit="截止" />
      ) : (
        <Figure before={words.figure.before} value={words.figure.number} unit={words.figure.unit} />
      )}
      <StateSay state={words.state}>{total > 1 ? missingWords(worst, total - met) : stateWords}</StateSay>
    </div>
  );
}

function missingWords({ label, commitmentId }: ClockView, missing: number): string {
  if (commitmentId) return `${missing} 项还没兑现`;
  return label.endsWith('意见') ? `${missing} 家没到` : `${missing} 家还没${label}`;
}

/** A unit that does the same thing a second time counts once. */
function latestOfEach(clocks: readonly ClockView[]): readonly ClockView[] {
  const latest = new Map<string, ClockView>();
  for (const clock of [...clocks].sort((one, other) => one.startedOn.localeCompare(other.startedOn))) {
    const key = clock.commitmentId ?? clock.handlingId ?? clock.holder.id;
    if (!latest.has(key) || latest.get(key)!.metAt) latest.set(key, clock);
  }
  return [...latest.values()];
}

function groupClocks(clocks: readonly ClockView[]): readonly ClockGroup[] {
  const dated = clocks.filter((clock) => clock.dueOn && !clock.right && clock.state !== 'void');
  const names = [...new Set(dated.filter((clock) => !clock.metAt).map((clock) => clock.clock))];
  return names
    .map((name) => {
      const same = latestOfEach(dated.filter((clock) => clock.clock === name));
      const open = same.filter((clock) => !clock.metAt).sort((one, other) => one.dueOn!.localeCompare(other.dueOn!));
      return { worst: open[0]!, met: same.length - open.length, total: same.length };
    })
    .sort(
      (one, other) => Number(other.worst.principal) - Number(one.worst.principal) || one.worst.dueOn!.localeCompare(other.worst.dueOn!),
    );
}
