import { useEffect, useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { addressOf, send } from '#platform/web/shared/call.ts';
import type { WallLink } from '#platform/web/screen/wall-link.ts';
import { useNow } from '#platform/web/shared/now.ts';
import { QrPicture } from '#platform/web/shared/qr-picture.tsx';
import { readHallCode } from '../../contract/presence/routes.ts';

type Answer = AnswerOf<typeof readHallCode>;

interface HallCodeProps {
  readonly link: WallLink;
  readonly meetingId: string;
  readonly checkListId: string;
  readonly offset: number;
  /** When the sitting begins: a list that is not open before is not open yet. */
  readonly startsAt: string | null;
}

/** The code of the list with the figures below it. The one after it is already here, so a lost network shows no stale code for half a minute more. */
export function HallCode({ link, meetingId, checkListId, offset, startsAt }: HallCodeProps) {
  const answer = useHallCode(link, meetingId, checkListId);
  const now = useNow(0.5) + offset;
  if (!answer) return <p className="hall-quiet">正在取签到码</p>;
  const shown = [answer, answer.next].find((one) => Date.parse(one.validUntil) > now);
  if (!answer.open) return <p className="hall-quiet">{startsAt && now < Date.parse(startsAt) ? '签到还没有开始' : '签到已经停止'}</p>;
  if (!shown) return <p className="hall-quiet">没有网络，签到码已过期。请出示手机上的签到码或证件由工作人员扫码。</p>;
  const rest = Math.min(1, Math.max(0, (Date.parse(shown.validUntil) - now) / 30_000));
  return (
    <>
      <QrPicture text={shown.code} label="签到码" ecc="medium" />
      <p className="figures">{shown.figures}</p>
      <div className="rest" aria-hidden="true">
        <i style={{ width: `${rest * 100}%` }} />
      </div>
    </>
  );
}

/** Asks again ten seconds before what it has runs out, and every five while the network is away. */
function useHallCode(link: WallLink, meetingId: string, checkListId: string): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    const ask = async () => {
      const address = addressOf(readHallCode, { params: { meetingId, checkListId } });
      const got = await send({ method: 'GET', address, seatId: link.screenId })
        .then((response) => response.json() as Promise<Answer>)
        .catch(() => null);
      if (ended) return;
      if (got) setAnswer(got);
      const lasts = got ? Date.parse(got.next.validUntil) - Date.parse(got.now) - 10_000 : 5_000;
      timer = setTimeout(() => void ask(), Math.max(5_000, Math.min(20_000, lasts)));
    };
    void ask();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [link, meetingId, checkListId]);
  return answer;
}
