import { useMemo } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Mark, MarkShape } from '#platform/web/screen/marks.tsx';
import { grouped } from '#platform/web/screen/panel.tsx';
import type { readToday } from '../../contract/routes.ts';
import { type DrawnRegion, type Outline, drawOutlines } from './outline-drawing.ts';

type Region = AnswerOf<typeof readToday>['regions'][number];

/** The room that the panel leaves for the map at 1920x1080, so that type on it is as large as beside it. */
const sheet = { width: 764, height: 502 };

interface CountyMapProps {
  readonly today: AnswerOf<typeof readToday>;
  /** Null until the outlines have been read. */
  readonly regions: readonly Outline[] | null;
}

/** The counties with their figures: on the drawn map where there is one, else as a table. Counts are figures; only one ratio is a colour. */
export function CountyMap({ today, regions }: CountyMapProps) {
  const drawn = useMemo(() => drawOutlines(regions ?? [], sheet.width, sheet.height), [regions]);
  if (regions === null) return <div className="map" />;
  if (today.regions.length === 0) return <p className="quiet">没有登记下级地区</p>;
  if (drawn.length === 0) return <RegionTable regions={today.regions} />;
  const found = drawn.flatMap((place) => {
    const region = today.regions.find((one) => one.name === place.name);
    return region ? [{ place, region }] : [];
  });
  const form = commonForm(found);
  return (
    <div className="map">
      <svg
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        role="img"
        aria-label={found.map(({ region }) => `${region.name}在办 ${region.open} 件`).join('，')}
      >
        {drawn.map((place) => (
          <path
            key={place.name}
            d={place.path}
            fill={fillOf(today.regions.find((one) => one.name === place.name))}
            stroke="var(--panel)"
            strokeWidth="3"
            strokeLinejoin="round"
          />
        ))}
        {found.map(({ place, region }) => (
          <RegionWords key={region.code} place={place} region={region} form={form} />
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

/** What stands in a region: its sum or not, and the marks beside what is open or below it. */
interface Form {
  readonly sum: boolean;
  readonly beside: boolean;
}

interface Placed {
  readonly place: DrawnRegion;
  readonly region: Region;
}

/** The form that fits most regions: a map whose regions all look alike is read faster than one that uses every gap. */
function commonForm(found: readonly Placed[]): Form {
  const most = (fits: (one: Placed) => boolean) => found.filter(fits).length * 3 >= found.length * 2;
  return {
    sum: most(({ place, region }) => fitsIn(place, widthOf(sumWords(region), 24))),
    beside: most(({ place, region }) => fitsIn(place, openWidth(region) + marksWidth(region))),
  };
}

/** Words may reach a little over the border of their region, which is never as wide as its box. */
function fitsIn(place: DrawnRegion, width: number): boolean {
  return width <= place.width * 1.06;
}

const lineHeight = 35;

function RegionWords({ place, region, form }: Placed & { readonly form: Form }) {
  const marks = marksOf(region);
  const tiny = place.width < 110 || place.height < 90;
  const sum = form.sum && !tiny;
  const beside = form.beside && !tiny;
  const below = marks.length > 0 && !beside;
  const lines = 2 + (sum ? 1 : 0) + (below ? 1 : 0);
  const top = place.y - (lines * lineHeight) / 2 + 24;
  const open = top + (sum ? 2 : 1) * lineHeight;
  const left = place.x - (openWidth(region) + (beside ? marksWidth(region) : 0)) / 2;
  return (
    <g fill="var(--on)">
      <text x={place.x} y={top} textAnchor="middle" fontSize="28" fontWeight="700">
        {region.name}
      </text>
      {sum && (
        <text x={place.x} y={top + lineHeight - 1} textAnchor="middle" fontSize="24" fill="#c6d5ee">
          {sumWords(region)}
        </text>
      )}
      <text x={left} y={open} fontSize="24">
        在办
        <tspan dx="6" fontSize="34" fontWeight="700">
          {grouped(region.open)}
        </tspan>
      </text>
      {beside ? (
        <Marks marks={marks} x={left + openWidth(region)} y={open} />
      ) : (
        <Marks marks={marks} x={place.x - marksWidth(region) / 2} y={open + lineHeight} />
      )}
    </g>
  );
}

function sumWords(region: Region): string {
  return `提出 ${grouped(region.raised)}\u00a0\u00a0办结 ${grouped(region.closed)}`;
}

function marksOf(region: Region): (readonly ['soon' | 'overdue', number])[] {
  return (
    [
      ['soon', region.soon],
      ['overdue', region.overdue],
    ] as const
  ).filter(([, count]) => count > 0);
}

function openWidth(region: Region): number {
  return widthOf('在办', 24) + 6 + widthOf(grouped(region.open), 34);
}

function marksWidth(region: Region): number {
  return marksOf(region).reduce((sum, [, count]) => sum + markWidth(count), 0);
}

function Marks({
  marks,
  x,
  y,
}: {
  readonly marks: readonly (readonly ['soon' | 'overdue', number])[];
  readonly x: number;
  readonly y: number;
}) {
  return (
    <>
      {marks.map(([mark, count], index) => {
        const before = marks.slice(0, index).reduce((sum, [, one]) => sum + markWidth(one), 0);
        return (
          <g key={mark} transform={`translate(${x + before + 14} ${y - 21})`}>
            <MarkShape mark={mark} />
            <text x="25" y="21" fontSize="28" fontWeight="600">
              {grouped(count)}
            </text>
          </g>
        );
      })}
    </>
  );
}

function markWidth(count: number): number {
  return 14 + 25 + widthOf(grouped(count), 28);
}

/** About how wide words are in type of `size`: a Chinese character is square, a figure half as wide, a comma a quarter. */
function widthOf(words: string, size: number): number {
  return Array.from(words).reduce((sum, char) => sum + (/[0-9]/.test(char) ? 0.57 : /[,\s]/.test(char) ? 0.28 : 1) * size, 0);
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
