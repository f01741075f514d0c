import { useState } from 'react';
import { readCase } from '../../../contract/routes.ts';
import type { CaseView } from '../../../contract/views.ts';
import { actsInOrder, wordsOfKind } from '../../shared/index.ts';
import { ActBar, MoreActs } from './case-acts.tsx';
import { CaseCommitments } from './case-commitments.tsx';
import { CaseContacts } from './case-contacts.tsx';
import { CaseHandlers } from './case-handlers.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseNotes } from './case-notes.tsx';
import { CaseNow } from './case-now.tsx';
import { CaseOrigin } from './case-origin.tsx';
import { CaseParties } from './case-parties.tsx';
import { CaseRecords } from './case-records.tsx';
import { CaseReplies } from './case-replies.tsx';
import { CaseText } from './case-text.tsx';
import { CaseThread } from './case-thread.tsx';
import { PaperNotice } from '../intake/paper-notice.tsx';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Tool } from '#platform/web/mobile/button.tsx';
import { PullToRefresh } from '#platform/web/mobile/list.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { IconMore } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import './case.css';

/** One matter as a story: where it is, who handles it, what they answered, what was said and done, and what I can do now. */
export default function CasePage() {
  const bodyId = usePathMember('bodyId');
  const matterId = usePathMember('matterId');
  const reading = useRead(readCase, { params: { bodyId, matterId } }, { topics: [`matter:${matterId}`] });
  const [more, setMore] = useState(false);
  const found = reading.data;
  const order = found ? actsInOrder(found.acts) : null;
  const rest = order ? order.others.length + order.grave.length : 0;
  return (
    <Page
      title={found ? wordsOfKind(found.matter.kind).name : '事项'}
      parent="/matters"
      bare
      tools={
        <>
          <OfflineChip updatedAt={reading.dataUpdatedAt} />
          {rest > 0 && <Tool label="更多操作" icon={IconMore} onPress={() => setMore(true)} />}
        </>
      }
      acts={found && found.acts.length > 0 ? <ActBar found={found} onMore={() => setMore(true)} /> : undefined}
      actWords={order?.main?.blocked}
    >
      <PullToRefresh onRefresh={reading.refetch}>
        <Reading result={reading} rows={6}>
          {(data) => <Story found={data} />}
        </Reading>
      </PullToRefresh>
      {more && found && <MoreActs found={found} onClose={() => setMore(false)} />}
    </Page>
  );
}

function Story({ found }: { readonly found: CaseView }) {
  const me = useMe();
  const mine = found.matter.author?.id === me.person.id && me.seat?.kind === 'mandate';
  const invited = found.parties.some((party) => party.person.id === me.person.id && party.state === 'invited');
  return (
    <>
      <CaseHead found={found} mine={mine} />
      <CaseNow found={found} />
      {mine && <PaperNotice bodyId={found.matter.bodyId} matterId={found.matter.id} />}
      {invited && <CaseText found={found} open />}
      <CaseOrigin found={found} />
      <CaseRecords found={found} />
      <CaseReplies found={found} />
      <CaseHandlers found={found} />
      <CaseParties found={found} />
      <CaseCommitments found={found} />
      <CaseContacts found={found} />
      {!invited && <CaseText found={found} open={found.handlings.length === 0} />}
      <CaseNotes found={found} />
      <CaseThread found={found} mine={mine} />
    </>
  );
}
