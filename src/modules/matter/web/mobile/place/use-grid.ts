import type { Place } from '../../../contract/field.ts';
import { findGrid } from '#modules/directory/contract/routes.ts';
import { useRead } from '#platform/web/shared/queries.ts';

/** Which grid a point lies in, in words: `云塘街道青禾社区第 3 网格`. */
export function useGrid(place: Pick<Place, 'lon' | 'lat'> | null): { readonly words: string; readonly inside: boolean } {
  const known = place?.lon !== undefined && place.lat !== undefined;
  const found = useRead(
    findGrid,
    { query: { longitude: place?.lon ?? 0, latitude: place?.lat ?? 0 } },
    { enabled: known, keepPrevious: true },
  );
  if (!known || found.isPending) return { words: '正在查属于哪个网格', inside: false };
  const { grid, organisation } = found.data ?? { grid: null, organisation: null };
  if (!grid) return { words: found.error ? '已定位，网格待联网后确认' : '这一点不在本行政区域的网格内，请改位置', inside: false };
  return { words: `${organisation?.shortName ?? ''}${grid.name}`, inside: true };
}
