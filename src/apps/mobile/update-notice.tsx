import { useState, useSyncExternalStore } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { onVersion, takeNewVersion, waitingVersion } from './updates.ts';

/** Offers a newer version once; what is being written is kept as a draft. */
export function UpdateNotice() {
  const version = useSyncExternalStore(onVersion, waitingVersion);
  const [later, setLater] = useState(false);
  if (!version || later) return null;
  return (
    <Sheet
      title="有新版本"
      onClose={() => setLater(true)}
      foot={
        <div className="btns">
          <Button onClick={() => setLater(true)}>以后再说</Button>
          <Button look="fill" onClick={takeNewVersion}>
            现在更新
          </Button>
        </div>
      }
    >
      <p className="second">更新只要几秒钟，正在填写的内容会保留。</p>
    </Sheet>
  );
}
