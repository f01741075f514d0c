import { coverWith, isCover } from './cover.ts';
import { widthOfPages } from './layout.ts';
import { keptLook } from './look.ts';
import { type OpenPaper, type PaperSource, openPaper } from './open-paper.ts';
import { drawPage, forget, scaleOf } from './page-picture.ts';
import { type KeptPaper, shelf } from './shelf.ts';
import { type Watermark, prepareWatermark, watermarkOf } from './watermark.ts';

/** A page that was drawn before its place was there. */
export interface FirstPicture {
  readonly number: number;
  readonly width: number;
  readonly watermark: Watermark;
  readonly find: '';
  readonly canvas: HTMLCanvasElement;
}

interface Early {
  readonly opening: Promise<OpenPaper>;
  readonly picture: Promise<FirstPicture | null>;
  taken: boolean;
}

const begun = new Map<string, Early>();
const nameOf = (paper: { readonly personId: string; readonly paperId: string; readonly version: number }) =>
  `${paper.personId} ${paper.paperId} ${paper.version}`;
/** What nobody took over is given up after this long, in milliseconds. */
const patience = 15_000;

/**
 * Begins to open a paper of this device, and to draw the page where its reader stopped, before the reader's own page is there.
 * {@link openEarlyOrNow} and {@link pictureBegun} take it over.
 */
function openEarly(paper: KeptPaper): void {
  const name = nameOf(paper);
  if (begun.get(name)?.taken === false) return;
  const stop = new AbortController();
  const opening = openPaper({ kind: 'device', paper });
  const picture = keptLook().large ? Promise.resolve(null) : drawFirst(paper, opening, stop.signal);
  const early: Early = { opening, picture, taken: false };
  begun.set(name, early);
  // Whoever takes them over hears of a failure; nobody else has to.
  opening.catch(() => undefined);
  picture.catch(() => undefined);
  setTimeout(() => {
    if (begun.get(name) === early) begun.delete(name);
    stop.abort();
    const ignored = () => undefined;
    if (!early.taken) void opening.then((opened) => opened.close(), ignored);
    void picture.then((drawn) => drawn && !drawn.canvas.isConnected && forget(drawn.canvas), ignored);
  }, patience);
}

async function drawFirst(paper: KeptPaper, opening: Promise<OpenPaper>, stop: AbortSignal): Promise<FirstPicture | null> {
  const place = await keptPlace(paper.personId, paper.paperId);
  const width = widthOfPages(innerWidth);
  const start = startOf(paper.view.reading, place);
  const watermark = watermarkOf(paper.view);
  const size = paper.sizes[start - 1];
  // The worker is still busy with the file.
  if (watermark && size) prepareWatermark(watermark, scaleOf(width, size));
  const { pdf } = await opening;
  const number = Math.min(pdf.numPages, start);
  const canvas = await drawPage({ pdf, number, width, watermark, find: '' }, stop);
  return canvas && { number, width, watermark, find: '', canvas };
}

/** Opens a paper, or takes over what was begun. */
export async function openEarlyOrNow(source: PaperSource): Promise<OpenPaper> {
  const early = source.kind === 'device' ? begun.get(nameOf(source.paper)) : undefined;
  if (!early || early.taken) return await openPaper(source);
  early.taken = true;
  return await early.opening;
}

/** The picture that was begun of this paper; null where there is none. */
export function pictureBegun(paper: Parameters<typeof nameOf>[0]): Promise<FirstPicture | null> | null {
  return begun.get(nameOf(paper))?.picture ?? null;
}

/** As long as a press may wait for its page before the reader is opened without it, in milliseconds. */
const briefly = 600;

/**
 * Begins to open a paper of this device and shows the page where its reader stopped as soon as it is drawn, over whatever was there. Resolves when it is
 * shown, or when it takes too long or cannot be drawn early: then the reader shall be opened, which goes on from there.
 */
export async function showEarly(paper: KeptPaper): Promise<void> {
  openEarly(paper);
  const late = new Promise<null>((resolve) => setTimeout(resolve, briefly, null));
  const picture = await Promise.race([pictureBegun(paper)?.catch(() => null), late]);
  if (picture && !picture.canvas.isConnected) coverWith(picture, paper.view.title);
}

/** Whether a picture is the one that is wanted, and still to be had. */
export function fits(picture: FirstPicture, wanted: { number: number; width: number; watermark: Watermark; find: string }): boolean {
  const free = picture.canvas.width > 0 && (!picture.canvas.isConnected || isCover(picture.canvas));
  return free && (['number', 'width', 'watermark', 'find'] as const).every((part) => picture[part] === wanted[part]);
}

/** Where somebody stopped reading on this device; null where he never began. */
export async function keptPlace(personId: string, paperId: string) {
  return (await (await shelf()).get('places', [personId, paperId]).catch(() => undefined)) ?? null;
}

/** The page to begin with: this device may know better than the server where he stopped, for he may have read on without signal. */
export function startOf(
  told: { readonly page: number; readonly lastReadAt: string | null } | null,
  kept: { readonly page: number; readonly at: string } | null,
): number {
  const later = kept && (!told?.lastReadAt || kept.at >= told.lastReadAt);
  return later ? kept.page : (told?.page ?? 1);
}
