import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { uploadFile } from '#platform/web/shared/upload.ts';
import type { OfficePaper, VersionProposal } from '../../../contract/papers/paper.ts';
import { addVersion, compareVersion } from '../../../contract/papers/routes.ts';
import { byName, isPicture } from './picture-files.ts';
import { PictureOrder } from './pictures.tsx';
import { acceptedPapers, readingPatience } from './uploads.ts';

interface VersionDialogProps {
  readonly meetingId: string;
  readonly paper: OfficePaper;
  readonly onClose: () => void;
}

/** A new version: the file, what changed page by page as the machine found it, and the office's own words for the readers. */
export function VersionDialog({ meetingId, paper, onClose }: VersionDialogProps) {
  const { say } = useUndo();
  const params = { meetingId, paperId: paper.id };
  const [words, setWords] = useState('');
  const first = paper.version === 0;
  const { pictures, setPictures, file, busy, refusal, take } = useCompared(params, first, (proposed) => !first && setWords(proposed));
  const add = useWrite(addVersion, {
    onDone: ({ version }) => {
      say(first ? `已上传《${paper.title}》` : `《${paper.title}》已换成第 ${version} 版`);
      onClose();
    },
  });
  const unordered = pictures.length > 1 && !file;
  const needed = !first && paper.state === 'issued';
  return (
    <DeskDialog
      title={first ? `上传《${paper.title}》的正文` : `《${paper.title}》换新版本`}
      note={first ? undefined : '原来的版本不再能打开；各人的笔记跟着文字移到新版，移不准的会提示。'}
      width={560}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            不换了
          </button>
          {unordered ? (
            <Button filled busy={busy !== null} onPress={() => void take(pictures)}>
              合成 {pictures.length} 页
            </Button>
          ) : (
            <Button
              filled
              busy={add.isPending}
              blocked={!file ? '请先选择文件' : needed && words.trim() === '' ? '请写明改了什么' : null}
              onPress={() => file && add.mutate({ params, body: { fileIds: [...file.ids], changeWords: first ? '' : words.trim() } })}
            >
              {first ? '上传正文' : '换成新版本'}
            </Button>
          )}
        </>
      }
    >
      <FileField name={file?.name ?? null} busy={busy !== null} onFiles={(given) => void take(given, true)} />
      {unordered && !busy && <PictureOrder pictures={pictures} onOrder={setPictures} />}
      {busy && (
        <p className="m" role="status">
          {busy}……
        </p>
      )}
      {(refusal ?? add.error) && (
        <p className="refused-line" role="alert">
          {refusal ?? wordsOf(add.error)}
        </p>
      )}
      {file && <Found paper={paper} file={file} words={words} onWords={setWords} />}
    </DeskDialog>
  );
}

interface Compared {
  readonly ids: readonly string[];
  readonly name: string;
  readonly proposal: VersionProposal;
}

/** Uploads a file, or pictures once they are in order, and has it compared with the version in force. */
function useCompared(
  params: { readonly meetingId: string; readonly paperId: string },
  first: boolean,
  onProposed: (words: string) => void,
) {
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const [file, setFile] = useState<Compared | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (given: readonly File[]) => {
    const ids: string[] = [];
    for (const one of given) {
      setBusy(given.length > 1 ? `正在上传第 ${ids.length + 1} 张，共 ${given.length} 张` : '正在上传');
      ids.push(await uploadFile(one, one.name));
    }
    setBusy(first ? '正在取文字' : '正在与现行版本逐页比较');
    const proposal = await call(compareVersion, { params, body: { fileIds: ids } }, { patience: readingPatience });
    setFile({ ids, name: given.length > 1 ? `${given.length} 张图片` : given[0]!.name, proposal });
    onProposed(proposal.words);
  };
  /** Several pictures that were just chosen are shown first, so that their order can be set. */
  const take = async (given: readonly File[], chosen = false) => {
    setRefusal(null);
    setFile(null);
    const together = given.length > 1 && given.every(isPicture);
    setPictures(together ? (chosen ? byName(given) : given) : []);
    if (together && chosen) return;
    try {
      await send(together ? given : given.slice(0, 1));
    } catch (error) {
      setRefusal(wordsOf(error));
    } finally {
      setBusy(null);
    }
  };
  return { pictures, setPictures, file, busy, refusal, take };
}

interface FoundProps {
  readonly paper: OfficePaper;
  readonly file: Compared;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

/** What the file has, and how it differs from the version in force where there is one. */
function Found({ paper, file: { name, proposal }, words, onWords }: FoundProps) {
  if (paper.version === 0)
    return (
      <p className="note-line">
        {name}，{proposal.pages} 页
      </p>
    );
  return (
    <>
      <p className="note-line">
        {paper.pages} 页 → {proposal.pages} 页，{proposal.changed.length} 页有改动，{proposal.added.length} 页新增，
        {proposal.removed.length} 页删去
      </p>
      <label className="field">
        <span className="name">
          改动说明<span className="s">发送对象会看到；按逐页比较拟写，请改成大家看得懂的话</span>
        </span>
        <textarea className="area" rows={4} maxLength={500} value={words} onChange={(event) => onWords(event.target.value)} />
      </label>
    </>
  );
}

function FileField({
  name,
  busy,
  onFiles,
}: {
  readonly name: string | null;
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  return (
    <div className="field">
      <span className="name">文件</span>
      <label className="btn version-file">
        {name ? `已选：${name}，换一个` : '选择文件'}
        <input
          type="file"
          className="unseen"
          accept={acceptedPapers}
          disabled={busy}
          multiple
          onChange={(event) => {
            const given = [...(event.target.files ?? [])];
            if (given.length > 0) onFiles(given);
            event.target.value = '';
          }}
        />
      </label>
    </div>
  );
}
