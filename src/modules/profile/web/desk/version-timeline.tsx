import type { AnswerOf } from '#platform/contract/route.ts';
import type { listVersions } from '../../contract/routes.ts';
import type { VersionLine } from '../../contract/sheet-view.ts';

/** The latest versions side by side, the draft dashed; a press shows its sheet. */
export function VersionTimeline({
  versions,
  shownId,
  onPick,
}: {
  versions: AnswerOf<typeof listVersions>;
  shownId: string | null;
  onPick: (versionId: string | undefined) => void;
}) {
  const shown = versions.items.slice(-5);
  return (
    <ol className="vers" aria-label="版本" style={{ gridTemplateColumns: `repeat(${Math.max(shown.length, 1)}, minmax(0, 1fr))` }}>
      {shown.length === 0 && (
        <li className="on">
          <b>预设规则</b>
          <br />
          本级还没有发布过规则，各项按预设执行。改动任何一项即开始起草第一版。
        </li>
      )}
      {shown.map((version) => (
        <li key={version.id} className={[version.current ? 'on' : '', version.state === 'draft' ? 'dr' : ''].join(' ').trim() || undefined}>
          <button type="button" className="bare" aria-pressed={version.id === shownId} onClick={() => onPick(version.id)}>
            <b>
              {version.label} 版{version.current && ' 现行'}
              {version.state === 'draft' && ' 草稿'}
            </b>
            {version.note && `，${version.note}`}
            {version.id === shownId && shown.length > 1 && <span className="s">（正在看）</span>}
            <br />
            {spanOf(version)}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** `2026-1 版`, `预设规则`. */
export function versionWords(label: string | null): string {
  return label && /^\d/.test(label) ? `${label} 版` : (label ?? '预设规则');
}

function spanOf(version: VersionLine): string {
  const changes = version.changes > 0 ? `，改 ${version.changes} 项` : '';
  if (version.state === 'draft') return `拟 ${version.validFrom} 起${changes}，${version.changedBy}起草`;
  return version.validTo ? `${version.validFrom} 至 ${version.validTo}${changes}` : `${version.validFrom} 起${changes}`;
}
