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

/** The browser's own reader where it has one, else one in JavaScript that is loaded then. */
export async function makeCodeReader(): Promise<CodeReader> {
  const Maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  if (Maker && (await Maker.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) {
    const detector = new Maker({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return async (video) => {
    const picture = square(video, canvas);
    if (!picture) return null;
    try {
      return decodeQR(picture);
    } catch {
      // No code in sight.
      return null;
    }
  };
}

/** The middle of the picture, small enough to be read many times a second on an old phone. */
function square(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const edge = Math.min(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!edge || !context) return null;
  const size = Math.min(edge, 480);
  canvas.width = size;
  canvas.height = size;
  context.drawImage(video, (video.videoWidth - edge) / 2, (video.videoHeight - edge) / 2, edge, edge, 0, 0, size, size);
  return context.getImageData(0, 0, size, size);
}
