import type { Transcript } from '../../contract/transcript.ts';

/** What stands above the words of a recording: whose they are. */
export function transcriptTitle({ edited }: Pick<Transcript, 'edited'>): string {
  return edited ? '转写（本人已校改）' : '转写（机器）';
}

/** What is said in place of words; null where there are some. */
export function withoutWords({ state, words }: Transcript): string | null {
  if (state === 'waiting') return '录音正在转成文字，好了会显示在这里。';
  if (words !== '') return null;
  return state === 'failed' ? '录音没有转成文字，请听录音。' : '机器没有听出话来，请听录音。';
}
