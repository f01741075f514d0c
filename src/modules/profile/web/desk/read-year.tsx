import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { AreaField, Refusal } from '#platform/web/desk/form.tsx';
import { addressOf, call, seatInUse, send } from '#platform/web/shared/call.ts';
import type { YearReading, YearView } from '../../contract/calendar-view.ts';
import { readOfferedYear, readYearFile } from '../../contract/routes.ts';

const example = '日期,休或班,名称\n2027-01-01,休,元旦\n2027-02-05 至 2027-02-11,休,春节\n2027-02-20,班,春节';

/** The first step: where the year's arrangement is read from. Nothing is saved. */
export function ReadYear({ view, onRead, onClose }: { view: YearView; onRead: (reading: YearReading) => void; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const offer = useMutation({ mutationFn: () => call(readOfferedYear, { params: { year: view.year } }), onSuccess: onRead });
  const file = useMutation({ mutationFn: (given: File) => readFile(given), onSuccess: onRead });
  const foot = (
    <>
      <Button onPress={onClose}>不载入</Button>
      <Button
        filled
        busy={file.isPending}
        blocked={typed.trim() === '' ? '请先填写，或在上面选文件' : null}
        onPress={() => file.mutate(new File([typed], 'typed.csv'))}
      >
        读出来核对
      </Button>
    </>
  );
  const note = '对本行政区域和下级区域的各机构都生效；先读出来核对，再载入。';
  return (
    <DeskDialog title="载入年度放假安排" note={note} onClose={onClose} width={620} foot={foot}>
      {view.offered && (
        <div className="list-row">
          <Button busy={offer.isPending} onPress={() => offer.mutate()}>
            用系统自带的 {view.year} 年安排
          </Button>
        </div>
      )}
      <FilePick onPick={(given) => file.mutate(given)} busy={file.isPending} />
      <AreaField
        name="或逐行填写"
        hint="连续几天可写成 2027-02-05 至 2027-02-11"
        rows={9}
        placeholder={example}
        value={typed}
        onChange={setTyped}
      />
      <button type="button" className="lk" onClick={() => setTyped(example)}>
        填入格式示例
      </button>
      <Refusal error={offer.error ?? file.error} whole />
    </DeskDialog>
  );
}

/** The browser's own file field speaks the browser's language, so it hides behind a button of ours. */
function FilePick({ onPick, busy }: { onPick: (file: File) => void; busy: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const pick = (files: FileList | null) => {
    const first = files?.[0];
    if (first) onPick(first);
    if (field.current) field.current.value = '';
  };
  return (
    <div className="field">
      <span className="name">
        从文件读<span className="s">xlsx、csv 或 json，第一行写：日期、休或班、名称</span>
      </span>
      <Button busy={busy} onPress={() => field.current?.click()}>
        选文件
      </Button>
      <input
        ref={field}
        type="file"
        accept=".xlsx,.csv,.json,.txt"
        hidden
        aria-label="放假安排文件"
        onChange={(event) => pick(event.target.files)}
      />
    </div>
  );
}

async function readFile(file: File): Promise<YearReading> {
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await send({ method: 'POST', address: addressOf(readYearFile, {}), body, seatId: seatInUse() });
  return (await response.json()) as YearReading;
}
