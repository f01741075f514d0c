import { useEffect, useRef, useState } from 'react';
import { makeCodeReader } from './read-codes.ts';

/** The same code is not reported again for so long, so that one that stays before the camera is one scan. */
const sameMilliseconds = 4_000;
/** Between two looks, so that the page itself stays quick on an old phone. */
const pauseMilliseconds = 30;

export type CameraState = 'starting' | 'on' | 'refused' | 'missing';

interface CameraProps {
  readonly onCode: (text: string) => void;
  /** Codes are not looked for while something is decided. */
  readonly paused?: boolean;
  readonly label: string;
}

/** The picture of the rear camera with codes read out of it, and its torch where it has one. Says in words why there is none. */
export function Camera({ onCode, paused = false, label }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => openCamera(video.current!, setTrack, setState), [attempt]);
  useCodes(video, state === 'on' && !paused, onCode);
  return (
    <div className="camera" data-state={state}>
      <video ref={video} playsInline muted aria-label={label} />
      {state === 'on' && <span className="camera-frame" aria-hidden />}
      {state === 'on' && track && <Torch track={track} />}
      {state === 'starting' && <p className="camera-words">正在打开摄像头…</p>}
      {(state === 'refused' || state === 'missing') && (
        <div className="camera-words">
          <p>
            {state === 'refused' ? '没有得到使用摄像头的许可。请在浏览器地址栏旁的设置里允许使用摄像头。' : '这台设备没有可用的摄像头。'}
          </p>
          <p>仍可在下面手工输入。</p>
          <button type="button" className="btn edge mini" onClick={() => setAttempt((count) => count + 1)}>
            重新打开摄像头
          </button>
        </div>
      )}
    </div>
  );
}

/** A code at arm's length is small in the picture: so many pixels read it from half as far again as 1280 by 720. */
const wanted: MediaTrackConstraints = {
  facingMode: { ideal: 'environment' },
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 30 },
};

function openCamera(
  video: HTMLVideoElement,
  onTrack: (track: MediaStreamTrack | null) => void,
  onState: (state: CameraState) => void,
): () => void {
  let ended = false;
  let stream: MediaStream | null = null;
  onState('starting');
  const open = async () => {
    if (!navigator.mediaDevices) return onState('missing');
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: wanted });
    if (ended) return stop(stream);
    video.srcObject = stream;
    await video.play();
    onTrack(stream.getVideoTracks()[0] ?? null);
    onState('on');
  };
  open().catch((error: unknown) => {
    if (!ended) onState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'missing');
  });
  return () => {
    ended = true;
    if (stream) stop(stream);
    onTrack(null);
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function useCodes(video: React.RefObject<HTMLVideoElement | null>, on: boolean, onCode: (text: string) => void): void {
  const tell = useRef(onCode);
  useEffect(() => {
    tell.current = onCode;
  });
  const last = useRef({ text: '', at: 0 });
  useEffect(() => {
    if (!on) return undefined;
    let ended = false;
    let timer: ReturnType<typeof setTimeout>;
    const reader = makeCodeReader();
    const look = async () => {
      const read = await reader;
      const text = video.current ? await read(video.current).catch(() => null) : null;
      if (ended) return;
      if (text && (text !== last.current.text || Date.now() - last.current.at > sameMilliseconds)) {
        last.current = { text, at: Date.now() };
        tell.current(text);
      }
      timer = setTimeout(() => void look(), pauseMilliseconds);
    };
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [on, video]);
}

function Torch({ track }: { readonly track: MediaStreamTrack }) {
  const [lit, setLit] = useState(false);
  const has = (track.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;
  if (!has) return null;
  const light = () => {
    const next = !lit;
    const shine = async () => {
      await track.applyConstraints({ advanced: [{ torch: next } as MediaTrackConstraintSet] });
      setLit(next);
    };
    void shine().catch(() => undefined);
  };
  return (
    <button type="button" className="camera-torch" aria-pressed={lit} onClick={light}>
      {lit ? '关闭手电' : '打开手电'}
    </button>
  );
}
