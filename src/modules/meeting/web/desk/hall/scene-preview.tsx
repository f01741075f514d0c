import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { previewScene } from '../../../contract/hall/routes.ts';
import { sceneNames, type SceneOrder } from '../../../contract/hall/scene.ts';
import { HallSceneView } from '../../shared/hall/hall-scene.tsx';

interface ScenePreviewProps {
  readonly meetingId: string;
  readonly order: SceneOrder;
  /** Keeps the last picture while the next one is on its way, as one goes through the scenes. */
  readonly keep?: boolean;
}

/** A scene as it would look on the wall now, in the width that there is. */
export function ScenePreview({ meetingId, order: { scene, sittingId, title, words }, keep = false }: ScenePreviewProps) {
  const query = { scene, title, words, ...(sittingId ? { sittingId } : {}) };
  const reading = useRead(previewScene, { params: { meetingId }, query }, { topics: [`meeting:${meetingId}`], keepPrevious: keep });
  return (
    <div className="hall-preview" role="img" aria-label={`${sceneNames[scene]}的画面`} aria-busy={reading.isPending}>
      {reading.data ? (
        <div className="hall-frame" inert aria-hidden="true">
          <HallSceneView scene={reading.data.scene} offset={Date.parse(reading.data.at) - reading.dataUpdatedAt} />
        </div>
      ) : (
        <p className="preview-words">{reading.error ? wordsOf(reading.error) : '正在打开预览'}</p>
      )}
    </div>
  );
}
