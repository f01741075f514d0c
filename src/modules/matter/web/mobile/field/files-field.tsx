import { useRef } from 'react';
import { labelOf, type ControlProps } from './control.ts';
import { acceptedFiles, largestFile } from '#platform/contract/files.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { Field } from '#platform/web/mobile/fields.tsx';
import { PhotoField } from '#platform/web/mobile/photos.tsx';
import { Row } from '#platform/web/mobile/parts.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { IconClip, IconPaper } from '#platform/web/shared/icons.tsx';
import type { OutgoingFile } from '#platform/web/shared/outgoing.ts';
import { sizeWords } from '#platform/web/shared/pictures.ts';

/** Photos, and for the desk's kind of work also documents. */
export function FilesField({ field, value, fault, onChange, place }: ControlProps) {
  const all = Array.isArray(value) ? (value as (OutgoingFile | string)[]) : [];
  const files = all.filter((file) => typeof file !== 'string');
  // Ids come with a draft that was begun on another device: those files are on the server already.
  const stored = all.filter((file) => typeof file === 'string');
  const photos = files.filter((file) => file.blob.type.startsWith('image/'));
  const papers = files.filter((file) => !file.blob.type.startsWith('image/'));
  const most = field.max ?? 12;
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={field.hint}>
      <PhotoField
        files={photos}
        most={most - papers.length - stored.length}
        onChange={(change) => onChange([...stored, ...change(photos), ...papers])}
      />
      {stored.length > 0 && (
        <Row
          icon={IconClip}
          end={
            <button type="button" className="textual" onClick={() => onChange(files)}>
              去掉
            </button>
          }
        >
          已上传的文件 {stored.length} 个
        </Row>
      )}
      {papers.map((file) => (
        <Row
          key={file.id}
          icon={IconPaper}
          note={sizeWords(file.blob.size)}
          end={
            <button
              type="button"
              className="textual"
              onClick={() => onChange([...stored, ...files.filter((one) => one.id !== file.id)])}
              aria-label={`去掉${file.name}`}
            >
              去掉
            </button>
          }
        >
          {file.name}
        </Row>
      ))}
      {place.kind !== 'report' && all.length < most && <PaperButton onTake={(taken) => onChange([...all, ...taken])} />}
    </Field>
  );
}

function PaperButton({ onTake }: { readonly onTake: (files: readonly OutgoingFile[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: readonly File[]) => {
    const fitting = chosen.filter((file) => file.size <= largestFile.document);
    if (fitting.length < chosen.length) toast(`每个文件最大 ${sizeWords(largestFile.document)}，太大的没有加入`, 'fault');
    onTake(fitting.map((file) => ({ id: newId(), name: file.name, blob: file })));
  };
  return (
    <>
      <button type="button" className="textual" onClick={() => input.current?.click()}>
        <IconClip size={20} />
        加文件（PDF、Word、Excel）
      </button>
      <input
        ref={input}
        type="file"
        accept={acceptedFiles.document}
        multiple
        hidden
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
