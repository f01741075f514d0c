/** What a scan sounds like: two rising tones in, two low ones out, one middling for somebody who is in already. Nobody has to look. */
const tones = { in: [880, 1_320], twice: [520], out: [220, 180] } as const;

let context: AudioContext | null = null;

/** Sounds and, where the device can, trembles. Silent where the browser has not been touched yet. */
export function soundOf(what: keyof typeof tones): void {
  navigator.vibrate?.(what === 'in' ? 60 : [120, 60, 120]);
  try {
    context ??= new AudioContext();
    for (const [index, tone] of tones[what].entries()) play(context, tone, context.currentTime + index * 0.13);
  } catch {
    // No sound card: colour and words tell it too.
  }
}

function play(audio: AudioContext, tone: number, at: number): void {
  const source = audio.createOscillator();
  const loud = audio.createGain();
  source.frequency.value = tone;
  source.type = 'triangle';
  loud.gain.setValueAtTime(0.25, at);
  loud.gain.exponentialRampToValueAtTime(0.001, at + 0.12);
  source.connect(loud).connect(audio.destination);
  source.start(at);
  source.stop(at + 0.13);
}
