import { useDeferredValue } from 'react';
import { Section } from '#platform/web/desk/page.tsx';
import { dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { sceneNames, scenesOfSitting, type SceneName, type SceneOrder } from '../../../contract/hall/scene.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { ScenePreview } from './scene-preview.tsx';

interface SceneComposerProps {
  readonly meetingId: string;
  readonly order: SceneOrder;
  readonly change: (part: Partial<SceneOrder>) => void;
  readonly wanting: string | undefined;
  readonly refusal: string | null;
}

/** Chooses a scene and shows it before it goes out. */
export function SceneComposer({ meetingId, order, change, wanting, refusal }: SceneComposerProps) {
  const shown = useDeferredValue(order);
  return (
    <>
      <Section title="预览" note={wanting ?? '与大屏上的画面相同，人数随签到变化'}>
        {wanting ? (
          <div className="hall-preview">
            <p className="preview-words">{wanting}</p>
          </div>
        ) : (
          <ScenePreview meetingId={meetingId} order={shown} keep />
        )}
        {refusal && (
          <p className="refused-line" role="alert">
            {refusal}
          </p>
        )}
      </Section>
      <Section title="画面">
        <div className="scene-choices" role="radiogroup" aria-label="画面">
          {(Object.keys(sceneNames) as SceneName[]).map((name, index) => (
            <button key={name} type="button" role="radio" aria-checked={order.scene === name} onClick={() => change({ scene: name })}>
              <kbd>{index + 1}</kbd>
              {sceneNames[name]}
            </button>
          ))}
        </div>
        {(scenesOfSitting.includes(order.scene) || order.scene === 'seats') && <SittingChoice order={order} change={change} />}
        {(order.scene === 'welcome' || order.scene === 'notice') && <WordsFields order={order} change={change} />}
      </Section>
    </>
  );
}

type Part = Pick<SceneComposerProps, 'order' | 'change'>;

function SittingChoice({ order, change }: Part) {
  const { sittings } = useMeeting();
  return (
    <label className="field">
      <span className="name">哪一场</span>
      <select className="pick" value={order.sittingId ?? ''} onChange={(event) => change({ sittingId: event.target.value || null })}>
        <option value="">请选择</option>
        {sittings
          .filter((one) => one.state !== 'cancelled')
          .map((one) => (
            <option key={one.id} value={one.id}>
              {dayWords(one.startsAt)} {timeWords(one.startsAt)} {one.title}
            </option>
          ))}
      </select>
    </label>
  );
}

function WordsFields({ order, change }: Part) {
  const meeting = useMeeting();
  return (
    <>
      <label className="field">
        <span className="name">标题</span>
        <input
          className="input"
          value={order.title}
          maxLength={60}
          placeholder={order.scene === 'welcome' ? meeting.title : '如 请将手机调至静音'}
          onChange={(event) => change({ title: event.target.value })}
        />
      </label>
      <label className="field">
        <span className="name">
          正文<span className="s">最多 400 字，字数少时字更大</span>
        </span>
        <textarea
          className="area"
          rows={3}
          value={order.words}
          maxLength={400}
          onChange={(event) => change({ words: event.target.value })}
        />
      </label>
    </>
  );
}
