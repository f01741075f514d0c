import { lookOf } from './patterns.ts';

/** A group's colour and sign, as on the map. */
export function GroupMark({ index, size = 18 }: { index: number; size?: number }) {
  const look = lookOf(index);
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true" style={{ flex: 'none' }}>
      <rect x="0.75" y="0.75" width="12.5" height="12.5" fill={`${look.colour}26`} stroke={look.colour} strokeWidth="1.5" />
      {look.path && (
        <path
          d={look.path}
          fill={look.filled ? look.colour : 'none'}
          stroke={look.filled ? 'none' : look.colour}
          strokeWidth={look.width}
        />
      )}
    </svg>
  );
}
