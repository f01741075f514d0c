import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { Kind } from '../../contract/kind.ts';
import { readCase } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { mainAct } from './act-keys.ts';
import { BulkActDialog } from './bulk-act-dialog.tsx';
import { isLikely } from './plans.ts';
import type { ProposedUnit } from './plans.ts';
import { RefusalLine } from './refusal-line.tsx';
import type { Bulk } from './use-bulk.ts';

interface ScreeningBulkProps {
  readonly kind: Kind;
  /** The main act of the queue, where it can be done to many at once. */
  readonly act: string | null;
  readonly rows: readonly MatterLine[];
  readonly proposals: ReadonlyMap<string, readonly ProposedUnit[]>;
  readonly bulk: Bulk;
  readonly onDone: () => void;
}

/** What can be done with the ticked ones at once: the main act of the queue, or merge them into one of them. */
export function ScreeningBulk(props: ScreeningBulkProps) {
  const { kind, act, rows, bulk, onDone } = props;
  const [open, setOpen] = useState<'main' | 'merge' | null>(null);
  const declared = act === null ? undefined : kind.acts[act];
  const merging = kind.acts['mergeInto'];
  const mergeable = rows.length > 1 && Boolean(merging?.bulk) && rows.every((row) => merging!.from.includes(row.state));
  const label = `一起${declared?.label ?? ''}`;
  useKeys([
    declared && { keys: 'Shift+a', label, act: () => setOpen('main') },
    mergeable && { keys: 'Shift+m', label: '并案', act: () => setOpen('merge') },
  ]);
  const close = () => setOpen(null);
  const checked = declared?.fields.some((field) => field.name === 'checked');
  return (
    <>
      {mergeable && (
        <Button small busy={bulk.busy} keys="Shift+m" onPress={() => setOpen('merge')}>
          并案，告知 {rows.length} 位提出人
        </Button>
      )}
      {declared && (
        <Button small busy={bulk.busy} keys="Shift+a" onPress={() => setOpen('main')}>
          {label}
        </Button>
      )}
      {open === 'main' && checked && <AcceptDialog {...props} onClose={close} />}
      {open === 'main' && act && !checked && (
        <BulkActDialog subjects={rows.map((matter) => ({ matter }))} act={act} bulk={bulk} onDone={onDone} onClose={close} />
      )}
      {open === 'merge' && <MergeDialog {...props} onClose={close} />}
    </>
  );
}

function AcceptDialog({ kind, act, rows, proposals, bulk, onClose, onDone }: ScreeningBulkProps & { onClose: () => void }) {
  const first = rows[0]!;
  const view = useRead(readCase, { params: { bodyId: first.bodyId, matterId: first.id } });
  const [looked, setLooked] = useState(false);
  const label = kind.acts[act!]!.label;
  const main = view.data && mainAct(view.data.acts);
  const choices = main?.fields.find((field) => field.name === 'checked')?.choices ?? [];
  const hasUnits = main?.fields.some((field) => field.name === 'units') ?? false;
  const unitsOf = (row: MatterLine) => (hasUnits ? (proposals.get(row.id) ?? []).filter(isLikely) : []);
  const run = async () => {
    if (!main) return;
    const checked = choices.map((one) => one.value);
    const targets = rows.map((row) => ({
      bodyId: row.bodyId,
      matterId: row.id,
      ...(hasUnits ? { input: { checked, units: unitsOf(row).map((one) => one.unit.id) } } : {}),
    }));
    const step = { kind: kind.kind, act: main.act, input: { checked }, targets };
    if (!(await bulk.run(step, `${main.label} ${rows.length} 件`))) return;
    onClose();
    onDone();
  };
  return (
    <BulkDialogFrame
      title={`一起${label} ${rows.length} 件`}
      note="可撤销的时间内不编号、不通知任何人。"
      words={`${label} ${rows.length} 件`}
      blocked={looked ? null : '请先确认每一件都核过'}
      bulk={bulk}
      onRun={run}
      onClose={onClose}
    >
      <Read of={view} rows={3}>
        {() => (
          <>
            <ol className="bulk-list tall">
              {rows.map((row) => (
                <li key={row.id} className="row">
                  <span className="cut grow">{row.title}</span>
                  <span className="s cut">
                    {unitsOf(row)
                      .map((one) => one.unit.shortName)
                      .join('、') || '拟交单位待定'}
                  </span>
                </li>
              ))}
            </ol>
            <div className="row">
              <Checkbox checked={looked} label="每一件都逐项核过" onChange={() => setLooked(!looked)} />
              <span>每一件都逐项核过，不属于：{choices.map((one) => one.label).join('、')}</span>
            </div>
          </>
        )}
      </Read>
    </BulkDialogFrame>
  );
}

interface BulkDialogFrameProps {
  readonly title: string;
  readonly note: string;
  readonly words: string;
  readonly blocked: string | null;
  readonly bulk: Bulk;
  readonly onRun: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function BulkDialogFrame({ title, note, words, blocked, bulk, onRun, onClose, children }: BulkDialogFrameProps) {
  return (
    <DeskDialog
      title={title}
      note={note}
      onClose={onClose}
      width={560}
      foot={
        <>
          <Button onPress={onClose}>不做了</Button>
          <Button filled busy={bulk.busy} blocked={blocked} onPress={() => void onRun()}>
            {words}
          </Button>
        </>
      }
    >
      {children}
      <RefusalLine words={bulk.refusal} />
    </DeskDialog>
  );
}

function MergeDialog({ kind, rows, bulk, onClose, onDone }: ScreeningBulkProps & { onClose: () => void }) {
  const [into, setInto] = useState(rows[0]!.id);
  const [reason, setReason] = useState('内容相同，合并办理');
  const others = rows.filter((row) => row.id !== into);
  const run = async () => {
    const targets = others.map((row) => ({ bodyId: row.bodyId, matterId: row.id }));
    if (!(await bulk.run({ kind: kind.kind, act: 'mergeInto', input: { into, reason }, targets }, `并案 ${others.length} 件`))) return;
    onClose();
    onDone();
  };
  return (
    <BulkDialogFrame
      title={`并案：${rows.length} 件合为一件办理`}
      note="每位提出人都会收到告知，答复时逐一送达。"
      words={`并案 ${others.length} 件`}
      blocked={reason.trim().length < 4 ? '请写明理由，至少 4 字' : null}
      bulk={bulk}
      onRun={run}
      onClose={onClose}
    >
      <p className="b">以哪一件为主</p>
      <div className="bulk-list tall" role="radiogroup" aria-label="以哪一件为主">
        {rows.map((row) => (
          <label key={row.id} className="row">
            <input type="radio" name="into" checked={row.id === into} onChange={() => setInto(row.id)} />
            <span className="cut grow">{row.title}</span>
            <span className="s">{row.author?.name}</span>
          </label>
        ))}
      </div>
      <label className="field">
        <span className="name">理由</span>
        <textarea className="area" maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </BulkDialogFrame>
  );
}
