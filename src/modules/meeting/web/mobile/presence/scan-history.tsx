import { useState } from 'react';
import { timeWords } from '#platform/web/shared/dates.ts';
import type { KeptScan } from '../../../contract/presence/scan-device.ts';
import type { ScannerCopy } from '../../../contract/presence/scanning.ts';
import { scanStatuses } from '../../../contract/presence/words.ts';

interface ScanHistoryProps {
  readonly scans: readonly KeptScan[];
  readonly copy: ScannerCopy;
  readonly onShow: (scan: KeptScan) => void;
}

const first = 20;

/** What this device scanned, latest first, and what became of each: kept, waiting, or handed over and not counted by the server. */
export function ScanHistory({ scans, copy, onShow }: ScanHistoryProps) {
  const [all, setAll] = useState(false);
  const titles = new Map(copy.lists.map((list) => [list.id, list.title]));
  const shown = all ? scans.slice(0, 500) : scans.slice(0, first);
  if (scans.length === 0) return <p className="scanner-quiet">还没有扫过码。把签到码放到取景框里即可。</p>;
  return (
    <section className="history" aria-label="本机记录">
      <h2>本机记录</h2>
      <ul>
        {shown.map((scan) => (
          <li key={scan.nonce}>
            <button type="button" onClick={() => onShow(scan)}>
              <time>{timeWords(scan.deviceAt)}</time>
              <span className="row-words">
                <b className="cut">{scan.name || '不认识的码'}</b>
                <small className="cut">{titles.get(scan.listId) ?? '其他清单'}</small>
              </span>
              <span className={`history-state ${toneOf(scan)}`}>{wordsOf(scan)}</span>
            </button>
          </li>
        ))}
      </ul>
      {!all && scans.length > first && (
        <button type="button" className="history-more" onClick={() => setAll(true)}>
          看更早的 {scans.length - first} 条
        </button>
      )}
    </section>
  );
}

function toneOf(scan: KeptScan): string {
  if (scan.outcome === null) return 'waiting';
  return scan.outcome.letsIn ? 'in' : 'out';
}

/** `已交，服务器未认`: the door let somebody in whom the server does not count. It stays here until somebody has looked into it. */
function wordsOf(scan: KeptScan): string {
  if (scan.outcome === null) return `${scanStatuses[scan.shown]}，待交`;
  if (scan.letIn && !scan.outcome.letsIn) return '已交，服务器未认';
  return scanStatuses[scan.outcome.status];
}
