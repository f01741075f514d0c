import type { Board } from '../../../contract/hall/board.ts';

/** 代表团 in a congress, 界别 in a CPPCC; and what one of its people is called. */
export function wordsOfBody(bodyKind: Board['bodyKind']): { group: string; member: string; short: (name: string) => string } {
  return bodyKind === 'cppcc'
    ? { group: '界别', member: '委员', short: (name) => name }
    : { group: '代表团', member: '代表', short: (name) => name.replace(/代表团$/, '') || name };
}

/** 未到 until a sitting is closed, afterwards 缺席 (look/README). */
export function missingWord(board: Pick<Board, 'sitting'>): '未到' | '缺席' {
  return board.sitting?.state === 'ended' ? '缺席' : '未到';
}

/** `18 分钟`, `2 小时 5 分` */
export function spanWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  return `${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分`}`;
}

/** Why nobody can be signed in by hand here; undefined where somebody can. */
export function signInBlocked(board: Board, may: boolean): string | undefined {
  if (!may) return '您没有补签的权限';
  if (!board.sitting?.checkListId) return '这一场还没有开始签到';
  return board.sitting.state === 'ended' ? '这一场已经结束，出席结果已固定' : undefined;
}
