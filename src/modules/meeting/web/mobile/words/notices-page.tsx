import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line } from '#platform/web/mobile/parts.tsx';
import { call } from '#platform/web/shared/call.ts';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { IconBell } from '#platform/web/shared/icons.tsx';
import { refreshModule, useRead } from '#platform/web/shared/queries.ts';
import { useOffline } from '#platform/web/shared/signal.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import { listOwnNotices, readOwnNotices, type OwnNotice } from '../../../contract/words/notices.ts';
import { ConfirmReceipt } from './confirm-receipt.tsx';
import './words.css';

/** All notices of the meeting to me, newest first. Being shown is being read; urgent ones are confirmed by hand. */
export default function NoticesPage() {
  const meetingId = usePathMember('meetingId');
  const notices = useRead(listOwnNotices, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  useTellRead(meetingId, notices.data?.items ?? []);
  return (
    <Page title="会议通知" parent={`/meeting/${meetingId}`} tools={<OfflineChip updatedAt={notices.dataUpdatedAt} />}>
      <Reading
        result={notices}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <Empty icon={IconBell} title="还没有通知">
            会务组的通知会马上出现在这里。
          </Empty>
        }
      >
        {({ items }) => (
          <div className="section">
            {items.map((notice) => (
              <Notice key={notice.id} meetingId={meetingId} notice={notice} />
            ))}
          </div>
        )}
      </Reading>
    </Page>
  );
}

function Notice({ meetingId, notice }: { readonly meetingId: string; readonly notice: OwnNotice }) {
  return (
    <article className={notice.readAt ? 'card notice-card' : 'card notice-card unread'}>
      {notice.urgent && (
        <div className="lead">
          <StateSay state={notice.confirmedAt ? 'done' : 'overdue'} {...(notice.confirmedAt ? {} : { icon: IconBell })}>
            {notice.confirmedAt ? '紧急通知，已确认' : '紧急通知，请确认'}
          </StateSay>
        </div>
      )}
      <h2>{notice.title}</h2>
      <p className="prose">{notice.words}</p>
      <p className="label">
        <Line words={[notice.sentBy, momentWords(notice.sentAt)]} />
      </p>
      {notice.urgent && !notice.confirmedAt && <ConfirmReceipt meetingId={meetingId} notice={notice} />}
    </article>
  );
}

/** Tells once that what is on screen was read; without signal it is told when the page is next open with one. */
function useTellRead(meetingId: string, notices: readonly OwnNotice[]): void {
  const client = useQueryClient();
  const offline = useOffline();
  const told = useRef('');
  const key = notices.flatMap((notice) => (notice.readAt === null ? [notice.id] : [])).join();
  useEffect(() => {
    if (key === '' || offline || told.current === key) return;
    told.current = key;
    const tell = async () => {
      try {
        await call(readOwnNotices, { params: { meetingId }, body: { ids: key.split(',') } }, { idempotencyKey: newId() });
        await refreshModule(client, 'meeting');
      } catch {
        told.current = '';
      }
    };
    void tell();
  }, [key, offline, meetingId, client]);
}
