import { useParams } from '@tanstack/react-router';
import { Clock } from '#platform/web/desk/clock.tsx';
import { agoWords, momentWords } from '#platform/web/shared/dates.ts';
import { sceneNames } from '../../../contract/hall/scene.ts';
import type { HallScreen } from '../../../contract/hall/routes.ts';
import { ScenePreview } from './scene-preview.tsx';

interface ScreenCardProps {
  readonly screen: HallScreen;
  readonly picked: boolean;
  readonly onPick: () => void;
}

/** One wall screen with what it shows, small. */
export function ScreenCard({ screen, picked, onPick }: ScreenCardProps) {
  const { meetingId = '' }: { meetingId?: string } = useParams({ strict: false });
  const { showing } = screen;
  const elsewhere = showing !== null && showing.meetingId !== meetingId;
  return (
    <li className={picked ? 'picked' : undefined}>
      <label>
        <span className="row">
          <input type="checkbox" className="ck" aria-label={screen.name} checked={picked} onChange={onPick} />
          <b className="cut">{screen.name}</b>
          <span className="right">
            {screen.online ? <Clock tone="done" words="在线" /> : <Clock tone="waiting" words={`${agoWords(screen.lastSeenAt)}在线`} />}
          </span>
        </span>
        {showing && !elsewhere ? (
          <ScenePreview meetingId={meetingId} order={showing} />
        ) : (
          <span className="hall-preview figures-preview">{elsewhere ? showing.meetingTitle : '本机构的统计和动态'}</span>
        )}
        <span className="s cut">
          {showing
            ? `${elsewhere ? '另一次会议：' : ''}${sceneNames[showing.scene]}，${showing.changedBy} ${momentWords(showing.changedAt)}投放`
            : '没有投放会议画面'}
        </span>
      </label>
    </li>
  );
}
