import type { ReactNode } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { timeWords } from '#platform/web/shared/dates.ts';
import type { HallScene, SceneName, ViewOf } from '../../../contract/hall/scene.ts';
import { AgendaScene } from './agenda-scene.tsx';
import { OffsetContext, useServerNow } from './hall-clock.tsx';
import { NoticeScene, WelcomeScene } from './plain-scenes.tsx';
import { PresenceScene } from './presence-scene.tsx';
import { SeatsScene } from './seats-scene.tsx';
import { SpeechScene } from './speech-scene.tsx';
import { CodeScene } from './code-scene.tsx';
import './hall.css';

export interface HallSceneProps {
  readonly scene: HallScene;
  /** Milliseconds to add to this device's clock for the server's. */
  readonly offset: number;
  /** What the header says of the line, e.g. since when it is without network; nothing where all is well. */
  readonly status?: ReactNode;
  /** The code that changes, for the scene `code`; only the real screen has one. */
  readonly code?: ReactNode;
}

/** A scene as the hall sees it, at any size: every length hangs on `--u`, a hundredth part of a wall 19.2 wide and 10.8 high. */
export function HallSceneView({ scene, offset, status, code }: HallSceneProps) {
  const { view } = scene;
  if (view.scene === 'blank')
    return <div className="hall hall-blank" data-terminal="screen" data-body={scene.bodyKind} role="img" aria-label="黑屏" />;
  const Scene = scenes[view.scene] as (props: { view: typeof view; scene: HallScene; code: ReactNode }) => ReactNode;
  return (
    <OffsetContext.Provider value={offset}>
      <div className={`hall hall-${view.scene}`} data-terminal="screen" data-body={scene.bodyKind}>
        <HallHead scene={scene} status={status} />
        <Scene view={view} scene={scene} code={code} />
      </div>
    </OffsetContext.Provider>
  );
}

type Shown = Exclude<SceneName, 'blank'>;

const scenes: { readonly [Name in Shown]: (props: { view: ViewOf<Name>; scene: HallScene; code: ReactNode }) => ReactNode } = {
  welcome: WelcomeScene,
  seats: SeatsScene,
  presence: PresenceScene,
  agenda: AgendaScene,
  speech: SpeechScene,
  notice: NoticeScene,
  code: CodeScene,
};

function HallHead({ scene, status }: { readonly scene: HallScene; readonly status: ReactNode }) {
  const time = new Date(useServerNow()).toISOString();
  return (
    <header className="hall-head">
      <span className="hall-mark">{scene.bodyKind === 'cppcc' ? '政协' : '人大'}</span>
      <h1>{scene.meeting.title}</h1>
      {scene.sitting && <span className="hall-part">{scene.sitting.title}</span>}
      <div className="hall-right">
        {status}
        <span>{dayLong(time)}</span>
        <span className="hall-time">{timeWords(time)}</span>
      </div>
    </header>
  );
}

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

function dayLong(instant: string): string {
  const day = dayOf(new Date(instant));
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日 ${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;
}
