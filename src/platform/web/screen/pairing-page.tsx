import { create } from 'qrcode';
import { useMemo } from 'react';
import { timeWords } from '../shared/dates.ts';

interface PairingPageProps {
  readonly code: string;
  readonly expiresAt: string;
  /** The server was not reached at the last attempt. */
  readonly away: boolean;
}

/** Shows the code that an office types, readable from across the hall, and the same as a picture for a phone. */
export function PairingPage({ code, expiresAt, away }: PairingPageProps) {
  return (
    <main className="pairing">
      <div>
        <h1>这块屏还没有接入</h1>
        <p>请工作人员登录办公端，打开“大屏”，输入：</p>
        <div className="code" aria-label={`配对码 ${code.split('').join(' ')}`}>
          {code.slice(0, 3)}
          <i />
          {code.slice(3)}
        </div>
        <p>{away ? '现在连不上服务器，正在重试。' : `配对码 ${timeWords(expiresAt)} 前有效，到时自动更换。接入后不用再登录。`}</p>
      </div>
      <figure>
        <div className="qr">
          <QrCode text={`${location.origin}/desk/screens?code=${code}`} />
        </div>
        <figcaption>也可扫码打开</figcaption>
      </figure>
    </main>
  );
}

/** A QR code as one path, sharp at every size. */
function QrCode({ text }: { readonly text: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    let drawn = '';
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) drawn += `M${column} ${row}h1v1h-1z`;
    return { size: modules.size, path: drawn };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label="配对地址的二维码">
      <path d={path} fill="#000" />
    </svg>
  );
}
