import { usePathMember } from '#platform/web/mobile/address.ts';
import { More } from '#platform/web/mobile/list.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Section } from '#platform/web/mobile/parts.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { chinaDay, dayAndWeekday, timeWords } from '#platform/web/shared/dates.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import { listChanges } from '../../../contract/arrangement/routes.ts';
import './programme.css';

/** 变动: what changed since the meeting was announced, the latest first. */
export default function ChangesPage() {
  const meetingId = usePathMember('meetingId');
  const changes = usePages(listChanges, { params: { meetingId }, query: { limit: 60 } }, { topics: [`meeting:${meetingId}`] });
  return (
    <Page title="会议变动" parent={`/meeting/${meetingId}/programme`} tools={<OfflineChip updatedAt={changes.dataUpdatedAt} />}>
      <Reading
        result={changes}
        rows={5}
        isEmpty={() => changes.items.length === 0}
        empty={<Empty title="发出通知以来没有变动">日程、地点有改动时会通知您，也记在这里。</Empty>}
      >
        {() => (
          <>
            {[...Map.groupBy(changes.items, (one) => chinaDay(one.at))].map(([day, items]) => (
              <Section key={day} title={dayAndWeekday(day)}>
                <ol className="card flush programme-changes">
                  {items.map((one) => (
                    <li key={one.id}>
                      <time className="label">{timeWords(one.at)}</time>
                      <span>{one.words}</span>
                    </li>
                  ))}
                </ol>
              </Section>
            ))}
            <More {...changes} />
          </>
        )}
      </Reading>
    </Page>
  );
}
