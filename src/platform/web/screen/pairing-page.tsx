import { timeWords } from '../shared/dates.ts';
import { QrPicture } from '../shared/qr-picture.tsx';

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
        <QrPicture text={`${location.origin}/desk/screens?code=${code}`} label="配对地址的二维码" ecc="medium" />
        <figcaption>也可扫码打开</figcaption>
      </figure>
    </main>
  );
}
