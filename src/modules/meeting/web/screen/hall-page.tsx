import { useEffect } from 'react';
import { HallMarkIcon } from '../shared/hall/marks.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import type { WallPageProps } from '#platform/web/screen/wall-page.ts';
import { useNow } from '#platform/web/shared/now.ts';
import { HallSceneView } from '../shared/hall/hall-scene.tsx';
import { HallCode } from './hall-code.tsx';
import { useSceneReading, type SceneReading } from './scene-reading.ts';

/** The scene that the desk drives. Without network it stays, says since when, and a countdown goes on by the measured clock. */
export default function HallPage({ link }: WallPageProps) {
  const reading = useSceneReading(link);
  const { scene } = reading;
  useEffect(() => {
    if (!scene) return;
    document.documentElement.dataset.body = scene.bodyKind;
    document.title = scene.meeting.title;
  }, [scene]);
  if (!scene) return <main className="notice">正在打开</main>;
  const { view } = scene;
  return (
    <HallSceneView
      key={`${scene.revision} ${view.scene}`}
      scene={scene}
      offset={reading.offset}
      status={<Line reading={reading} />}
      code={
        view.scene === 'code' && view.checkListId ? (
          <HallCode
            link={link}
            meetingId={scene.meeting.id}
            checkListId={view.checkListId}
            offset={reading.offset}
            startsAt={scene.sitting?.startsAt ?? null}
          />
        ) : null
      }
    />
  );
}

/** A short loss of the network is nobody's news; a longer one is said with its beginning. */
const patience = 6_000;

function Line({ reading: { failing, readAt, offset, scene } }: { readonly reading: SceneReading }) {
  const counts = scene?.view.scene === 'speech';
  const now = useNow(1);
  if (!failing || readAt === null || now - readAt < patience) return null;
  return (
    <span className="hall-away" role="status">
      <HallMarkIcon mark="over" />
      {timeWords(new Date(readAt + offset).toISOString())} 起没有网络{counts ? '，计时照常' : '，内容停在那时'}
    </span>
  );
}
