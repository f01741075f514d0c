import { useState } from 'react';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { listRegions } from '../../contract/routes.ts';
import type { Region } from '../../contract/region.ts';

interface RegionTreeProps {
  /** Code of the region that the administrator's organisation stands in. */
  readonly root: string;
  readonly rootName: string;
  readonly picked: string | null;
  readonly onPick: (code: string) => void;
}

/** The regions below one's own; a branch is read when it is first opened. Left and right close and open a branch. */
export function RegionTree({ root, rootName, picked, onPick }: RegionTreeProps) {
  return (
    <ul className="tree" role="tree" aria-label="区划">
      <Branch code={root} name={`${rootName}所在区划`} level={1} leaf={false} open picked={picked} onPick={onPick} />
    </ul>
  );
}

interface BranchProps {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly leaf: boolean;
  readonly open?: boolean;
  readonly picked: string | null;
  readonly onPick: (code: string) => void;
}

function Branch({ code, name, level, leaf, open: first = false, picked, onPick }: BranchProps) {
  const [open, setOpen] = useState(first);
  return (
    <li role="treeitem" aria-expanded={leaf ? undefined : open} aria-selected={picked === code} aria-level={level}>
      <div className={picked === code ? 'tree-line on' : 'tree-line'} style={{ paddingLeft: level * 14 }}>
        {leaf ? (
          <span className="tree-gap" />
        ) : (
          <button
            type="button"
            className="icon-btn"
            tabIndex={-1}
            aria-label={open ? `收起${name}` : `展开${name}`}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'forward'} size={12} />
          </button>
        )}
        <button
          type="button"
          className="bare cut grow"
          onClick={() => onPick(code)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') setOpen(true);
            if (event.key === 'ArrowLeft') setOpen(false);
          }}
        >
          {name}
        </button>
      </div>
      {open && !leaf && <Below code={code} level={level + 1} picked={picked} onPick={onPick} />}
    </li>
  );
}

function Below({ code, level, picked, onPick }: Pick<BranchProps, 'code' | 'level' | 'picked' | 'onPick'>) {
  const below = useRead(listRegions, { query: { parent: code } }, { staleTime: 3_600_000 });
  const regions: readonly Region[] = below.data?.items ?? [];
  const indent = { paddingLeft: level * 14 + 20 };
  return (
    <ul role="group">
      {below.isPending && (
        <li className="s tree-wait" style={indent}>
          正在取
        </li>
      )}
      {below.error && (
        <li className="s tree-wait" style={indent}>
          没有取到，
          <button type="button" className="lk" onClick={() => void below.refetch()}>
            重试
          </button>
        </li>
      )}
      {regions.map((region) => (
        <Branch
          key={region.code}
          code={region.code}
          name={region.name}
          level={level}
          leaf={region.level === 'township'}
          picked={picked}
          onPick={onPick}
        />
      ))}
    </ul>
  );
}
