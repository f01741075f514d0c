import { listRegions } from '#modules/directory/contract/routes.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { useState } from 'react';

interface RegionChoiceProps {
  readonly value: string | undefined;
  readonly onChange: (regionCode: string | undefined) => void;
}

/** District, then street or township, for places without a point on the map. */
export function RegionChoice({ value, onChange }: RegionChoiceProps) {
  const { seat } = useMe();
  const own = seat?.organisation.regionCode;
  const [county, setCounty] = useState(value ? value.slice(0, 6) : '');
  const first = useRead(listRegions, { query: { parent: own } }, { enabled: Boolean(own) });
  // A county's own regions are streets already: then there is one choice instead of two.
  const streetsFirst = first.data?.items.every((one) => one.code.length > 6) ?? false;
  const second = useRead(listRegions, { query: { parent: county } }, { enabled: Boolean(county) && !streetsFirst });
  const streets = streetsFirst ? (first.data?.items ?? []) : (second.data?.items ?? []);
  return (
    <div className="region">
      {!streetsFirst && (
        <select
          aria-label="县（市、区）"
          value={county}
          onChange={(event) => {
            setCounty(event.target.value);
            onChange(undefined);
          }}
        >
          <option value="">县（市、区）</option>
          {first.data?.items.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label="街道（乡镇）"
        value={value ?? ''}
        disabled={streets.length === 0}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">街道（乡镇）</option>
        {streets.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}
