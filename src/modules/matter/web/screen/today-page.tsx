import type { AnswerOf } from '#platform/contract/route.ts';
import { WallFrame } from '#platform/web/screen/frame.tsx';
import { Panel } from '#platform/web/screen/panel.tsx';
import type { WallPageProps } from '#platform/web/screen/wall-page.ts';
import { useWallReading } from '#platform/web/screen/wall-reading.ts';
import { readBoard, readOutline, readToday } from '../../contract/routes.ts';
import { CountyMap, MapLegend } from './county-map.tsx';
import { LatestPanel } from './latest-panel.tsx';
import { PromisesPanel } from './promises-panel.tsx';
import { RatingsPanel } from './ratings-panel.tsx';
import { UnitsPanel } from './units-panel.tsx';
import { Addends, YearSum } from './year-sum.tsx';
import './today.css';

/** 今天各区县的事项: what came in today, where the year's matters stand by county, and how units and promises do. */
export default function TodayPage({ link }: WallPageProps) {
  const today = useWallReading(readToday, link);
  const board = useWallReading(readBoard, link);
  const outline = useWallReading(readOutline, link);
  if (!today.data) return <Waiting failing={today.failing} />;
  const { data } = today;
  const parts = partsWord(data.regions[0]?.code);
  const title = `${data.regionName}今天${parts ? `各${parts}` : ''}的事项`;
  return (
    <WallFrame body={data.bodyKind} title={title} at={data.at} readAt={today.readAt!} failing={today.failing} link={link}>
      <main className="wall today">
        <LatestPanel today={data} />
        <div className="stack centre">
          <Panel label="今年提出的事项">
            <YearSum year={data.year} />
            <Addends today={data} parts={parts} />
            <CountyMap today={data} regions={outline.data?.regions ?? null} />
            {hasMap(outline.data) && <MapLegend />}
          </Panel>
          <PromisesPanel board={board.data} />
        </div>
        <div className="stack side">
          <UnitsPanel board={board.data} />
          <RatingsPanel board={board.data} />
        </div>
      </main>
    </WallFrame>
  );
}

/** What the regions inside the body's own are called, by the form of their codes (GB/T 2260). */
function partsWord(code: string | undefined): string {
  if (!code) return '';
  if (code.length === 9) return '镇街';
  return code.endsWith('00') ? '市' : '区县';
}

function hasMap(outline: AnswerOf<typeof readOutline> | null): boolean {
  return (outline?.regions.length ?? 0) > 0;
}

function Waiting({ failing }: { readonly failing: boolean }) {
  return (
    <main className="notice" role="status">
      正在读取数据
      <p>{failing && '现在连不上服务器，正在重试。'}</p>
    </main>
  );
}
