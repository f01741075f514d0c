import { useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { orderSpeeches, nameWords, speechStates, type SpeechLine } from '../../../contract/words/speeches.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { Refusal } from '#platform/web/desk/form.tsx';
import { spanWords } from '../../shared/words/floor-clock.ts';

/** Selected oral speeches: which sitting each is held at, and in what order. Every change is stored at once. */
export function SpeechOrder({ speeches }: { readonly speeches: readonly SpeechLine[] }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const sittings = meeting.sittings.filter((one) => one.kind === 'plenary' && one.state !== 'cancelled');
  const [target, setTarget] = useState<string | null>(null);
  const open = sittings.filter((one) => one.state !== 'ended');
  const usual = open.find((one) => speeches.some((speech) => speech.sittingId === one.id)) ?? open[0] ?? sittings[0];
  const sittingId = target ?? usual?.id;
  const order = useWrite(orderSpeeches, { onDone: () => say('发言顺序已保存') });
  if (!sittingId) return <Empty words="日程里还没有全体会议" hint="先在“日程”里排好全体会议，再来排发言。" />;
  const placed = speeches.filter((one) => one.sittingId === sittingId).sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
  const waiting = placed.flatMap((one) => (one.state === 'selected' ? [one.id] : []));
  const put = (ids: readonly string[]) => order.mutate({ params: { meetingId: meeting.id, sittingId }, body: { speechIds: [...ids] } });
  return (
    <Panes columns="minmax(0, 1fr) minmax(0, 1fr)">
      <Pane label="选定、还没有排进会议的">
        <Unplaced
          speeches={speeches.filter((one) => one.state === 'selected' && one.sittingId === null)}
          busy={order.isPending}
          onPlace={(id) => put([...waiting, id])}
        />
      </Pane>
      <Pane label="发言顺序">
        <div className="sec">
          <div className="choices words-several">
            {sittings.map((one) => (
              <button
                key={one.id}
                type="button"
                className={one.id === sittingId ? 'on' : undefined}
                aria-pressed={one.id === sittingId}
                onClick={() => setTarget(one.id)}
              >
                {dayWords(one.startsAt)} {timeWords(one.startsAt)} {one.title}
              </button>
            ))}
          </div>
          <Refusal error={order.error} />
        </div>
        <Placed sittingId={sittingId} speeches={placed} waiting={waiting} busy={order.isPending} put={put} />
      </Pane>
    </Panes>
  );
}

interface UnplacedProps {
  readonly speeches: readonly SpeechLine[];
  readonly busy: boolean;
  readonly onPlace: (id: string) => void;
}

function Unplaced({ speeches, busy, onPlace }: UnplacedProps) {
  return (
    <Section title="还没有排进会议的" note={`${speeches.length} 份`}>
      {speeches.length === 0 && <p className="m">选定的发言都排好了。</p>}
      {speeches.map((one) => (
        <Turn key={one.id} speech={one}>
          <Button small busy={busy} onPress={() => onPlace(one.id)}>
            排进去
          </Button>
        </Turn>
      ))}
    </Section>
  );
}

interface PlacedProps {
  readonly sittingId: string;
  readonly speeches: readonly SpeechLine[];
  /** Those of them that were not held yet, in their order. */
  readonly waiting: readonly string[];
  readonly busy: boolean;
  readonly put: (ids: readonly string[]) => void;
}

function Placed({ sittingId, speeches, waiting, busy, put }: PlacedProps) {
  const meeting = useMeeting();
  const go = useGo();
  const seconds = speeches.reduce((sum, one) => sum + (one.limitSeconds ?? 0), 0);
  return (
    <Section
      title="发言顺序"
      note={`${speeches.length} 位，共 ${spanWords(seconds)}`}
      act={
        <Button small onPress={() => go(`/meetings/${meeting.id}/speeches/floor/${sittingId}`)}>
          主持发言
        </Button>
      }
    >
      {speeches.length === 0 && <p className="m">这场会议还没有排发言。</p>}
      {speeches.map((one) => (
        <Turn key={one.id} speech={one}>
          {waiting.includes(one.id) ? <Moves id={one.id} waiting={waiting} busy={busy} put={put} /> : <Tag>{speechStates[one.state]}</Tag>}
        </Turn>
      ))}
    </Section>
  );
}

function Moves({ id, waiting, busy, put }: Pick<PlacedProps, 'waiting' | 'busy' | 'put'> & { readonly id: string }) {
  const place = waiting.indexOf(id);
  return (
    <>
      <Button small busy={busy} blocked={place === 0 ? '已经是第一位' : null} onPress={() => put(swapped(waiting, place, place - 1))}>
        上移
      </Button>
      <Button
        small
        busy={busy}
        blocked={place === waiting.length - 1 ? '已经是最后一位' : null}
        onPress={() => put(swapped(waiting, place, place + 1))}
      >
        下移
      </Button>
      <Button small busy={busy} onPress={() => put(waiting.filter((one) => one !== id))}>
        拿出
      </Button>
    </>
  );
}

/** `ids` with the members at two places changed over. */
export function swapped(ids: readonly string[], one: number, other: number): string[] {
  const next = [...ids];
  [next[one], next[other]] = [next[other]!, next[one]!];
  return next;
}

function Turn({ speech, children }: { readonly speech: SpeechLine; readonly children: React.ReactNode }) {
  const meeting = useMeeting();
  return (
    <div className="floor-turn">
      <span className="place">{speech.position ?? ''}</span>
      <div>
        <div className="b">{speech.title}</div>
        <div className="s">
          {speech.speaker}　{speech.groupName}　
          {speech.inNameOf === 'self' ? '' : `代表${speech.party || nameWords(speech.inNameOf, meeting.bodyKind)}`}
          {speech.limitSeconds ? `　${spanWords(speech.limitSeconds)}` : ''}
        </div>
      </div>
      <div className="row">{children}</div>
    </div>
  );
}
