import { useEffect, useState } from 'react';
import { IconReadAloud, IconStop } from '../shared/icons.tsx';

/** Reads the page's content aloud, for eyes that tire; not there where the device has no voice. */
export function ReadAloudTool() {
  const [speaking, setSpeaking] = useState(false);
  useEffect(
    () => () => {
      if ('speechSynthesis' in window) speechSynthesis.cancel();
    },
    [],
  );
  if (!('speechSynthesis' in window)) return null;
  const toggle = () => {
    speechSynthesis.cancel();
    if (speaking) return setSpeaking(false);
    const words = new SpeechSynthesisUtterance(document.querySelector('main')?.innerText.replaceAll('\n', '。') ?? '');
    words.lang = 'zh-CN';
    words.rate = 0.9;
    for (const end of ['end', 'error']) words.addEventListener(end, () => setSpeaking(false));
    setSpeaking(true);
    speechSynthesis.speak(words);
  };
  return (
    <button type="button" className="tool" aria-pressed={speaking} onClick={toggle}>
      {speaking ? <IconStop size={28} /> : <IconReadAloud size={28} />}
      {speaking ? '停止' : '朗读'}
    </button>
  );
}
