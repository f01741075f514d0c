import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { TextField } from '#platform/web/mobile/fields.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { Camera } from '../../shared/presence/camera.tsx';
import type { ScannerLink } from '../../shared/presence/scanner-link.ts';

interface EnrolFormProps {
  readonly link: ScannerLink;
  readonly onDone: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** Takes the code that the desk shows: from the address that its QR code leads to, by the camera, or typed. */
export function EnrolForm({ link, onDone, onBack }: EnrolFormProps) {
  const [code, setCode] = useState(() => new URLSearchParams(location.search).get('code') ?? '');
  const [camera, setCamera] = useState(false);
  const { enrol, busy, fault } = useEnrol(link, onDone);
  const scanned = (text: string) => {
    const named = /[?&]code=([0-9A-Z]+)/.exec(text)?.[1];
    if (!named || busy) return;
    setCode(named);
    setCamera(false);
    void enrol(named);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) void enrol(code.trim());
  };
  return (
    <main className="scanner enrol">
      <div className="enrol-in">
        <h1>接入扫码设备</h1>
        <p>请会务组在工作台的“签到”里点“接入设备”，再扫它显示的二维码，或输入下面的 8 位接入码。</p>
        {camera && <Camera label="对准接入二维码" onCode={scanned} />}
        <form onSubmit={submit}>
          <TextField
            label="接入码"
            value={code}
            onText={(text) => setCode(text.toUpperCase())}
            fault={fault}
            autoCapitalize="characters"
            autoComplete="off"
            maxLength={20}
          />
          <div className="enrol-acts">
            <Button type="submit" look="fill" busy={busy} disabled={!code.trim()}>
              接入这台设备
            </Button>
            {!camera && <Button onClick={() => setCamera(true)}>用摄像头扫接入码</Button>}
            {onBack && <Button onClick={onBack}>返回扫码</Button>}
          </div>
        </form>
      </div>
    </main>
  );
}

/** Enrols by a code; the one in the page's address is taken at once. */
function useEnrol(link: ScannerLink, onDone: () => void) {
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enrol = async (typed: string) => {
    setBusy(true);
    setFault(null);
    try {
      await link.enrol(typed);
      // The code is used up; a reload must not try it again.
      history.replaceState(history.state, '', location.pathname);
      onDone();
    } catch (error) {
      setFault(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    const named = new URLSearchParams(location.search).get('code');
    if (named) void enrol(named);
    // oxlint-disable-next-line react/exhaustive-deps -- only the code that the page was opened with
  }, []);
  return { enrol, busy, fault };
}
