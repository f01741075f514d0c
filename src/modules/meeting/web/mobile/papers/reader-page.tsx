import { useCanGoBack, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { PaperReader } from '../../shared/papers/reader.tsx';
import './papers-page.css';

/** One paper on the phone and the tablet; it has the whole screen. */
export default function ReaderPage() {
  const meetingId = usePathMember('meetingId');
  const paperId = usePathMember('paperId');
  const { person } = useMe();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  useEffect(() => {
    document.title = '会议文件，履职通';
  }, []);
  const back = () => {
    if (canGoBack) router.history.back();
    else void router.navigate({ to: `/meeting/${meetingId}/papers`, replace: true } as never);
  };
  return (
    <main className="paper-room">
      <PaperReader personId={person.id} meetingId={meetingId} paperId={paperId} onBack={back} />
    </main>
  );
}
