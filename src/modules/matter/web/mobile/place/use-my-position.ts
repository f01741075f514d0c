import { useState } from 'react';

export interface MyPoint {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy: number;
}

/** The phone's own position, asked for once and only on demand (DOMAIN §8.5: a place is sensitive). */
export function useMyPosition(onFound: (point: MyPoint) => void): {
  readonly busy: boolean;
  readonly fault: string | null;
  readonly find: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const find = () => {
    if (!('geolocation' in navigator)) return setFault('这个浏览器不能定位，请在地图上选点。');
    setBusy(true);
    setFault(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setBusy(false);
        onFound({ lon: round(coords.longitude), lat: round(coords.latitude), accuracy: Math.round(coords.accuracy) });
      },
      (error) => {
        setBusy(false);
        setFault(
          error.code === error.PERMISSION_DENIED
            ? '没有得到定位权限，请在地图上选点或写明地址。'
            : '没有定到位，请在地图上选点或写明地址。',
        );
      },
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
    );
  };
  return { busy, fault, find };
}

/** A sixth decimal is a tenth of a metre: more says nothing. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
