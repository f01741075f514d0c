import { useState } from 'react';
import { editTranscript, readTranscript, type Transcript } from '../../../contract/transcript.ts';
import type { CaseView, FileLine } from '../../../contract/views.ts';
import { transcriptTitle, withoutWords } from '../../shared/transcript-words.ts';
import { Player } from './files.tsx';
import { LongWords } from './long-words.tsx';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault, TextArea } from '#platform/web/mobile/fields.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';

interface VoiceProps {
  readonly matter: Pick<CaseView['matter'], 'bodyId' | 'id'>;
  readonly voice: FileLine;
}

/** What was said: the recording, and the words that a machine made of it where the installation has one. */
export function Voice({ matter: { bodyId, id }, voice }: VoiceProps) {
  const params = { bodyId, matterId: id };
  const told = useRead(readTranscript, { params }, { topics: [`matter:${id}`] });
  const transcript = told.data?.transcript;
  return (
    <>
      <Player file={voice} />
      {transcript && <Words params={params} transcript={transcript} />}
    </>
  );
}

function Words({ params, transcript }: { readonly params: { bodyId: string; matterId: string }; readonly transcript: Transcript }) {
  const [editing, setEditing] = useState(false);
  const none = withoutWords(transcript);
  return (
    <div className="transcript">
      <div className="spread">
        <h3>{transcriptTitle(transcript)}</h3>
        {transcript.mayEdit && (
          <button type="button" className="textual" onClick={() => setEditing(true)}>
            {none ? '自己写' : '校改'}
          </button>
        )}
      </div>
      {none ? <p className="second">{none}</p> : <LongWords words={transcript.words} open={false} />}
      {editing && <Correction params={params} words={transcript.words} onClose={() => setEditing(false)} />}
    </div>
  );
}

interface CorrectionProps {
  readonly params: { bodyId: string; matterId: string };
  readonly words: string;
  readonly onClose: () => void;
}

function Correction({ params, words: before, onClose }: CorrectionProps) {
  const [words, setWords] = useState(before);
  const [fault, setFault] = useState<string | null>(null);
  const edit = useWrite(editTranscript, {
    onDone: () => {
      toast('已改好');
      onClose();
    },
  });
  const save = () => {
    if (words.trim() === '') return setFault('请填写录音的内容。');
    return edit.mutate({ params, body: { words } }, { onError: (error) => setFault(wordsOf(error)) });
  };
  return (
    <Sheet
      title="校改转写"
      onClose={onClose}
      foot={
        <Button look="fill" busy={edit.isPending} onClick={save}>
          保存
        </Button>
      }
    >
      <TextArea label="录音里说的话" value={words} maxLength={5000} lines={6} onText={setWords} />
      <Fault words={fault} />
    </Sheet>
  );
}
