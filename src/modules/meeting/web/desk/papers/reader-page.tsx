import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { PaperReader } from '../../shared/papers/reader.tsx';
import './papers.css';

/** One paper on the desk. */
export default function ReaderPage() {
  const { meetingId = '', paperId = '' }: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const { person } = useMe();
  const go = useGo();
  useEffect(() => {
    document.title = '阅读文件 · 履职通';
  }, []);
  return (
    <main className="page" id="page">
      <div className="desk-reader">
        <PaperReader personId={person.id} meetingId={meetingId} paperId={paperId} onBack={() => go(`/meetings/${meetingId}/papers`)} />
      </div>
    </main>
  );
}
