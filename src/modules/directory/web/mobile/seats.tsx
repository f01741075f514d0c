import { useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import { Section } from '#platform/web/mobile/parts.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { IconTick } from '#platform/web/shared/icons.tsx';
import { useMe, useSession } from '#platform/web/shared/session.tsx';

/** My working identities; one acts in one at a time. */
export function Seats() {
  const me = useMe();
  const { switchSeat } = useSession();
  const router = useRouter();
  const [busy, setBusy] = useState<string | null>(null);
  if (me.seats.length < 2) return null;
  const choose = async (seatId: string, title: string) => {
    setBusy(seatId);
    try {
      await switchSeat(seatId);
      await router.navigate({ to: '/' });
      toast(`现在以${title}的身份办事`);
    } catch (error) {
      toast(wordsOf(error), 'fault');
    } finally {
      setBusy(null);
    }
  };
  return (
    <Section title="工作身份" note="切换后只看到该身份的事">
      <div className="card flush" role="radiogroup" aria-label="工作身份">
        {me.seats.map((seat) => (
          <label key={seat.id} className="row seat">
            <span className="row-words wrap">
              {seat.title}
              <span className="label">{busy === seat.id ? '正在切换' : seat.organisation.name}</span>
            </span>
            <input
              type="radio"
              name="seat"
              checked={seat.id === me.seat?.id}
              disabled={busy !== null}
              onChange={() => void choose(seat.id, seat.title)}
            />
            <span className="seat-ring" aria-hidden>
              <IconTick size={16} />
            </span>
          </label>
        ))}
      </div>
    </Section>
  );
}
