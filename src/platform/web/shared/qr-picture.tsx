import { encodeQR } from 'qr';
import { useMemo } from 'react';

interface QrPictureProps {
  /** Letters of the alphanumeric mode (0-9 A-Z and a few signs), or any text: the smallest mode that holds it is taken. */
  readonly text: string;
  readonly label: string;
  /** How much of the picture may be covered and still be read; screens need the least. */
  readonly ecc?: 'low' | 'medium';
}

/** A QR code as one path, with the quiet edge of four modules that readers ask for (one of them the drawing's own). Black on white whatever the theme is. */
export function QrPicture({ text, label, ecc = 'low' }: QrPictureProps) {
  const { size, path } = useMemo(() => drawingOf(text, ecc), [text, ecc]);
  return (
    <svg className="qr-picture" viewBox={`-3 -3 ${size + 6} ${size + 6}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <rect x="-3" y="-3" width={size + 6} height={size + 6} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function drawingOf(text: string, ecc: 'low' | 'medium'): { size: number; path: string } {
  const isPlain = /^[0-9A-Z $%*+\-./:]*$/.test(text);
  const rows = encodeQR(text, 'raw', { ecc, encoding: isPlain ? 'alphanumeric' : 'byte', border: 1 });
  let path = '';
  for (const [y, row] of rows.entries()) for (const [x, dark] of row.entries()) if (dark) path += `M${x} ${y}h1v1h-1z`;
  return { size: rows.length, path };
}
