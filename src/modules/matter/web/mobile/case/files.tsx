import { Suspense, lazy } from 'react';
import type { FileLine } from '../../../contract/views.ts';
import { IconPaper } from '#platform/web/shared/icons.tsx';
import { fileAddress } from '#platform/web/shared/files.ts';
import { sizeWords } from '#platform/web/shared/pictures.ts';
import { useShownPicture } from '../pictures/use-shown-picture.ts';

const Viewer = lazy(() => import('../pictures/picture-viewer.tsx'));

/** Pictures as a grid that opens to full size, recordings as players, everything else as downloads. */
export function Files({ files }: { readonly files: readonly FileLine[] }) {
  const shown = useShownPicture();
  const pictures = files.filter((file) => file.mediaType.startsWith('image/'));
  const others = files.filter((file) => !file.mediaType.startsWith('image/'));
  if (files.length === 0) return null;
  return (
    <>
      {pictures.length > 0 && (
        <div className="pictures">
          {pictures.map((file, index) => (
            <button key={file.id} type="button" onClick={() => shown.show(index)} aria-label={`放大看照片 ${file.name}`}>
              <img
                src={fileAddress(file.id, 'small')}
                alt={file.name}
                loading="lazy"
                width={file.width ?? undefined}
                height={file.height ?? undefined}
              />
            </button>
          ))}
        </div>
      )}
      {others.map((file) =>
        file.mediaType.startsWith('audio/') ? <Player key={file.id} file={file} /> : <Download key={file.id} file={file} />,
      )}
      {shown.at !== null && pictures.length > 0 && (
        <Suspense>
          <Viewer pictures={pictures} start={shown.at} onClose={shown.hide} />
        </Suspense>
      )}
    </>
  );
}

/** A recording with the browser's own player. */
export function Player({ file }: { readonly file: FileLine }) {
  // What deputies say in the street has no captions; the words stand in the text beside it.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <audio className="player" controls preload="none" src={fileAddress(file.id)} aria-label={file.name} />;
}

function Download({ file }: { readonly file: FileLine }) {
  return (
    <a className="row" href={fileAddress(file.id, 'save')} download={file.name}>
      <IconPaper />
      <span className="row-words wrap">
        {file.name}
        <span className="label">{sizeWords(file.size)}</span>
      </span>
    </a>
  );
}
