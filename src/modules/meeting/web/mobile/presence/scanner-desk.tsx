import { useEffect, useState } from 'react';
import { Button } from '#platform/web/mobile/button.tsx';
import { IconCross, IconDown, IconOffline } from '#platform/web/shared/icons.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import type { KeptScan } from '../../../contract/presence/scan-device.ts';
import type { ScannerCopy } from '../../../contract/presence/scanning.ts';
import { checkListKinds } from '../../../contract/presence/words.ts';
import { Camera } from '../../shared/presence/camera.tsx';
import type { ScannerLink, ScannerState } from '../../shared/presence/scanner-link.ts';
import { ChooseList } from './choose-list.tsx';
import { soundOf } from './sounds.ts';
import { ScanHistory } from './scan-history.tsx';
import { TypedEntry } from './typed-entry.tsx';
import { Verdict } from './verdict.tsx';

interface ScannerDeskProps {
  readonly link: ScannerLink;
  readonly state: ScannerState;
  readonly copy: ScannerCopy;
  readonly onEnrol: () => void;
}

/** Green goes away by itself, so that the next one need not wait; a refusal stays until somebody has looked at it. */
const greenMilliseconds = 2_500;

/** The scanner at work: which list, how many, the camera, what became of the last one, and what still waits here. */
export function ScannerDesk({ link, state, copy, onEnrol }: ScannerDeskProps) {
  const { shown, setShown, busy, decide } = useVerdict();
  const [choosing, setChoosing] = useState(false);
  const list = copy.lists.find((one) => one.id === state.listId);
  useEffect(() => keepAwake(), []);
  const scan = (text: string) => void decide(() => link.scan(text));
  if (!list || choosing)
    return (
      <ChooseList
        link={link}
        copy={copy}
        counts={state.counts}
        onChoose={(id) => {
          setChoosing(false);
          void link.chooseList(id);
        }}
        onEnrol={onEnrol}
      />
    );
  return (
    <main className="scanner">
      <header className="scanner-top">
        <button type="button" className="scanner-list" onClick={() => setChoosing(true)}>
          <span>
            <small>{checkListKinds[list.kind]}</small>
            <b className="cut">{list.title}</b>
          </span>
          <IconDown size={20} />
        </button>
        <p className="scanner-count">
          <b>{state.present}</b>
          <small> / {list.dueCount} 人</small>
        </p>
      </header>
      <LineState state={state} name={copy.scannerName} onEnrol={onEnrol} />
      <div className="scanner-body">
        <div className="scanner-left">
          <Camera label="对准签到码或证件码" onCode={scan} paused={busy} />
          {shown && (
            <Verdict
              scan={shown}
              person={link.personOf(shown)}
              onClose={() => setShown(null)}
              onForce={() => void decide(() => link.overrule(shown))}
            />
          )}
        </div>
        <div className="scanner-right">
          <TypedEntry copy={copy} listId={list.id} onEntry={scan} />
          <ScanHistory scans={state.scans} copy={copy} onShow={setShown} />
        </div>
      </div>
    </main>
  );
}

/** What became of the last scan, shown and sounded; green goes away by itself. */
function useVerdict() {
  const [shown, setShown] = useState<KeptScan | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!shown?.letIn) return undefined;
    const timer = setTimeout(() => setShown(null), greenMilliseconds);
    return () => clearTimeout(timer);
  }, [shown]);
  const decide = async (work: () => Promise<KeptScan | null>) => {
    setBusy(true);
    const scan = await work().finally(() => setBusy(false));
    if (!scan) return;
    soundOf(scan.letIn ? 'in' : scan.shown === 'redeemed' ? 'twice' : 'out');
    setShown(scan);
  };
  return { shown, setShown, busy, decide };
}

/** Whether there is a line, since when not, and how much still waits here: always in sight, in words. */
function LineState({ state, name, onEnrol }: { readonly state: ScannerState; readonly name: string; readonly onEnrol: () => void }) {
  if (state.phase === 'ended')
    return (
      <div className="scanner-line off" role="status">
        <IconCross size={20} />
        <span>这台设备已被停用。{state.waiting > 0 ? `本机存 ${state.waiting} 条待交，重新接入后会补交。` : '请联系会务组。'}</span>
        <Button mini onClick={onEnrol}>
          重新接入
        </Button>
      </div>
    );
  if (!state.online)
    return (
      <div className="scanner-line off" role="status">
        <IconOffline size={20} />
        <span>
          离线，已存 <b>{state.waiting}</b> 条待交
          {state.offlineSince && <small>（{timeWords(new Date(state.offlineSince).toISOString())} 起没有网络，扫码照常）</small>}
        </span>
      </div>
    );
  return (
    <div className="scanner-line" role="status">
      <i className="dot" aria-hidden />
      <span className="cut">
        {name}
        {state.waiting > 0 ? `，正在补交 ${state.waiting} 条` : '，已连接'}
      </span>
      <small className="clock">{offsetWords(state)}</small>
    </div>
  );
}

function offsetWords({ offset }: ScannerState): string {
  if (!offset) return '时钟未校准';
  const seconds = Math.abs(offset.offset) / 1_000;
  return seconds < 1 ? '时钟准确' : `时钟${offset.offset > 0 ? '快' : '慢'} ${seconds.toFixed(seconds < 10 ? 1 : 0)} 秒，已校正`;
}

/** A scanner lies on a table for hours; its screen must not go dark between two people. */
function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  const ask = () => {
    if (document.visibilityState === 'visible' && 'wakeLock' in navigator)
      void navigator.wakeLock.request('screen').then(
        (got) => (lock = got),
        () => undefined,
      );
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}
