import { useState } from 'react';
import type { CallOf, RouteContract } from '../../contract/route.ts';
import { Button } from './button.tsx';
import { saveFrom } from './download.ts';
import { useKeys } from './keys.tsx';
import { useUndo } from './undo.tsx';

export interface ExcelButtonProps<R extends RouteContract> {
  /** A route that carries bytes. */
  readonly route: R;
  readonly input: CallOf<R>;
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly words?: string;
}

/** Takes the list in force out as Excel, key E; says in the key line when it was saved, or why not. */
export function ExcelButton<R extends RouteContract>({ route, input, name, words = '导出 Excel' }: ExcelButtonProps<R>) {
  const [busy, setBusy] = useState(false);
  const { say } = useUndo();
  const take = async () => {
    setBusy(true);
    try {
      await saveFrom(route, input, `${name}.xlsx`);
      say(`已导出：${name}.xlsx`);
    } catch (error) {
      say(error instanceof Error ? `没有导出：${error.message}` : '没有导出，请重试。');
    } finally {
      setBusy(false);
    }
  };
  useKeys([{ keys: 'e', label: '导出', act: () => void take() }]);
  return (
    <Button onPress={() => void take()} busy={busy} keys="e">
      {busy ? '正在导出' : words}
    </Button>
  );
}
