import { useState, useSyncExternalStore } from 'react';
import { IconDownload } from '../shared/icons.tsx';
import { Row } from './parts.tsx';
import { Sheet } from './sheet.tsx';
import { toast } from './toast.tsx';

interface InstallPrompt extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

let prompt: InstallPrompt | null = null;
const listeners = new Set<() => void>();

/** The browser offers installation once, early, and only to those who listen. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    for (const listener of listeners) listener();
  });
}

/** A row that puts the terminal on the home screen; not there where it already is. */
export function InstallRow() {
  const offered = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => prompt,
  );
  const [showing, setShowing] = useState(false);
  if (matchMedia('(display-mode: standalone)').matches) return null;
  const install = async () => {
    if (!offered) return setShowing(true);
    const { outcome } = await offered.prompt();
    if (outcome === 'accepted') toast('已装到桌面');
    prompt = null;
  };
  return (
    <>
      <Row icon={IconDownload} onPress={() => void install()} note="像应用一样打开，没信号也能看">
        装到手机桌面
      </Row>
      {showing && <InstallWords onClose={() => setShowing(false)} />}
    </>
  );
}

function InstallWords({ onClose }: { readonly onClose: () => void }) {
  const apple = /iPhone|iPad/.test(navigator.userAgent);
  return (
    <Sheet title="装到手机桌面" onClose={onClose}>
      <ol className="second steps-plain">
        <li>1. {apple ? '点浏览器底部的“分享”按钮' : '点浏览器右上角或底部的菜单'}</li>
        <li>2. 选“添加到主屏幕”{apple ? '' : '或“安装应用”'}</li>
        <li>3. 点“添加”，桌面上就有“履职通”了</li>
      </ol>
    </Sheet>
  );
}
