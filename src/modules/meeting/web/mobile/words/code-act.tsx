import { LinkButton } from '#platform/web/mobile/button.tsx';
import { IconCode } from '#platform/web/shared/icons.tsx';

/** The way to one's own code, always within reach of the thumb. */
export function CodeAct({ meetingId }: { readonly meetingId: string }) {
  return (
    <div className="acts">
      <LinkButton look="fill" icon={IconCode} to={`/meeting/${meetingId}/code`}>
        出示我的码（离线可用）
      </LinkButton>
    </div>
  );
}
