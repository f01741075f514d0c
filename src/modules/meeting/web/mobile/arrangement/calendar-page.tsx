import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Section } from '#platform/web/mobile/parts.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { telling } from '#platform/web/mobile/toast.tsx';
import { Reading } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { QrPicture } from '#platform/web/shared/qr-picture.tsx';
import { readOwnFeed, renewOwnFeed } from '../../../contract/arrangement/routes.ts';
import './programme.css';

/** 订阅日历: the address under which a calendar program reads one's own programme and follows its changes. */
export default function CalendarPage() {
  const meetingId = usePathMember('meetingId');
  const feed = useRead(readOwnFeed, { params: { meetingId } });
  return (
    <Page title="加到手机日历" parent={`/meeting/${meetingId}/programme`}>
      <Reading result={feed} rows={4}>
        {({ address }) => <Feed meetingId={meetingId} address={address} />}
      </Reading>
    </Page>
  );
}

function Feed({ meetingId, address }: { meetingId: string; address: string }) {
  const [asking, setAsking] = useState(false);
  const renew = useWrite(renewOwnFeed);
  return (
    <>
      <Section title="日历里看会议">
        <div className="card">
          <p className="feed-words">手机或电脑的日历订阅后，您要参加的场次都在日历里；时间、地点有改动，日历会跟着改，取消的会标明。</p>
          {/* The calendar program takes over, so it is a link to another program and no page of ours. */}
          <a className="btn fill feed-link" href={address.replace(/^https?:/, 'webcal:')}>
            订阅到这台手机
          </a>
        </div>
      </Section>
      <Section title="在别的设备上订阅">
        <div className="card feed-other">
          <QrPicture text={address} label="订阅地址的二维码" />
          <p className="label feed-address">{address}</p>
          <Button onClick={() => void telling(navigator.clipboard.writeText(address), '已复制订阅地址')}>复制地址</Button>
        </div>
      </Section>
      <Section title="地址只给自己用">
        <div className="card">
          <p className="second feed-words">
            拿到地址的人就能看到您的会议日程。不小心给了别人，可以换一个，旧地址马上失效，已订阅的日历要重新订阅。
          </p>
          <Button look="warn" busy={renew.isPending} onClick={() => setAsking(true)}>
            更换订阅地址
          </Button>
        </div>
      </Section>
      {asking && (
        <Confirm
          title="更换订阅地址"
          act="更换"
          look="warn"
          onConfirm={() => telling(renew.mutateAsync({ params: { meetingId } }), '已更换，请重新订阅')}
          onClose={() => setAsking(false)}
        >
          旧地址马上失效，用它订阅的日历不再更新。
        </Confirm>
      )}
    </>
  );
}
