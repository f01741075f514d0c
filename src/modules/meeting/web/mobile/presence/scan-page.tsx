import { useEffect, useState } from 'react';
import { wearTheme } from '#platform/web/shared/appearance.ts';
import { ScannerLink, useScanner } from '../../shared/presence/scanner-link.ts';
import { EnrolForm } from './enrol-form.tsx';
import { ScannerDesk } from './scanner-desk.tsx';
import './scan.css';

/** One for the window: a second would keep a second queue. */
const link = new ScannerLink();

/** A browser as a scanner: enrolled by a code, it scans with or without a network, and with nobody signed in. */
export default function ScanPage() {
  const state = useScanner(link);
  const [again, setAgain] = useState(false);
  useEffect(() => link.start(), []);
  useEffect(() => {
    document.title = '扫码签到，履职通';
  }, []);
  const bodyKind = state.copy?.bodyKind;
  useEffect(() => {
    if (bodyKind) wearTheme(bodyKind);
  }, [bodyKind]);
  if (state.phase === 'starting') return <main className="scanner" aria-busy="true" />;
  if (state.phase === 'unenrolled' || !state.copy || again)
    return <EnrolForm link={link} onDone={() => setAgain(false)} onBack={state.copy ? () => setAgain(false) : undefined} />;
  return <ScannerDesk link={link} state={state} copy={state.copy} onEnrol={() => setAgain(true)} />;
}
