import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { fileProblems } from '../../contract/files.ts';
import { problems } from '../../contract/problem.ts';
import type { FileKind } from './file-kinds.ts';

const problem = problems(fileProblems);

/** An image as it is kept: drawn anew, so that nothing but the picture itself is left of what was uploaded. */
export interface KeptPicture {
  readonly bytes: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
}

const longestEdge = 2_560;
const thumbnailEdge = 480;

// One picture keeps one core busy long enough; requests must get the other.
sharp.concurrency(1);
sharp.cache(false);

/** Turns the picture upright, removes place, time, device and all other notes from it, and shrinks it to at most 2560 pixels an edge. */
export async function redraw(bytes: Buffer, kind: FileKind): Promise<KeptPicture> {
  try {
    const upright = sharp(bytes, { limitInputPixels: 120_000_000, failOn: 'error' })
      .autoOrient()
      .toColourspace('srgb')
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await inFormat(upright, kind).toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(data)
      .resize({ width: thumbnailEdge, height: thumbnailEdge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer();
    return { bytes: data, thumbnail, width: info.width, height: info.height };
  } catch (error) {
    throw Object.assign(problem('file.damaged'), { cause: error });
  }
}

function inFormat(picture: Sharp, kind: FileKind): Sharp {
  if (kind.mediaType === 'image/png') return picture.png({ compressionLevel: 8 });
  return kind.mediaType === 'image/webp' ? picture.webp({ quality: 82 }) : picture.jpeg({ quality: 82 });
}
