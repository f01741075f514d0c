import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Place } from '../../../contract/field.ts';
import { labelOf, type ControlProps } from '../field/control.ts';
import type { Point } from './map-picker.tsx';
import { RegionChoice } from './region-choice.tsx';
import { useGrid } from './use-grid.ts';
import { useMyPosition } from './use-my-position.ts';
import { Fault } from '#platform/web/mobile/fields.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { Loading } from '#platform/web/shared/conditions.tsx';
import { IconLocate, IconPin } from '#platform/web/shared/icons.tsx';
import './place.css';

const MapPicker = lazy(() => import('./map-picker.tsx'));

/** Where: by the phone's own position, by a point on the map, or typed with the street it lies in. */
export function PlaceField({ field, value, fault, onChange }: ControlProps) {
  const place = (value as Place | undefined) ?? null;
  const [mapping, setMapping] = useState(false);
  // The position comes later than it was asked for; what was typed meanwhile must stay.
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  }, [place]);
  const locating = useMyPosition((point) =>
    onChange({ ...latest.current, ...point, address: latest.current?.address ?? '', regionCode: undefined }),
  );
  const address = place?.address ?? '';
  const known = place?.lon !== undefined;
  const pick = (point: Point, words: string | null) => {
    setMapping(false);
    onChange({ ...point, address: address || (words ? `${words}附近` : '') });
  };
  return (
    <div className="field">
      <div className="field-ask">
        <label htmlFor="place">{labelOf(field)}</label>
        <span className="place-acts">
          <button type="button" className="textual" disabled={locating.busy} onClick={locating.find}>
            <IconLocate size={20} />
            {locating.busy ? '正在定位' : '我在这里'}
          </button>
          <button type="button" className="textual" onClick={() => setMapping(true)}>
            {known ? '改位置' : '地图选点'}
          </button>
        </span>
      </div>
      <div className="place-words">
        <IconPin size={20} />
        <input
          id="place"
          className="field-input"
          maxLength={200}
          placeholder="路名、门牌或旁边的地方"
          value={address}
          onChange={(event) => onChange({ ...place, address: event.target.value })}
        />
      </div>
      {known && <GridWords place={place} />}
      {!known && address && (
        <RegionChoice value={place?.regionCode} onChange={(regionCode) => onChange({ ...place, address, regionCode })} />
      )}
      <Fault words={locating.fault ?? fault} />
      {mapping && <MapSheet place={place} onPick={pick} onClose={() => setMapping(false)} />}
    </div>
  );
}

function GridWords({ place }: { readonly place: Place }) {
  const grid = useGrid(place);
  return (
    <p className="field-note place-note">
      {grid.words}
      {place.accuracy !== undefined && `，定位误差 ${Math.round(place.accuracy)} 米`}
    </p>
  );
}

interface MapSheetProps {
  readonly place: Place | null;
  readonly onPick: (point: Point, words: string | null) => void;
  readonly onClose: () => void;
}

/** The map comes with its first use: it is larger than all the rest together. */
function MapSheet({ place, onPick, onClose }: MapSheetProps) {
  const waiting = (
    <Sheet title="地图选点" tall onClose={onClose}>
      <Loading rows={6} />
    </Sheet>
  );
  return (
    <Suspense fallback={waiting}>
      <MapPicker start={place} onPick={onPick} onClose={onClose} />
    </Suspense>
  );
}

/** What is missing in a place, in words; null where it can be sent. */
export function placeFault(place: Place | null | undefined): string | null {
  if (!place?.address.trim()) return '请写明地点，或在地图上选点';
  return place.lon === undefined && !place.regionCode ? '请选街道（乡镇），或在地图上选点' : null;
}
