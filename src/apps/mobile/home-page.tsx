import { useRouter } from '@tanstack/react-router';
import { SizeQuestion } from '#modules/directory/web/mobile/index.ts';
import { MyFigures, MyTasks, QuickActs } from '#modules/matter/web/mobile/home.tsx';
import { MeetingToday } from '#modules/meeting/web/mobile/words/home.tsx';
import { ReadAloudTool } from '#platform/web/mobile/read-aloud.tsx';
import { DayPage } from '#platform/web/mobile/page.tsx';
import { PullToRefresh } from '#platform/web/mobile/list.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { chooseSize, useSize } from '#platform/web/shared/appearance.ts';
import { dayAndWeekday, greeting } from '#platform/web/shared/dates.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { IconLetters, IconSwitch } from '#platform/web/shared/icons.tsx';
import { callName } from '#platform/web/shared/names.ts';
import { useMe } from '#platform/web/shared/session.tsx';

/** The day: what waits for me, what I can start, how what I raised stands. */
export default function HomePage() {
  const me = useMe();
  const client = useQueryClient();
  const elder = useSize() === 'elder';
  const place = me.seat && me.seats.length > 1 && !elder ? me.seat.organisation.shortName : null;
  return (
    <DayPage
      title={dayAndWeekday(today())}
      words={`${callName(me.person.name, me.seat?.roles ?? [])}，${greeting()}${place ? `。${place}` : ''}`}
      tools={<Tools seats={me.seats.length} />}
    >
      <PullToRefresh onRefresh={() => client.invalidateQueries()}>
        <MeetingToday />
        <MyTasks />
        <QuickActs />
        <MyFigures />
      </PullToRefresh>
      <SizeQuestion />
    </DayPage>
  );
}

const today = () => dayOf(new Date());

function Tools({ seats }: { readonly seats: number }) {
  const router = useRouter();
  const elder = useSize() === 'elder';
  return (
    <>
      {elder && <ReadAloudTool />}
      {seats > 1 && !elder && (
        <button type="button" className="tool" onClick={() => void router.navigate({ to: '/me' })}>
          <IconSwitch size={28} />
          换身份
        </button>
      )}
      <button type="button" className="tool" onClick={() => chooseSize(elder ? 'standard' : 'elder')}>
        <IconLetters size={28} />
        {elder ? '标准版' : '长辈版'}
      </button>
    </>
  );
}
