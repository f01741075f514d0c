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
import { acceptedPapers } from './uploads.ts';

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
  const { file, busy, refusal, take } = useCompared(params, first, (proposed) => !first && setWords(proposed));
  const add = useWrite(addVersion, {
    onDone: ({ version }) => {
      say(first ? `已上传《${paper.title}》` : `《${paper.title}》已换成第 ${version} 版`);
      onClose();
    },
  });
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
          <Button
            filled
            busy={add.isPending}
            blocked={!file ? '请先选择文件' : needed && words.trim() === '' ? '请写明改了什么' : null}
            onPress={() => file && add.mutate({ params, body: { fileId: file.id, changeWords: first ? '' : words.trim() } })}
          >
            {first ? '上传正文' : '换成新版本'}
          </Button>
        </>
      }
    >
      <FileField name={file?.name ?? null} busy={busy !== null} onFile={(given) => void take(given)} />
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
      {file && !first && <Proposed paper={paper} proposal={file.proposal} words={words} onWords={setWords} />}
      {file && first && (
        <p className="note-line">
          {file.name}，{file.proposal.pages} 页
        </p>
      )}
    </DeskDialog>
  );
}

/** Uploads a file and has it compared with the version in force. */
function useCompared(
  params: { readonly meetingId: string; readonly paperId: string },
  first: boolean,
  onProposed: (words: string) => void,
) {
  const [file, setFile] = useState<{ readonly id: string; readonly name: string; readonly proposal: VersionProposal } | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = async (given: File) => {
    setRefusal(null);
    try {
      setBusy('正在上传');
      const id = await uploadFile(given, given.name);
      setBusy(first ? '正在取文字' : '正在与现行版本逐页比较');
      const proposal = await call(compareVersion, { params, body: { fileId: id } });
      setFile({ id, name: given.name, proposal });
      onProposed(proposal.words);
    } catch (error) {
      setRefusal(wordsOf(error));
    } finally {
      setBusy(null);
    }
  };
  return { file, busy, refusal, take };
}

interface ProposedProps {
  readonly paper: OfficePaper;
  readonly proposal: VersionProposal;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function Proposed({ paper, proposal, words, onWords }: ProposedProps) {
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
  onFile,
}: {
  readonly name: string | null;
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
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
          onChange={(event) => event.target.files?.[0] && onFile(event.target.files[0])}
        />
      </label>
    </div>
  );
}
