import { useMemo } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Mark, MarkShape } from '#platform/web/screen/marks.tsx';
import { grouped } from '#platform/web/screen/panel.tsx';
import type { readToday } from '../../contract/routes.ts';
import { type DrawnRegion, type Outline, drawOutlines } from './outline-drawing.ts';

type Region = AnswerOf<typeof readToday>['regions'][number];

const sheet = { width: 764, height: 560 };

interface CountyMapProps {
  readonly today: AnswerOf<typeof readToday>;
  /** Null until the outlines have been read. */
  readonly regions: readonly Outline[] | null;
  /** 区县, 镇街 */
  readonly parts: string;
}

/** The counties with their figures: on the drawn map where there is one, else as a table. Counts are figures; only one ratio is a colour. */
export function CountyMap({ today, regions, parts }: CountyMapProps) {
  const drawn = useMemo(() => drawOutlines(regions ?? [], sheet.width, sheet.height), [regions]);
  if (regions === null) return <div className="map" />;
  if (today.regions.length === 0) return <p className="quiet">没有登记下级地区</p>;
  if (drawn.length === 0)
    return (
      <>
        <Addends today={today} parts={parts} />
        <RegionTable regions={today.regions} />
      </>
    );
  const found = drawn.flatMap((place) => {
    const region = today.regions.find((one) => one.name === place.name);
    return region ? [{ place, region }] : [];
  });
  return (
    <div className="map">
      <Addends today={today} parts={parts} />
      <svg viewBox={`0 0 ${sheet.width} ${sheet.height}`} role="img" aria-label={found.map(({ region }) => `${region.name}在办 ${region.open} 件`).join('，')}>
        {drawn.map((place) => (
          <path key={place.name} d={place.path} fill={fillOf(today.regions.find((one) => one.name === place.name))} stroke="var(--panel)" strokeWidth="3" strokeLinejoin="round" />
        ))}
        {found.map(({ place, region }) => (
          <RegionWords key={region.code} place={place} region={region} />
        ))}
      </svg>
    </div>
  );
}

/** Three steps of one ratio: how much of what is open is soon due or overdue. */
const steps = [
  { below: 0.1, fill: 'var(--map-1)', words: '不足 10%' },
  { below: 0.2, fill: 'var(--map-2)', words: '10%～20%' },
  { below: Infinity, fill: 'var(--map-3)', words: '20% 以上' },
] as const;

function fillOf(region: Region | undefined): string {
  const pressed = region && region.open > 0 ? (region.soon + region.overdue) / region.open : 0;
  return steps.find((step) => pressed < step.below)!.fill;
}

/** A small piece shows its name and what is open; a large one the whole sum. */
function RegionWords({ place, region }: { readonly place: DrawnRegion; readonly region: Region }) {
  const small = place.width < 190 || place.height < 110;
  const y = place.y - (small ? 8 : 26);
  return (
    <g>
      <text x={place.x} y={y} textAnchor="middle" fontSize="28" fontWeight="700" fill="var(--on)">
        {region.name}
      </text>
      {!small && (
        <text x={place.x} y={y + 34} textAnchor="middle" fontSize="24" fill="#c6d5ee">
          {`提出 ${grouped(region.raised)}\u00a0\u00a0办结 ${grouped(region.closed)}`}
        </text>
      )}
      <OpenFigures region={region} x={place.x} y={y + (small ? 36 : 70)} />
    </g>
  );
}

/** 在办 82, with the clock and the triangle where something is soon due or overdue; set in the middle of `x`. */
function OpenFigures({ region, x, y }: { readonly region: Region; readonly x: number; readonly y: number }) {
  const parts = [
    { mark: 'soon', count: region.soon },
    { mark: 'overdue', count: region.overdue },
  ] as const;
  const shown = parts.filter((part) => part.count > 0);
  const figure = (count: number, size: number) => grouped(count).length * size * 0.58;
  const widths = shown.map((part) => 28 + figure(part.count, 28) + 12);
  const head = 54 + figure(region.open, 34) + 12;
  let left = x - (head + widths.reduce((sum, one) => sum + one, 0) - 12) / 2;
  const start = left;
  left += head;
  return (
    <g>
      <text x={start} y={y} fontSize="24" fill="var(--on)">
        在办
      </text>
      <text x={start + 54} y={y + 1} fontSize="34" fontWeight="700" fill="var(--on)">
        {grouped(region.open)}
      </text>
      {shown.map((part, index) => {
        const from = left + widths.slice(0, index).reduce((sum, one) => sum + one, 0);
        return (
          <g key={part.mark} transform={`translate(${from} ${y - 21})`}>
            <MarkShape mark={part.mark} />
            <text x="26" y="21" fontSize="28" fontWeight="600" fill="var(--on)">
              {grouped(part.count)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Regions without a map, in their fixed order. */
function RegionTable({ regions }: { readonly regions: readonly Region[] }) {
  return (
    <table className={regions.length > 9 ? 'regions many' : 'regions'}>
      <thead>
        <tr>
          <th>地区</th>
          <th>提出</th>
          <th>办结</th>
          <th>在办</th>
          <th>
            <Mark mark="soon" />
            临期
          </th>
          <th>
            <Mark mark="overdue" />
            超期
          </th>
        </tr>
      </thead>
      <tbody>
        {regions.map((region) => (
          <tr key={region.code}>
            <td>{region.name}</td>
            <td>{grouped(region.raised)}</td>
            <td>{grouped(region.closed)}</td>
            <td>
              <b>{grouped(region.open)}</b>
            </td>
            <td>{grouped(region.soon)}</td>
            <td>{grouped(region.overdue)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The regions' sum and what lies in none of them: together the year's figure above. */
function Addends({ today, parts }: { readonly today: CountyMapProps['today']; readonly parts: string }) {
  const inRegions = today.year.raised - today.elsewhere.raised;
  return (
    <div className="addends">
      各{parts} {grouped(inRegions)} 件
      {today.elsewhere.raised > 0 && (
        <>
          <br />
          不分{parts} {grouped(today.elsewhere.raised)} 件
        </>
      )}
    </div>
  );
}

/** What the colours mean. */
export function MapLegend() {
  return (
    <div className="legend">
      <span>临期加超期占在办</span>
      {steps.map((step) => (
        <span key={step.words}>
          <i style={{ background: step.fill }} />
          {step.words}
        </span>
      ))}
    </div>
  );
}
