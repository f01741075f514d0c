import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { routeOfAct } from '../../../contract/act-routes.ts';
import { listNearby } from '../../../contract/routes.ts';
import type { MatterLine } from '../../../contract/views.ts';
import { lookOfMark } from '../../shared/index.ts';
import { withoutFiles } from '../act/use-act.ts';
import { addressOfCase } from '../addresses.ts';
import type { ReportContent } from './use-report.ts';
import type { CallOf, RouteContract } from '#platform/contract/route.ts';
import { Button, LinkButton } from '#platform/web/mobile/button.tsx';
import { Confirm } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { sendOrKeep } from '#platform/web/shared/outgoing.ts';
import { refreshModule, useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { StateChip } from '#platform/web/shared/state.tsx';

interface NearbyProps {
  readonly content: ReportContent;
  readonly onFollowed: () => Promise<void>;
}

/** An earlier report of the same thing close by: better two voices on one case than two cases. */
export function Nearby({ content, onFollowed }: NearbyProps) {
  const { place, category } = content;
  const words = useDeferredValue(content.words.trim());
  const known = place?.lon !== undefined && place.lat !== undefined;
  const found = useRead(
    listNearby,
    { query: { lon: place?.lon ?? 0, lat: place?.lat ?? 0, ...(category ? { category } : {}), ...(words ? { words } : {}) } },
    { enabled: known && (Boolean(category) || words.length >= 4), keepPrevious: true },
  );
  const nearest = known ? found.data?.items[0] : undefined;
  const me = useMe();
  if (!nearest) return null;
  const { matter, metres } = nearest;
  const look = lookOfMark(matter.mark);
  const own = matter.author?.id === me.person.id;
  return (
    <section className="card nearby" aria-live="polite">
      <div className="lead">
        <h2 className="grow">
          {metres < 10 ? '就在这里' : `${metres} 米外`}有一件{own ? '您反映过的' : '相似的'}
        </h2>
        <StateChip state={look.state} icon={look.icon}>
          {matter.stateLabel}
        </StateChip>
      </div>
      <p className="wrap">{matter.title}</p>
      <p className="second wrap">
        {matter.submittedAt ? `${momentWords(matter.submittedAt)} ` : ''}
        {own ? '我' : '一位代表'}提出{matter.place ? `，${matter.place}` : ''}
      </p>
      {own ? (
        <LinkButton mini to={addressOfCase(matter.bodyId, matter.id)}>
          看看这一件
        </LinkButton>
      ) : (
        <Follow matter={matter} content={content} onFollowed={onFollowed} />
      )}
    </section>
  );
}

function Follow({ matter, content, onFollowed }: NearbyProps & { readonly matter: MatterLine }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const follow = async () => {
    const { wire, files } = withoutFiles({
      ...(content.words.trim() ? { words: content.words.trim().slice(0, 300) } : {}),
      ...(content.files.length > 0 ? { files: content.files } : {}),
    });
    try {
      const call = { params: { bodyId: matter.bodyId, matterId: matter.id }, body: { input: wire } } as CallOf<RouteContract>;
      await sendOrKeep(routeOfAct(matter.kind, 'follow'), call, { title: `跟进：${matter.title}`, files });
      await onFollowed();
      await refreshModule(client, 'matter');
      toast('已跟进，答复到了会告诉您');
      void navigate({ to: addressOfCase(matter.bodyId, matter.id), replace: true });
    } catch (error) {
      toast(wordsOf(error), 'fault');
    }
  };
  return (
    <>
      <Button mini look="edge" onClick={() => setAsking(true)}>
        是同一件，跟进这一件
      </Button>
      {asking && (
        <Confirm title="跟进这一件？" act="跟进" onClose={() => setAsking(false)} onConfirm={follow}>
          不再另外发送。您写的话和照片会补充到这一件里，答复到了也会告诉您。
        </Confirm>
      )}
    </>
  );
}
