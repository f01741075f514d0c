import { useEffect, useState } from 'react';
import { readPush, registerPush, removePush } from '../../contract/notifications.ts';
import { Problem } from '../../contract/problem.ts';
import { Reading, wordsOf } from '../shared/conditions.tsx';
import { dayWords } from '../shared/dates.ts';
import { IconDevice } from '../shared/icons.tsx';
import { useRead, useWrite } from '../shared/queries.ts';
import { Switch } from './fields.tsx';
import { Row, Section } from './parts.tsx';
import { toast } from './toast.tsx';

/** Push to this device, and the other devices that get it. Not there where neither the installation nor the browser can push. */
export function PushSection() {
  const push = useRead(readPush);
  const able = 'PushManager' in window && 'serviceWorker' in navigator;
  if (push.data && !push.data.publicKey) return null;
  return (
    <Section title="推送到手机">
      <div className="card flush">
        <Reading result={push} rows={1}>
          {(data) => (
            <>
              {able && data.publicKey ? (
                <ThisDevice publicKey={data.publicKey} />
              ) : (
                <Row icon={IconDevice} note="消息会显示在应用内">
                  这个浏览器不支持推送
                </Row>
              )}
              <Devices devices={data.devices} />
            </>
          )}
        </Reading>
      </div>
    </Section>
  );
}

function ThisDevice({ publicKey }: { readonly publicKey: string }) {
  const [on, setOn] = useState<boolean | null>(null);
  const register = useWrite(registerPush);
  useEffect(() => {
    void currentSubscription().then((one) => setOn(Boolean(one)));
  }, []);
  const toggle = async (wanted: boolean) => {
    setOn(wanted);
    try {
      if (wanted) await register.mutateAsync({ body: await subscribe(publicKey) });
      else await (await currentSubscription())?.unsubscribe();
      toast(wanted ? '这台设备会收到推送' : '这台设备不再收到推送');
    } catch (error) {
      setOn(!wanted);
      toast(error instanceof Problem ? wordsOf(error) : '没有得到通知权限，请在浏览器设置里允许后再试。', 'fault');
    }
  };
  return (
    <Switch
      checked={on ?? false}
      disabled={on === null || register.isPending}
      onChange={(wanted) => void toggle(wanted)}
      note="答复到了、期限快到了，马上知道"
    >
      在这台设备上接收推送
    </Switch>
  );
}

function Devices({ devices }: { readonly devices: readonly { readonly id: string; readonly device: string; readonly madeAt: string }[] }) {
  const remove = useWrite(removePush, { onDone: () => toast('已移除') });
  return devices.map((one) => (
    <Row
      key={one.id}
      icon={IconDevice}
      note={`${dayWords(one.madeAt)}登记`}
      end={
        <button
          type="button"
          className="textual"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ params: { id: one.id } })}
          aria-label={`移除${one.device}`}
        >
          移除
        </button>
      }
    >
      {one.device}
    </Row>
  ));
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/m/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function subscribe(publicKey: string) {
  const registration = await navigator.serviceWorker.ready;
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { endpoint, keys } = made.toJSON();
  return { endpoint: endpoint!, keys: { p256dh: keys!['p256dh']!, auth: keys!['auth']! }, device: deviceWords() };
}

function deviceWords(): string {
  const agent = navigator.userAgent;
  const device = /iPhone/.test(agent) ? 'iPhone' : /iPad/.test(agent) ? 'iPad' : /Android|HarmonyOS/.test(agent) ? '安卓手机' : '电脑';
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrome\//.test(agent) ? 'Chrome' : 'Safari';
  return `${device}，${browser}`;
}
