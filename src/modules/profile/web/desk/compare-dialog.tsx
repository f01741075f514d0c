import { useState } from 'react';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { compareVersions, type listVersions, type readSheet } from '../../contract/routes.ts';
import type { VersionLine } from '../../contract/sheet-view.ts';

/** Two versions side by side, only the rows in which they differ. */
export function CompareDialog({
  versions,
  shown,
  onClose,
}: {
  versions: AnswerOf<typeof listVersions>;
  shown: AnswerOf<typeof readSheet>;
  onClose: () => void;
}) {
  const shownIndex = Math.max(
    1,
    versions.items.findIndex((version) => version.id === shown.version?.id),
  );
  const [one, setOne] = useState(versions.items[shownIndex - 1]!.id);
  const [other, setOther] = useState(versions.items[shownIndex]!.id);
  const compared = useRead(compareVersions, { query: { one, other } }, { keepPrevious: true });
  return (
    <DeskDialog title="对比版本" onClose={onClose} width={760}>
      <div className="field-row">
        <VersionPick label="前一版" items={versions.items} value={one} onPick={setOne} />
        <VersionPick label="后一版" items={versions.items} value={other} onPick={setOther} />
      </div>
      <Read of={compared} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words="两版相同" hint="换一版再比。" />
          ) : (
            <table className="small-table">
              <thead>
                <tr>
                  <th style={{ width: 180 }}>规则（{items.length} 项不同）</th>
                  <th>{labelIn(versions.items, one)}</th>
                  <th>{labelIn(versions.items, other)}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.key}>
                    <td>{parameterOf(item.key).label}</td>
                    <td>
                      <span className="m">{sayValue(item.key, item.one)}</span>
                    </td>
                    <td>
                      <b>{sayValue(item.key, item.other)}</b>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
    </DeskDialog>
  );
}

function VersionPick({
  label,
  items,
  value,
  onPick,
}: {
  label: string;
  items: readonly VersionLine[];
  value: string;
  onPick: (id: string) => void;
}) {
  return (
    <label className="field">
      <span className="name">{label}</span>
      <select className="pick" value={value} onChange={(event) => onPick(event.target.value)}>
        {items.map((version) => (
          <option key={version.id} value={version.id}>
            {labelIn(items, version.id)}（{version.validFrom} 起）
          </option>
        ))}
      </select>
    </label>
  );
}

function labelIn(items: readonly VersionLine[], id: string): string {
  const version = items.find((one) => one.id === id);
  return version ? `${version.label} 版${version.state === 'draft' ? '草稿' : ''}` : '';
}
