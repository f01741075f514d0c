import { Button } from '#platform/web/mobile/button.tsx';
import { IconCross, IconDone, IconOverdue, IconSoon } from '#platform/web/shared/icons.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { KeptScan } from '../../../contract/presence/scan-device.ts';
import type { CarriedPerson } from '../../../contract/presence/scanning.ts';
import { scanStatuses, type ScanStatus } from '../../../contract/presence/words.ts';

interface VerdictProps {
  readonly scan: KeptScan;
  readonly person: CarriedPerson | null;
  readonly onClose: () => void;
  readonly onForce: () => void;
}

/** What is to be done now, for whoever stands at the door. */
const advice: Readonly<Record<ScanStatus, string>> = {
  accepted: '请进',
  forced: '已放行，记录在案',
  redeemed: '此人已经签到，请核对是否本人',
  unknown: '不是本次会议的码，请核对证件或按姓名查找',
  product: '不在这份清单上，请看证件，指引到正确的地方',
  expired: '码已过期，可能是截图。请对方打开手机重新出示',
  closed: '现在不在签到时段',
};

/** The outcome of a scan, to be read from an arm's length: colour, sign, word, who it is. */
export function Verdict({ scan, person, onClose, onForce }: VerdictProps) {
  const tone = scan.letIn ? 'in' : scan.shown === 'redeemed' ? 'twice' : 'out';
  const Mark = tone === 'in' ? IconDone : tone === 'twice' ? IconSoon : IconOverdue;
  const mayForce = !scan.letIn && scan.shown !== 'unknown' && scan.attendeeId !== null;
  return (
    <section className={`verdict ${tone}`} role="alert" aria-label="扫码结果">
      <button type="button" className="verdict-close" aria-label="关闭结果" onClick={onClose}>
        <IconCross size={24} />
      </button>
      <Mark size={56} />
      <p className="verdict-word">{scan.letIn && scan.shown === 'accepted' ? '已签到' : scanStatuses[scan.shown]}</p>
      <p className="verdict-name">{person?.name ?? scan.name ?? ''}</p>
      {person && (
        <p className="verdict-who">{[person.group, person.title || attendeeCategories[person.category]].filter(Boolean).join('，')}</p>
      )}
      <p className="verdict-advice">
        {advice[scan.shown]}
        {scan.shown === 'redeemed' && scan.outcome?.entry && `（${timeWords(scan.outcome.entry.at)} 签到）`}
      </p>
      {scan.offline && <p className="verdict-advice">离线判定，联网后补交</p>}
      {mayForce && (
        <Button look="edge" onClick={onForce}>
          仍然放行
        </Button>
      )}
    </section>
  );
}
