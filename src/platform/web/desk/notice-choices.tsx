import { channelWords, choose, listChoices } from '../../contract/notifications.ts';
import type { Channel } from '../../contract/notifications.ts';
import { wordsOf } from '../shared/conditions.tsx';
import { useRead, useWrite } from '../shared/queries.ts';
import { Section } from './page.tsx';
import { Read } from './states.tsx';

/** How each kind of message reaches the person: at once, in one digest a day, in the app only, or not. */
export function NoticeChoices() {
  const choices = useRead(listChoices);
  const write = useWrite(choose);
  return (
    <Section title="消息怎么通知我" note="交办、到期等催办提醒只在工作时间推送">
      <Read of={choices} rows={5}>
        {(data) =>
          data.choices.map((one) => (
            <label key={one.kind} className="line-item">
              <span>{one.label}</span>
              <select
                className="pick notice-pick"
                value={one.channel}
                disabled={write.isPending}
                onChange={(event) => write.mutate({ body: { kind: one.kind, channel: event.target.value as Channel } })}
              >
                {Object.entries(channelWords).map(([channel, words]) => (
                  <option key={channel} value={channel}>
                    {words}
                    {channel === one.defaultChannel ? '（默认）' : ''}
                  </option>
                ))}
              </select>
            </label>
          ))
        }
      </Read>
      {write.error && (
        <p className="refused-line" role="alert">
          {wordsOf(write.error)}
        </p>
      )}
    </Section>
  );
}
