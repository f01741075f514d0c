import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { newId } from '../../contract/identifiers.ts';
import { momentWords } from '../shared/dates.ts';
import { IconCamera, IconCross } from '../shared/icons.tsx';
import type { OutgoingFile } from '../shared/outgoing.ts';
import { downscale } from '../shared/pictures.ts';
import { toast } from './toast.tsx';
import './photos.css';

interface PhotoFieldProps {
  readonly files: readonly OutgoingFile[];
  readonly onChange: (change: (files: readonly OutgoingFile[]) => readonly OutgoingFile[]) => void;
  readonly most?: number;
  /** Opens the camera at once instead of the choice between camera and album. */
  readonly camera?: boolean;
  readonly words?: string;
}

/** Takes photos, makes them small enough to send, shows them and lets go of them again. */
export function PhotoField({ files, onChange, most = 9, camera, words = '拍照' }: PhotoFieldProps) {
  const taking = usePhotoTaking({ files, onChange, most, camera });
  return (
    <div className="photos">
      {files.map((file) => (
        <Photo key={file.id} file={file} onRemove={() => onChange((before) => before.filter((one) => one.id !== file.id))} />
      ))}
      {files.length < most && <PhotoButton taking={taking} words={files.length > 0 ? '再拍一张' : words} />}
      {taking.input}
    </div>
  );
}

interface PhotoTaking {
  readonly busy: boolean;
  readonly open: () => void;
  /** The hidden file input; stands anywhere in the page. */
  readonly input: ReactNode;
}

/** The taking of photos, for pages that lay them out in their own way. */
export function usePhotoTaking({
  files,
  onChange,
  most = 9,
  camera,
}: Pick<PhotoFieldProps, 'files' | 'onChange' | 'most' | 'camera'>): PhotoTaking {
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = async (chosen: readonly File[]) => {
    setBusy(true);
    const taken = await Promise.all(
      chosen.slice(0, most - files.length).map(async (file) => ({ id: newId(), name: file.name, blob: await downscale(file) })),
    );
    onChange((before) => [...before, ...taken]);
    if (chosen.length > taken.length) toast(`最多 ${most} 张，多出的没有加入`, 'fault');
    setBusy(false);
  };
  return {
    busy,
    open: () => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    ),
  };
}

/** The tile that opens camera or album. */
export function PhotoButton({ taking, words }: { readonly taking: PhotoTaking; readonly words: string }) {
  return (
    <button type="button" className="photo-add" onClick={taking.open} disabled={taking.busy} aria-busy={taking.busy}>
      <IconCamera size={28} />
      <span>{taking.busy ? '处理中' : words}</span>
    </button>
  );
}

/** One taken photo, with the time it was taken and a way to let it go. */
export function Photo({ file, onRemove }: { readonly file: OutgoingFile; readonly onRemove: () => void }) {
  const address = useBlobAddress(file.blob);
  return (
    <figure className="photo">
      <img src={address} alt={`照片 ${file.name}`} />
      {file.blob instanceof File && <figcaption>{momentWords(new Date(file.blob.lastModified).toISOString())} 拍摄</figcaption>}
      <button type="button" className="photo-remove" aria-label={`去掉照片 ${file.name}`} onClick={onRemove}>
        <IconCross size={16} />
      </button>
    </figure>
  );
}

/** An address for a blob that lives as long as the component. */
export function useBlobAddress(blob: Blob): string {
  const address = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return address;
}
