import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { DeskPage } from '#platform/web/desk/page.tsx';
import { useMe } from '#platform/web/shared/session.tsx';
import { PaperReader } from '../../shared/papers/reader.tsx';
import './papers.css';

/** One paper on the desk. */
export default function ReaderPage() {
  const { meetingId = '', paperId = '' }: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const { person } = useMe();
  const go = useGo();
  return (
    <DeskPage title="阅读文件" head={<h1 className="unseen">阅读文件</h1>}>
      <div className="desk-reader">
        <PaperReader personId={person.id} meetingId={meetingId} paperId={paperId} onBack={() => go(`/meetings/${meetingId}/papers`)} />
      </div>
    </DeskPage>
  );
}
