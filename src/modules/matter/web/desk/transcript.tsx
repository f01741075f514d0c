import { useRead } from '#platform/web/shared/queries.ts';
import { readTranscript } from '../../contract/transcript.ts';
import type { CaseView } from '../../contract/views.ts';
import { transcriptTitle, withoutWords } from '../shared/transcript-words.ts';

/** The words of a case's recording, marked as a machine's; nothing where no service makes any. */
export function VoiceWords({ view }: { view: CaseView }) {
  return view.voice ? <Words view={view} /> : null;
}

function Words({ view: { matter } }: { view: CaseView }) {
  const told = useRead(readTranscript, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
  const transcript = told.data?.transcript;
  if (!transcript) return null;
  const none = withoutWords(transcript);
  return (
    <div className="psg">
      <div className="lab">{transcriptTitle(transcript)}</div>
      <div className={none ? 'm' : 'prose'}>{none ?? transcript.words}</div>
    </div>
  );
}
