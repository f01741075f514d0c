import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { ListExcel } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { compareUnits } from '../../../contract/annual.ts';
import { featuresOf, percent } from '../../../contract/annual-figures.ts';
import { useKinds } from '../matter-marks.tsx';
import { DaysStrip, ShareInterval, ShareScale, StripScale, scaleEnd } from './drawings.tsx';
import '../annual/annual.css';

type Comparison = AnswerOf<typeof compareUnits>;
type Line = Comparison['groups'][number]['units'][number];

const verdicts = { better: '好于同样难易的预计', worse: '差于同样难易的预计', alike: '与预计相当', few: '件数少，不比较' } as const;

/** Units side by side: only with those that carry about as much, with the spread of days, the interval of what is late, and how hard the cases were. */
export default function ComparisonPage() {
  const [address, change] = useAddress();
  const kinds = useKinds().filter((kind) => featuresOf(kind).replyClocks.length > 0);
  // Days and lateness of different kinds are no measure of each other, so that one kind is compared at a time.
  const kind = (kinds.find((one) => one.kind === address['kind']) ?? kinds[0])?.kind;
  const [from, to] = [dayIn(address['from']), dayIn(address['to'])];
  const compared = useRead(compareUnits, { query: { kind, from, to } }, { keepPrevious: true });
  const tabs = kinds.map((one) => ({ id: one.kind, label: one.words.full }));
  return (
    <DeskPage
      title="承办单位比较"
      facts={compared.data && <Facts data={compared.data} />}
      act={
        compared.data && (
          <ListExcel name="承办单位比较" columns={sheet} rows={async () => compared.data?.groups.flatMap((group) => group.units) ?? []} />
        )
      }
      strip={
        <FilterTabs
          label="类型"
          filters={tabs}
          picked={kind ?? ''}
          onPick={(id) => change({ kind: id })}
          right={
            <>
              <Days from={from ?? compared.data?.period.from} to={to ?? compared.data?.period.to} onChange={change} />
              {compared.data && <span className="s">统计到 {momentWords(compared.data.at)}</span>}
            </>
          }
        />
      }
    >
      <Read of={compared} rows={14}>
        {(data) => (
          <Panes columns="minmax(0, 1fr) 268px">
            <Pane label="承办单位">
              {data.groups.length === 0 ? (
                <Empty words="这段时间没有交办给单位的事项" hint="换个起止日期再看。" />
              ) : (
                <UnitsTable data={data} kind={kind} />
              )}
            </Pane>
            <Pane label="怎么比" as="aside">
              <HowCompared />
            </Pane>
          </Panes>
        )}
      </Read>
    </DeskPage>
  );
}

interface DaysProps {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onChange: (days: Readonly<Record<string, string | undefined>>) => void;
}

function Days({ from, to, onChange }: DaysProps) {
  const day = (name: 'from' | 'to', value: string | undefined, label: string) => (
    <input
      className="input"
      type="date"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange({ [name]: event.target.value || undefined })}
    />
  );
  return (
    <span className="row s">
      交办日期 {day('from', from, '交办日期从')} 至 {day('to', to, '交办日期到')}
    </span>
  );
}

const dayIn = (value: string | undefined) => (value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);

function Facts({ data: { overall, period } }: { data: Comparison }) {
  return (
    <span>
      {dayWords(period.from)} 至 {dayWords(period.to)}交办，到期 <b className="ink">{overall.due}</b> 件次，其中逾期{' '}
      <b className="ink">{overall.late}</b>（{percent(overall.late, overall.due)}）
    </span>
  );
}

function UnitsTable({ data, kind }: { data: Comparison; kind: string | undefined }) {
  const longest = Math.max(1, ...data.groups.flatMap((group) => group.units.map((unit) => unit.days?.most ?? 0)));
  // Units with few cases reach to 100 %: the scale is that of those who are compared, and the words beside say the rest.
  const ranked = data.groups.filter((group) => group.ranked).flatMap((group) => group.units);
  const highest = ranked.length > 0 ? scaleEnd(Math.max(...ranked.map((unit) => unit.share.high))) : 1;
  return (
    <table className="compare">
      <thead>
        <tr>
          <th className="left">单位</th>
          <th>办理</th>
          <th className="left">
            首次答复用时（天）
            <StripScale longest={longest} />
          </th>
          <th>到期</th>
          <th>逾期</th>
          <th>预计逾期</th>
          <th className="left">
            逾期率，九成可信范围
            <ShareScale highest={highest} />
          </th>
          <th className="left">结论</th>
          <th>合办</th>
          <th>重点</th>
          <th>二次办理</th>
        </tr>
      </thead>
      {data.groups.map((group) => (
        <tbody key={group.label}>
          <tr className="group">
            <th colSpan={11} scope="rowgroup">
              到期 {group.label}，{group.units.length} 家
              {group.ranked ? '，组内按逾期与预计之比从低到高' : '，件数太少，一件之差就会换位，不排次序'}
            </th>
          </tr>
          {group.units.map((line) => (
            <UnitLine key={line.unit.id} line={line} longest={longest} highest={highest} kind={kind} overall={data.overall} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface UnitLineProps {
  readonly line: Line;
  readonly longest: number;
  readonly highest: number;
  readonly kind: string | undefined;
  readonly overall: Comparison['overall'];
}

function UnitLine({ line, longest, highest, kind, overall }: UnitLineProps) {
  const go = useGo();
  const usual = line.due === 0 ? overall.late / Math.max(1, overall.due) : line.expected / line.due;
  return (
    <tr>
      <th className="left" scope="row">
        {line.place !== null && <span className="s">{line.place}　</span>}
        <button
          type="button"
          className="lk"
          title={line.unit.name}
          onClick={() => go('/matters', { unit: line.unit.id, ...(kind ? { kind } : {}) })}
        >
          {line.unit.shortName}
        </button>
      </th>
      <td>{line.shares}</td>
      <td className="left">{line.days ? <DaysStrip days={line.days} longest={longest} /> : <span className="s">还没有答复</span>}</td>
      <td>{line.due}</td>
      <td>{line.late}</td>
      <td>{line.expected.toFixed(1)}</td>
      <td className="left">
        {line.due > 0 ? (
          <ShareInterval share={line.share} highest={highest} seen={line.late / line.due} usual={usual} />
        ) : (
          <span className="s">还没有到期的</span>
        )}
      </td>
      <td className={`left verdict-${line.verdict}`}>{verdicts[line.verdict]}</td>
      <td>{line.joint}</td>
      <td>{line.key}</td>
      <td>{line.again}</td>
    </tr>
  );
}

function HowCompared() {
  return (
    <>
      <Section title="怎么比才公道">
        <p className="m">只和到期件数相近的单位比，分四组；到期不到 10 件的不排次序。</p>
      </Section>
      <Section title="首次答复用时">
        <p className="m">每家画出全部已答复件的分布：细线是中间九成，粗条是中间一半，竖线是中位数。从交办到第一次送出答复，按日历天。</p>
      </Section>
      <Section title="逾期率的范围">
        <p className="m">点是实际逾期率，横线是九成可信范围：件数越少，范围越宽，越说明不了什么。竖的虚线是“预计”。</p>
      </Section>
      <Section title="预计逾期">
        <p className="m">
          把全部事项按类型和难易（几家一起办、重点督办，各算一档）分开，各档用全体的逾期率，乘这家各档的到期件数。承担难件多的，预计也高，不吃亏。
        </p>
      </Section>
      <Section title="结论">
        <p className="m">
          可信范围整个高于预计，才说“差于”；整个低于预计，才说“好于”；其余都是“相当”。次序只在组内，按（逾期 + 0.5）÷（预计 + 0.5）。
        </p>
      </Section>
      <Section title="没有算进去的">
        <p className="m">
          会办单位的意见；作废的时限（撤回、改办）。经同意延期的按新期限。二次办理只列出，不算难易：它常常由第一次答复引起。
        </p>
      </Section>
    </>
  );
}

const sheet: readonly SheetColumn<Line>[] = [
  { head: '单位', width: 24, value: (row) => row.unit.name },
  { head: '办理', width: 8, value: (row) => row.shares },
  { head: '到期', width: 8, value: (row) => row.due },
  { head: '逾期', width: 8, value: (row) => row.late },
  { head: '预计逾期', width: 10, value: (row) => Math.round(row.expected * 10) / 10 },
  { head: '逾期率下限', width: 12, value: (row) => percentNumber(row.share.low) },
  { head: '逾期率上限', width: 12, value: (row) => percentNumber(row.share.high) },
  { head: '结论', width: 22, value: (row) => verdicts[row.verdict] },
  { head: '答复用时中位数（天）', width: 18, value: (row) => (row.days ? Math.round(row.days.middle * 10) / 10 : null) },
  { head: '合办', width: 8, value: (row) => row.joint },
  { head: '重点', width: 8, value: (row) => row.key },
  { head: '二次办理', width: 10, value: (row) => row.again },
];

const percentNumber = (share: number) => Math.round(share * 1_000) / 10;
