import { useEffect, useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Certainty, Checkbox, Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { Loading, Read } from '#platform/web/desk/states.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { listSimilar, readCase } from '../../contract/routes.ts';
import type { ActView, CaseView, MatterLine } from '../../contract/views.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { keyOf, mainAct } from './act-keys.ts';
import { Files } from './case-text.tsx';
import type { FormValue } from './fields.tsx';
import { GroundsChecklist } from './grounds-checklist.tsx';
import type { Grounds } from './grounds-checklist.tsx';
import { casePath, kindNamed } from './matter-marks.tsx';
import { Passages, passagesOf } from './passages.tsx';
import { UnitPicker } from './pickers.tsx';
import { RefusalLine } from './refusal-line.tsx';
import { isLikely, levelOf } from './plans.ts';
import type { ProposedUnit } from './plans.ts';
import { UnitList } from './unit-list.tsx';
import type { Bulk } from './use-bulk.ts';
import { wordsOfRecord } from '../shared/index.ts';

interface ScreeningAsideProps {
  readonly matter: MatterLine;
  /** Units to choose from, once they are known; null where none are chosen with this step. */
  readonly proposed: { readonly units: readonly ProposedUnit[] | undefined } | null;
  /** Who else has it open now. */
  readonly colleagues: readonly string[] | undefined;
  readonly bulk: Bulk;
  readonly grounds: Grounds;
  readonly onGrounds: (grounds: Grounds) => void;
  /** The categories of the body, told to the queue once they are known. */
  readonly onFields: (fields: readonly { value: string; label: string }[]) => void;
}

/** The matter under the cursor: text, proposed units with reasons, grounds to check, similar ones, and the decision. */
export function ScreeningAside(props: ScreeningAsideProps) {
  const view = useRead(
    readCase,
    { params: { bodyId: props.matter.bodyId, matterId: props.matter.id } },
    { topics: [`matter:${props.matter.id}`] },
  );
  if (!view.data)
    return (
      <Pane label="当前件" as="aside">
        <div className="sec">
          <h2 className="title-2">{props.matter.title}</h2>
        </div>
        <Read of={view} rows={10}>
          {() => null}
        </Read>
      </Pane>
    );
  return <Decision {...props} view={view.data} />;
}

interface Wanted {
  readonly act: ActView;
  readonly preset: FormValue;
}

function Decision({ matter, proposed, colleagues, bulk, grounds, onGrounds, onFields, view }: ScreeningAsideProps & { view: CaseView }) {
  const go = useGo();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [units, setUnits] = useState<readonly string[] | null>(null);
  const main = mainAct(view.acts);
  const choices = main?.fields.find((field) => field.name === 'checked')?.choices ?? [];
  const fields = main?.fields.find((field) => field.name === 'field')?.choices;
  useEffect(() => {
    if (fields) onFields(fields);
  }, [fields, onFields]);
  const chosen = units ?? (proposed?.units ?? []).filter(isLikely).map((one) => one.unit.id);
  const input = {
    ...(choices.length > 0 ? { checked: choices.map((one) => one.value) } : {}),
    ...(main?.fields.some((field) => field.name === 'units') ? { units: chosen } : {}),
  };
  const accept = useAccept(view, main, bulk, (act, preset) => setWanted({ act, preset }), input);
  const merge = (into: string) => {
    const act = view.acts.find((one) => one.act === 'mergeInto');
    if (act) setWanted({ act, preset: { into } });
  };
  const met = choices.filter((one) => grounds[one.value] === 'met');
  const blocked =
    main?.blocked ??
    gapOf(
      main?.label ?? '',
      met.map((one) => one.label),
      choices.filter((one) => !grounds[one.value]).length,
    );
  return (
    <Pane
      label="当前件"
      as="aside"
      foot={<Acts view={view} main={main} blocked={blocked} met={met.map((one) => one.value)} accept={accept} onWant={setWanted} />}
    >
      <OthersLooking names={colleagues} />
      <Text view={view} onOpen={() => go(casePath(matter))} />
      <Standing view={view} />
      {main &&
        proposed &&
        (proposed.units ? (
          <ProposedUnits proposed={proposed.units} chosen={chosen} onChange={setUnits} />
        ) : (
          <Loading rows={3} words="正在推荐单位" />
        ))}
      {choices.length > 0 && (
        <GroundsChecklist
          title={`${refusalOf(view)}的情形`}
          accept={main?.label ?? ''}
          choices={choices}
          grounds={grounds}
          onChange={onGrounds}
        />
      )}
      <SimilarOnes view={view} onMerge={merge} />
      {wanted && <ActDialog of={actCaseOf(view)} act={wanted.act} preset={wanted.preset} onClose={() => setWanted(null)} />}
    </Pane>
  );
}

function OthersLooking({ names }: { names: readonly string[] | undefined }) {
  if (!names || names.length === 0) return null;
  return (
    <p className="doubt aside-doubt" role="status">
      {names.join('、')}正在看这一件，请先商量再决定。
    </p>
  );
}

/** What the office says where a ground is met, as its act is called: 不予受理, 不予立案. */
function refusalOf(view: CaseView): string {
  return view.acts.find((act) => act.fields.some((field) => field.name === 'grounds'))?.label ?? '不受理';
}

/** What is known of it by now where it has gone further than to be looked at: the committee, what was recorded last, how many signed. */
function Standing({ view }: { view: CaseView }) {
  const last = view.records.at(-1);
  const words = [view.committee, view.collective && `以${view.collective}名义`].filter(Boolean).join('，');
  if (!last && words === '') return null;
  return (
    <Section title={last ? last.label : '现在'} note={words || undefined}>
      {last &&
        wordsOfRecord(last).map((field) => (
          <p key={field.name} className="m">
            <span className="s">{field.label}</span> {field.words}
          </p>
        ))}
    </Section>
  );
}

/** Why the matter cannot be taken yet, in words; null where it can. */
function gapOf(label: string, met: readonly string[], unlooked: number): string | null {
  if (met.length > 0) return `有“${met[0]}”情形，不能${label}`;
  return unlooked > 0 ? `还有 ${unlooked} 项情形没有核` : null;
}

interface ActsProps {
  readonly view: CaseView;
  readonly main: ActView | undefined;
  readonly blocked: string | null;
  /** Grounds found to be the case; a refusal begins with them. */
  readonly met: readonly string[];
  readonly accept: { readonly run: () => void; readonly busy: boolean; readonly refusal: string | null };
  readonly onWant: (wanted: Wanted) => void;
}

function Acts({ view, main, blocked, met, accept, onWant }: ActsProps) {
  const start = (act: ActView) => onWant({ act, preset: act.fields.some((field) => field.name === 'grounds') ? { grounds: met } : {} });
  const others = view.acts.filter((act) => act !== main && act.on === 'matter' && decides(view.matter.kind, act));
  useKeys([
    main && { keys: 'a', label: main.label, blocked: blocked ?? undefined, act: accept.run },
    ...others.map((act) => {
      const key = keyOf(act, others);
      return key ? { keys: key, label: act.label, blocked: act.blocked ?? undefined, act: () => start(act) } : null;
    }),
  ]);
  if (!main && others.length === 0) return <span className="s">{view.story}</span>;
  return (
    <>
      {main && (
        <Button filled keys="a" busy={accept.busy} blocked={blocked} onPress={accept.run}>
          {main.label}
        </Button>
      )}
      {others.map((act) => (
        <Button key={act.act} keys={keyOf(act, others)} blocked={act.blocked} onPress={() => start(act)}>
          {act.label}
        </Button>
      ))}
      {main && blocked && <span className="s">{blocked}</span>}
      <RefusalLine words={accept.refusal} />
    </>
  );
}

/** The acts of a decision: those that lead on or out, or keep what was said. Notes, messages and the like stand on the case's page. */
function decides(kind: string, { act }: ActView): boolean {
  const declared = kindNamed(kind)?.acts[act];
  if (!declared) return false;
  return (
    Boolean(declared.to ?? declared.toBy ?? declared.converts) || declared.effects.includes('record') || declared.effects.includes('refer')
  );
}

/** Accepting goes through the undo window, so that a slip of the finger is taken back before a number is given or anybody told. */
function useAccept(
  view: CaseView,
  main: ActView | undefined,
  bulk: Bulk,
  ask: (act: ActView, preset: FormValue) => void,
  input: FormValue,
) {
  const run = () => {
    if (!main) return;
    // What asks for more than was chosen here has its form.
    const complete = main.fields.every((field) => !field.required || field.name in input);
    if (!kindNamed(view.matter.kind)?.acts[main.act]?.bulk || !complete) {
      ask(main, input);
      return;
    }
    const targets = [{ bodyId: view.matter.bodyId, matterId: view.matter.id }];
    void bulk.run({ kind: view.matter.kind, act: main.act, input, targets }, `${main.label}《${view.matter.title}》`);
  };
  return { run, busy: bulk.busy, refusal: bulk.refusal };
}

function Text({ view, onOpen }: { view: CaseView; onOpen: () => void }) {
  const signers = view.parties.filter((party) => party.role === 'signer');
  const passages = passagesOf(view.text);
  const wish = view.text.find((part) => part.name === 'suggestedUnits');
  return (
    <div className="sec">
      <div className="row s">
        <span className="cut">
          <b className="ink">{view.matter.author?.name}</b> {view.matter.author?.title}
          {view.matter.submittedAt && `，${momentWords(view.matter.submittedAt)}`}
        </span>
        <span className="right">
          <Button small keys="o" onPress={onOpen}>
            全件
          </Button>
        </span>
      </div>
      <h2 className="title-2">{view.matter.title}</h2>
      <Passages text={view.text} />
      <div className="row wrap screen-marks">
        {passages.length > 1 && (
          <span className="clk done">
            <Icon name="tick" />有{passages.map((part) => part.label).join('、')}
          </span>
        )}
        {signers.length > 0 && (
          <span className={signers.every((party) => party.state === 'confirmed') ? 'clk done' : 'clk soon'}>
            <Icon name={signers.every((party) => party.state === 'confirmed') ? 'tick' : 'half'} />
            联名 {signers.filter((party) => party.state === 'confirmed').length} / {signers.length} 人已确认
          </span>
        )}
        {Array.isArray(wish?.value) && wish.value.length > 0 && (
          <span className="s">
            希望由
            <UnitList ids={wish.value} />
            办理
          </span>
        )}
      </div>
      <Files files={view.files} />
    </div>
  );
}

function ProposedUnits({
  proposed,
  chosen,
  onChange,
}: {
  proposed: readonly ProposedUnit[];
  chosen: readonly string[];
  onChange: (units: readonly string[]) => void;
}) {
  const [adding, setAdding] = useState(false);
  // The first three, and whatever is ticked: the rest is only noise until somebody asks for it.
  const shown = adding ? proposed : proposed.filter((one, place) => place < 3 || chosen.includes(one.unit.id));
  useKeys([{ keys: 'u', label: '改单位', act: () => setAdding(true) }]);
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Section
      title="拟交单位"
      note="按单位职责和以往交办推荐"
      act={
        <Button small keys="u" onPress={() => setAdding(!adding)}>
          改
        </Button>
      }
    >
      {shown.map((one) => (
        <div key={one.unit.id} className="unit-line">
          <Checkbox checked={chosen.includes(one.unit.id)} label={one.unit.shortName} onChange={() => toggle(one.unit.id)} />
          <span>
            <b>{one.unit.shortName}</b> <Tag kind={one.role === 'lead' ? 'strong' : undefined}>{one.role === 'lead' ? '主办' : '会办'}</Tag>
            <br />
            <span className="s">{one.reason}</span>
          </span>
          <Certainty level={levelOf(one)} share={one.certainty} />
        </div>
      ))}
      {proposed.length === 0 && <p className="m">没有把握推荐，请自己选。</p>}
      {(adding || proposed.length === 0) && (
        <UnitPicker label="拟交单位" many most={10} value={chosen} onChange={onChange} autoFocus={adding} />
      )}
    </Section>
  );
}

/** A case may be joined with while its own may still be joined: it has not gone to units yet. */
function mergeable(matter: MatterLine): boolean {
  return kindNamed(matter.kind)?.acts['mergeInto']?.from.includes(matter.state) ?? false;
}

function SimilarOnes({ view, onMerge }: { view: CaseView; onMerge: (into: string) => void }) {
  const similar = useRead(listSimilar, { params: { bodyId: view.matter.bodyId, matterId: view.matter.id } }, { staleTime: 300_000 });
  const items = similar.data?.items ?? [];
  if (items.length === 0) return null;
  const may = view.acts.some((act) => act.act === 'mergeInto' && !act.blocked);
  return (
    <Section title="相似件" note={may ? '并案前看差别' : undefined}>
      {items.slice(0, 6).map(({ matter, likeness }) => (
        <div key={matter.id} className="row similar-line">
          <b>{Math.round(likeness * 100)}%</b>
          <DeskLink className="cut grow" to={casePath(matter)} title={matter.title}>
            {matter.title}
          </DeskLink>
          <span className="s nw">{matter.shortNumber ? `${matter.shortNumber} 号` : matter.stateLabel}</span>
          {may && matter.kind === view.matter.kind && mergeable(matter) && (
            <Button small onPress={() => onMerge(matter.id)}>
              并入
            </Button>
          )}
        </div>
      ))}
    </Section>
  );
}
