import { useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { addressOf, seatInUse, send } from '#platform/web/shared/call.ts';
import { labelSheets, makeLabels } from '../../../contract/intake.ts';

type Of = 'units' | 'proposers' | 'files';
type Sheet = keyof typeof labelSheets;

const choices: readonly (readonly [Of, string])[] = [
  ['units', '承办单位地址'],
  ['proposers', '提出人地址'],
  ['files', '卷宗（带二维码）'],
];

interface Chosen {
  readonly of: Of;
  readonly sheet: Sheet;
  readonly used: number;
}

/** Labels on sheets that shops sell, as they will be printed; the browser's own print does the rest. */
export function LabelsDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen>({ of: 'units', sheet: '3x8', used: 0 });
  const frame = useRef<HTMLIFrameElement>(null);
  const page = useQuery({
    queryKey: [makeLabels.id, seatInUse(), chosen, ids],
    queryFn: async () => {
      const answer = await send({
        method: 'POST',
        address: addressOf(makeLabels, {}),
        body: { ...chosen, matters: ids },
        seatId: seatInUse(),
      });
      return await answer.text();
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    placeholderData: (previous) => previous,
  });
  return (
    <DeskDialog
      title="打印标签"
      note={`选中 ${ids.length} 件`}
      width={860}
      onClose={onClose}
      foot={
        <>
          <span className="s grow">打印时选 A4、实际大小、无页边距</span>
          <Button onPress={onClose}>关闭</Button>
          <Button filled blocked={page.data ? null : '标签还没有准备好'} onPress={() => frame.current?.contentWindow?.print()}>
            打印标签
          </Button>
        </>
      }
    >
      <LabelChoices {...chosen} onChange={(part) => setChosen({ ...chosen, ...part })} />
      <Read of={page} rows={8}>
        {(html) => <iframe ref={frame} className="label-page" title="标签" sandbox="allow-same-origin allow-modals" srcDoc={html} />}
      </Read>
    </DeskDialog>
  );
}

function LabelChoices({ of, sheet, used, onChange }: Chosen & { onChange: (part: Partial<Chosen>) => void }) {
  const most = sheet === '3x8' ? 23 : 13;
  return (
    <div className="row wrap label-choices">
      <div className="choices" role="group" aria-label="贴在哪里">
        {choices.map(([value, words]) => (
          <button key={value} type="button" aria-pressed={of === value} onClick={() => onChange({ of: value })}>
            {words}
          </button>
        ))}
      </div>
      <div className="choices" role="group" aria-label="标签纸">
        {(Object.keys(labelSheets) as Sheet[]).map((name) => (
          <button key={name} type="button" aria-pressed={sheet === name} onClick={() => onChange({ sheet: name, used: 0 })}>
            {labelSheets[name]}
          </button>
        ))}
      </div>
      <label className="row">
        <span className="s nw">第一张已用掉</span>
        <input
          className="input used-labels"
          type="number"
          min={0}
          max={most}
          value={used}
          onChange={(event) => onChange({ used: Math.max(0, Math.min(most, Number(event.target.value) || 0)) })}
        />
        <span className="s nw">格</span>
      </label>
    </div>
  );
}
