import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useSelection } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { listHallScreens, setScene } from '../../../contract/hall/routes.ts';
import type { HallScreen } from '../../../contract/hall/routes.ts';
import { sceneNames, type SceneName, type SceneOrder } from '../../../contract/hall/scene.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { SceneComposer } from './scene-composer.tsx';
import { ScreenCard } from './screen-card.tsx';
import { missingIn, sittingAtHand } from './scene-order.ts';
import './screens.css';

/** 大屏: what each wall screen shows, and the next scene before it goes out. */
export default function ScreensPage() {
  const { meetingId = '' }: { meetingId?: string } = useParams({ strict: false });
  return (
    <MeetingPage part="screens">
      <Screens meetingId={meetingId} />
    </MeetingPage>
  );
}

function Screens({ meetingId }: { readonly meetingId: string }) {
  const meeting = useMeeting();
  const topics = [`meeting:${meetingId}`, `body:${meeting.bodyId}`];
  const screens = useRead(listHallScreens, { params: { meetingId } }, { topics, staleTime: 10_000 });
  return <Read of={screens}>{({ items }) => <Desk meetingId={meetingId} items={items} />}</Read>;
}

/** The composer at the right, the screens at the left; which of them a scene goes to is ticked. */
function Desk({ meetingId, items }: { readonly meetingId: string; readonly items: readonly HallScreen[] }) {
  const ids = useMemo(() => items.map((one) => one.id), [items]);
  const selection = useSelection(ids);
  const { order, change } = useOrder();
  const { drive, driving, refusal } = useDriving(meetingId);
  const chosen = ids.filter((id) => selection.has(id));
  const wanting = missingIn(order);
  const none = ids.length === 0 ? '还没有接入大屏' : undefined;
  const putBlocked = none ?? wanting ?? (chosen.length === 0 ? '请先勾选左边的大屏' : undefined);
  const takeOff = chosen.length > 0 ? chosen : ids;
  useKeys([
    { keys: '1-8', label: '选画面', act: (event) => change({ scene: sceneAt(Number(event.key)) }) },
    { keys: 'Enter', label: '投到选中的屏', act: () => drive(chosen, order), blocked: putBlocked },
    { keys: 'a', label: '投到全部大屏', act: () => drive(ids, order), blocked: none ?? wanting },
    { keys: 'x', label: '撤下会议画面', act: () => drive(takeOff, null), blocked: none },
  ]);
  return (
    <Panes columns="minmax(0, 1fr) minmax(430px, 36%)">
      <Pane label="大屏">
        <Section
          title="大屏"
          note={items.length > 0 ? `${items.filter((one) => one.online).length} 块在线，共 ${items.length} 块。勾选要投放的屏` : undefined}
        >
          {items.length === 0 ? <NoScreens /> : <Cards items={items} selection={selection} />}
        </Section>
      </Pane>
      <Pane
        label="要投放的画面"
        as="aside"
        foot={
          <>
            <Button filled keys="a" busy={driving} blocked={none ?? wanting} onPress={() => drive(ids, order)}>
              投到全部 {ids.length} 块大屏
            </Button>
            <Button keys="Enter" busy={driving} blocked={putBlocked} onPress={() => drive(chosen, order)}>
              投到选中的 {chosen.length} 块
            </Button>
            <Button keys="x" busy={driving} blocked={none} onPress={() => drive(takeOff, null)}>
              撤下
            </Button>
          </>
        }
      >
        <SceneComposer meetingId={meetingId} order={order} change={change} wanting={wanting} refusal={refusal} />
      </Pane>
    </Panes>
  );
}

/** The scene in hand, kept while one goes through the scenes; the sitting comes with the address or is the one at hand. */
function useOrder(): { readonly order: SceneOrder; readonly change: (part: Partial<SceneOrder>) => void } {
  const [address] = useAddress();
  const meeting = useMeeting();
  const [order, setOrder] = useState<SceneOrder>(() => ({
    scene: 'welcome',
    sittingId: meeting.sittings.find((one) => one.id === address.sitting)?.id ?? sittingAtHand(meeting.sittings, new Date()),
    title: '',
    words: '',
  }));
  return { order, change: (part) => setOrder((before) => ({ ...before, ...part })) };
}

function useDriving(meetingId: string) {
  const { say } = useUndo();
  const [refusal, setRefusal] = useState<string | null>(null);
  const put = useWrite(setScene);
  const drive = (screenIds: readonly string[], order: SceneOrder | null) =>
    put.mutate(
      { params: { meetingId }, body: { screenIds: [...screenIds], order } },
      {
        onSuccess: () => {
          setRefusal(null);
          say(order ? `${screenIds.length} 块屏显示“${sceneNames[order.scene]}”` : `${screenIds.length} 块屏已撤下会议画面`);
        },
        onError: (error) => setRefusal(wordsOf(error)),
      },
    );
  return { drive, driving: put.isPending, refusal };
}

function sceneAt(digit: number): SceneName {
  return (Object.keys(sceneNames) as SceneName[])[digit - 1] ?? 'welcome';
}

function Cards({ items, selection }: { readonly items: readonly HallScreen[]; readonly selection: ReturnType<typeof useSelection> }) {
  return (
    <ul className="screen-cards">
      {items.map((screen) => (
        <ScreenCard key={screen.id} screen={screen} picked={selection.has(screen.id)} onPick={() => selection.toggle(screen.id)} />
      ))}
    </ul>
  );
}

function NoScreens() {
  const go = useGo();
  return (
    <Empty
      words="还没有接入大屏"
      hint={`在会场的屏幕上打开 ${location.origin}/screen/，把屏幕显示的配对码填到“大屏”里即可。`}
      act={<Button onPress={() => go('/screens')}>接入大屏</Button>}
    />
  );
}
