import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault, TextField } from '#platform/web/mobile/fields.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { addPasskey } from './passkeys.ts';

/** Names and makes a passkey on this device. */
export function NewPasskey({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(deviceName());
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const add = async () => {
    setBusy(true);
    try {
      await addPasskey(name.trim() || deviceName());
      await refreshModule(client, 'identity');
      toast('已添加，下次可直接用指纹或面容登录');
      onClose();
    } catch (error) {
      setFault(error instanceof Error && error.name === 'NotAllowedError' ? '没有完成验证，可以再试一次。' : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title="添加通行密钥"
      onClose={onClose}
      foot={
        <Button look="fill" busy={busy} onClick={() => void add()}>
          验证并添加
        </Button>
      }
    >
      <TextField label="给这台设备起个名字" value={name} onText={setName} maxLength={40} />
      <Fault words={fault} />
    </Sheet>
  );
}

function deviceName(): string {
  if (/iPhone/.test(navigator.userAgent)) return '我的 iPhone';
  if (/iPad/.test(navigator.userAgent)) return '我的 iPad';
  return /Android|HarmonyOS/.test(navigator.userAgent) ? '我的手机' : '我的电脑';
}
