import { Recorded, VoiceRecorder } from '../field/voice-recorder.tsx';
import { Photo, PhotoButton, usePhotoTaking } from '#platform/web/mobile/photos.tsx';
import type { Draft } from '#platform/web/shared/drafts.ts';
import type { ReportContent } from './use-report.ts';

const most = 9;

/** What was seen and what one says about it: the latest photo large, camera and microphone beside it under the thumb. */
export function Shots({ draft }: { readonly draft: Draft<ReportContent> }) {
  const { files, voice } = draft.content;
  const taking = usePhotoTaking({
    files,
    most,
    camera: true,
    onChange: (change) => draft.change((before) => ({ ...before, files: change(before.files) })),
  });
  const remove = (id: string) => draft.change((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) }));
  const [first, ...others] = [...files].reverse();
  return (
    <>
      <div className="shots">
        {first ? <Photo file={first} onRemove={() => remove(first.id)} /> : <PhotoButton taking={taking} words="拍照" />}
        <div className="shots-acts">
          {first && files.length < most && <PhotoButton taking={taking} words="再拍一张" />}
          {!voice && <VoiceRecorder tile voice={null} onChange={(next) => draft.change({ voice: next })} />}
        </div>
      </div>
      {others.length > 0 && (
        <div className="photos shots-more">
          {others.map((file) => (
            <Photo key={file.id} file={file} onRemove={() => remove(file.id)} />
          ))}
        </div>
      )}
      {voice && (
        <div className="card shots-voice">
          <Recorded voice={voice} onRemove={() => draft.change({ voice: null })} />
        </div>
      )}
      {taking.input}
    </>
  );
}
