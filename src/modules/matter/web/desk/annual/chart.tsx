import { useGo } from '#platform/web/desk/address.ts';
import { drawChart } from '../../../contract/annual-charts.ts';
import type { ChartShape } from '../../../contract/annual-charts.ts';
import type { AccountChart } from '../../../contract/annual-tables.ts';
import { keyed } from '../keyed.ts';
import { addressOfLink } from './figure-link.tsx';

/** A chart of the account; every bar and part leads to its list, by mouse and by Tab. */
export function Chart({ chart, title }: { chart: AccountChart; title: string }) {
  const go = useGo();
  const { width, height, shapes, places } = drawChart(chart);
  return (
    <svg className="annual-chart" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      {keyed(shapes).map(({ key, item }) => (
        <Shape key={key} shape={item} />
      ))}
      {places.map((place) => (
        <a
          key={`${place.x} ${place.y}`}
          href={`/desk${addressOfLink(place.link)}`}
          aria-label={`${place.words}，打开清单`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go(place.link.path, place.link.query);
          }}
        >
          <title>{place.words}，按下打开清单</title>
          <rect className="place" x={place.x} y={place.y} width={place.width} height={place.height} />
        </a>
      ))}
    </svg>
  );
}

function Shape({ shape }: { shape: ChartShape }) {
  return shape.form === 'rect' ? (
    <rect className={`ink-${shape.ink}`} x={shape.x} y={shape.y} width={shape.width} height={shape.height} />
  ) : (
    <text
      className={`ink-${shape.ink}`}
      x={shape.x}
      y={shape.y}
      fontSize={shape.size}
      textAnchor={shape.anchor}
      fontWeight={shape.strong ? 600 : undefined}
      aria-hidden="true"
    >
      {shape.words}
    </text>
  );
}
