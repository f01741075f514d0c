import { useEffect, useMemo, useState, type DragEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { TextField } from '#platform/web/desk/form.tsx';
import { sizeWords } from '#platform/web/shared/pictures.ts';
import { mostPictures } from '../../../contract/papers/paper.ts';
import { byName, keyOf, titleFrom } from './picture-files.ts';
import type { Given } from './uploads.ts';

interface PicturesDialogProps {
  readonly pictures: readonly File[];
  readonly onTake: (papers: readonly Given[]) => void;
  readonly onClose: () => void;
}

/** Several pictures at once: one paper of so many pages, in an order that is set here, or a paper each. */
export function PicturesDialog({ pictures, onTake, onClose }: PicturesDialogProps) {
  const [together, setTogether] = useState(true);
  const [ordered, setOrdered] = useState(() => byName(pictures));
  const [title, setTitle] = useState(() => titleFrom(byName(pictures)[0]!.name));
  const bytes = ordered.reduce((sum, file) => sum + file.size, 0);
  const papers = together ? [{ files: ordered, title: title.trim() }] : ordered.map((file) => ({ files: [file] }));
  const blocked = whyNot(ordered.length, together, title);
  return (
    <DeskDialog
      title={`上传 ${pictures.length} 张图片`}
      note="拍摄的时间、地点等信息会去掉，每张图片占一页。"
      width={760}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            不传了
          </button>
          <Button filled blocked={blocked} onPress={() => onTake(papers)}>
            {together ? `合成一份，共 ${ordered.length} 页` : `上传 ${ordered.length} 份`}
          </Button>
        </>
      }
    >
      <div className="choices pictures-choices" role="group" aria-label="怎样收下">
        <button type="button" aria-pressed={together} onClick={() => setTogether(true)}>
          合成一份文件
        </button>
        <button type="button" aria-pressed={!together} onClick={() => setTogether(false)}>
          每张各成一份
        </button>
      </div>
      {together && <TextField name="文件名称" value={title} maxLength={120} onChange={setTitle} />}
      <p className="s pictures-note">
        {together ? '按下面的次序成页，拖动可以调换。' : '名称取自各张图片的文件名，收下后可以改。'}原图共 {sizeWords(bytes)}
      </p>
      <PictureOrder pictures={ordered} onOrder={setOrdered} />
    </DeskDialog>
  );
}

function whyNot(count: number, together: boolean, title: string): string | null {
  if (count === 0) return '图片都移除了';
  if (!together) return null;
  if (count > mostPictures) return `一份最多 ${mostPictures} 张，请分几次上传`;
  return title.trim() === '' ? '请填写文件名称' : null;
}

interface PictureOrderProps {
  readonly pictures: readonly File[];
  readonly onOrder: (pictures: readonly File[]) => void;
}

/** The pictures as pages in a row: dragged, or moved by buttons, to another place, or taken out. */
export function PictureOrder({ pictures, onOrder }: PictureOrderProps) {
  const [dragged, setDragged] = useState<File | null>(null);
  const move = (file: File, to: number) => {
    const rest = pictures.filter((one) => one !== file);
    onOrder([...rest.slice(0, to), file, ...rest.slice(to)]);
  };
  const dragging = (file: File, at: number) => ({
    className: file === dragged ? 'dragged' : undefined,
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', file.name);
      setDragged(file);
    },
    onDragOver: (event: DragEvent) => {
      if (!dragged) return;
      event.preventDefault();
      if (file !== dragged) move(dragged, at);
    },
    onDrop: (event: DragEvent) => event.preventDefault(),
    onDragEnd: () => setDragged(null),
  });
  return (
    <ol className="pictures" aria-label="各页的次序">
      {pictures.map((file, at) => (
        <li key={keyOf(file)} {...dragging(file, at)}>
          <Preview file={file} words={`第 ${at + 1} 页`} />
          <span className="pictures-name">
            <b>{at + 1}</b>
            <span className="cut s" title={file.name}>
              {file.name}
            </span>
          </span>
          <span className="pictures-acts">
            <PageAct label={`第 ${at + 1} 页前移`} sign="←" blocked={at === 0} onPress={() => move(file, at - 1)} />
            <PageAct label={`第 ${at + 1} 页后移`} sign="→" blocked={at === pictures.length - 1} onPress={() => move(file, at + 1)} />
            <PageAct label={`移除第 ${at + 1} 页`} sign="×" onPress={() => onOrder(pictures.filter((one) => one !== file))} />
          </span>
        </li>
      ))}
    </ol>
  );
}

interface PageActProps {
  readonly label: string;
  readonly sign: string;
  readonly blocked?: boolean;
  readonly onPress: () => void;
}

function PageAct({ label, sign, blocked = false, onPress }: PageActProps) {
  return (
    <button type="button" className="icon-btn" disabled={blocked} aria-label={label} title={label} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function Preview({ file, words }: { readonly file: File; readonly words: string }) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img src={address} alt={words} draggable={false} loading="lazy" decoding="async" />;
}
