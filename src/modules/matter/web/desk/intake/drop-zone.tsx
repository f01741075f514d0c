import { useState } from 'react';
import type { DragEvent } from 'react';
import { Icon } from '#platform/web/desk/icon.tsx';

interface DropZoneProps {
  /** What may be dropped, in words. */
  readonly words: string;
  readonly hint: string;
  readonly accept: string;
  /** Also offers to choose a whole folder. */
  readonly folder?: boolean;
  readonly busy: string | null;
  readonly onFiles: (files: File[]) => void;
}

/** A place to drop files on, or to choose them by button; a dropped folder gives the files directly inside it and below. */
export function DropZone({ words, hint, accept, folder, busy, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = await droppedFiles(event.dataTransfer);
    if (!busy && files.length > 0) onFiles(files);
  };
  const chosen = (list: FileList | null) => list && list.length > 0 && onFiles([...list]);
  return (
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <p className="b">
        <Icon name="upload" size={16} /> {busy ?? words}
      </p>
      <p className="s">{hint}</p>
      <div className="row">
        <label className={busy ? 'btn sm off' : 'btn sm'}>
          选文件
          <input
            type="file"
            className="unseen"
            multiple
            accept={accept}
            disabled={busy !== null}
            onChange={(event) => chosen(event.target.files)}
          />
        </label>
        {folder && (
          <label className={busy ? 'btn sm off' : 'btn sm'}>
            选文件夹
            <input
              type="file"
              className="unseen"
              disabled={busy !== null}
              {...{ webkitdirectory: '' }}
              onChange={(event) => chosen(event.target.files)}
            />
          </label>
        )}
      </div>
    </div>
  );
}

/** The files that were dropped, with those of dropped folders. Asked for at once: the list is gone after the event. */
async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return [...transfer.files];
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // A reader hands out a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(filesIn))).flat());
  }
}
