import { useEffect, useRef, useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { useBlobAddress } from '#platform/web/mobile/photos.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { IconCross, IconMicrophone, IconStop } from '#platform/web/shared/icons.tsx';
import type { OutgoingFile } from '#platform/web/shared/outgoing.ts';
import './fields.css';

const longest = 180;

interface VoiceRecorderProps {
  readonly voice: OutgoingFile | null;
  readonly onChange: (voice: OutgoingFile | null) => void;
  /** A square tile beside photos instead of a line. */
  readonly tile?: boolean;
}

/** Records what one says: one press begins, one ends, so that no hand has to hold a button down. */
export function VoiceRecorder({ voice, onChange, tile }: VoiceRecorderProps) {
  const recording = useRecording((blob) => onChange({ id: newId(), name: `语音.${blob.type.includes('mp4') ? 'm4a' : 'webm'}`, blob }));
  if (!('MediaRecorder' in window)) return tile ? null : <p className="field-note">这个浏览器不能录音，请用文字填写。</p>;
  if (voice && !tile) return <Recorded voice={voice} onRemove={() => onChange(null)} />;
  const words = recording.seconds === null ? (voice ? '重新说' : '说一段话') : `停止（${recording.seconds} 秒）`;
  return (
    <button
      type="button"
      className={tile ? 'photo-add' : 'btn calm'}
      aria-pressed={recording.seconds !== null}
      onClick={() => (recording.seconds === null ? void recording.begin() : recording.end())}
    >
      {recording.seconds === null ? <IconMicrophone size={28} /> : <IconStop size={28} />}
      <span>{words}</span>
    </button>
  );
}

/** A recording that can be heard again and let go. */
export function Recorded({ voice, onRemove }: { readonly voice: OutgoingFile; readonly onRemove: () => void }) {
  const address = useBlobAddress(voice.blob);
  return (
    <div className="recorded">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- one's own voice of a moment ago */}
      <audio controls src={address} aria-label="刚才的录音" />
      <button type="button" className="tool" aria-label="去掉录音" onClick={onRemove}>
        <IconCross size={20} />
      </button>
    </div>
  );
}

function useRecording(onDone: (blob: Blob) => void) {
  const [seconds, setSeconds] = useState<number | null>(null);
  const recorder = useRef<MediaRecorder | null>(null);
  useEffect(() => {
    if (seconds === null) return undefined;
    if (seconds >= longest) {
      recorder.current?.stop();
      return undefined;
    }
    const timer = setTimeout(() => setSeconds(seconds + 1), 1_000);
    return () => clearTimeout(timer);
  }, [seconds]);
  useEffect(
    () => () => {
      if (recorder.current?.state === 'recording') recorder.current.stop();
    },
    [],
  );
  const begin = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream, { audioBitsPerSecond: 32_000 });
      const parts: Blob[] = [];
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        setSeconds(null);
        onDone(new Blob(parts, { type: made.mimeType.split(';')[0] ?? 'audio/webm' }));
      };
      made.start();
      recorder.current = made;
      setSeconds(0);
    } catch {
      toast('没有得到麦克风权限，请在浏览器设置里允许后再试。', 'fault');
    }
  };
  return { seconds, begin, end: () => recorder.current?.stop() };
}
