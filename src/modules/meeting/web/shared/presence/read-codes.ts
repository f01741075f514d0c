/** The part of the browser's own BarcodeDetector that is used; TypeScript's library does not know it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Reads the QR code in a picture of the camera; null where there is none. */
export type CodeReader = (video: HTMLVideoElement) => Promise<string | null>;

/** The browser's own reader where it has one that works, else one in JavaScript that is loaded then. */
export async function makeCodeReader(): Promise<CodeReader> {
  const detector = await detectorOfBrowser();
  if (!detector) return await readerInScript();
  let inScript: Promise<CodeReader> | null = null;
  return async (video) => {
    if (inScript) return await (await inScript)(video);
    try {
      return (await detector.detect(video))[0]?.rawValue ?? null;
    } catch {
      // Some phones promise a detector whose service is not installed: it would fail for every picture.
      if (video.readyState >= video.HAVE_CURRENT_DATA) inScript = readerInScript();
      return null;
    }
  };
}

async function detectorOfBrowser(): Promise<Detector | null> {
  const Maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  if (!Maker) return null;
  const formats = await Maker.getSupportedFormats().catch((): string[] => []);
  return formats.includes('qr_code') ? new Maker({ formats: ['qr_code'] }) : null;
}

/**
 * One picture is looked at in one of these ways, the next one in the next: `part` of the middle square, drawn at most `size` pixels wide. A code close by
 * needs the whole square; one far away needs the middle, somewhat smoothed by the drawing, for the reader loses itself in noise. Of codes of 33
 * modules these three read between 70 pixels (of a picture 1080 high) and the whole height.
 */
const views = [
  { part: 1, size: 660 },
  { part: 1 / 2, size: 720 },
  { part: 2 / 3, size: 600 },
] as const;

async function readerInScript(): Promise<CodeReader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  let looks = 0;
  return async (video) => {
    const picture = middle(video, canvas, views[looks % views.length]!);
    looks += 1;
    if (!picture) return null;
    try {
      return decodeQR(picture);
    } catch {
      // No code in sight.
      return null;
    }
  };
}

function middle(video: HTMLVideoElement, canvas: HTMLCanvasElement, { part, size }: (typeof views)[number]): ImageData | null {
  const edge = Math.round(Math.min(video.videoWidth, video.videoHeight) * part);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!edge || !context) return null;
  canvas.width = size;
  canvas.height = size;
  context.drawImage(video, (video.videoWidth - edge) / 2, (video.videoHeight - edge) / 2, edge, edge, 0, 0, size, size);
  return context.getImageData(0, 0, size, size);
}
