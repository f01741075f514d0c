import { useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { ruleKinds, type RuleKind } from '../../contract/parameter.ts';
import { groupsFor } from '../../contract/parameters.ts';
import { listVersions, readSheet } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { useActBlocks } from './act-blocks.ts';
import { CheckBasisDialog } from './check-basis-dialog.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { EditValueDialog } from './edit-value-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RuleDetail } from './rule-detail.tsx';
import { RuleFacts } from './rule-facts.tsx';
import { RuleRail } from './rule-rail.tsx';
import { RuleTable } from './rule-table.tsx';
import { VersionTimeline } from './version-timeline.tsx';
import './profile.css';

type Versions = AnswerOf<typeof listVersions>;
type Sheet = AnswerOf<typeof readSheet>;
type Dialog = 'edit' | 'basis' | 'compare' | 'history' | 'publish';

/** The rules of the body: every number and choice with its source, in versions; a draft is edited here and published from here. */
export default function RulesPage() {
  const [address, change] = useAddress();
  const versions = useRead(listVersions);
  const sheet = useRead(readSheet, { query: { versionId: address.version } }, { keepPrevious: true });
  return (
    <Read of={versions}>
      {(timeline) => (
        <Read of={sheet} rows={20}>
          {(shown) => <Rules versions={timeline} sheet={shown} kind={address.kind} onChange={change} />}
        </Read>
      )}
    </Read>
  );
}

function Rules({ versions, sheet, kind: wanted, onChange }: {
  versions: Versions; sheet: Sheet; kind: string | undefined; onChange: (change: Record<string, string | undefined>) => void;
}) {
  const kinds = ruleKinds[versions.standing.kind];
  const { kind, label } = kinds.find((one) => one.kind === wanted) ?? kinds[0]!;
  const rows = rowsOf(sheet, versions, kind);
  const cursor = useCursor(rows.map((row) => row.key));
  const row = rows.find((one) => one.key === cursor.id) ?? null;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const acts = useActBlocks(versions, sheet, row);
  const next = [...rows.slice(cursor.index + 1), ...rows].find((one) => one.basis.status === 'unverified') ?? null;
  const checkNext = () => { if (next) { cursor.go(next.key); setDialog('basis'); } };
  useKeys([
    { keys: 'e', label: '改值', act: () => setDialog('edit'), blocked: acts.edit ?? undefined },
    { keys: 'c', label: '对比版本', act: () => setDialog('compare'), blocked: acts.compare ?? undefined },
    { keys: 'h', label: '本项历史', act: () => setDialog('history') },
    { keys: 'p', label: '发布', act: () => setDialog('publish'), blocked: acts.publish ?? undefined },
  ]);
  return (
    <DeskPage
      title={`${label}规则`} facts={<RuleFacts bodyName={versions.bodyName} rows={rows} />}
      act={<>
        <Button onPress={() => setDialog('compare')} keys="c" blocked={acts.compare}>对比版本</Button>
        <Button onPress={() => setDialog('publish')} keys="p" blocked={acts.publish} filled={acts.publish === null}>发布{acts.draftLabel ? ` ${acts.draftLabel} 版` : ''}</Button>
        <Button onPress={checkNext} filled={acts.publish !== null} blocked={acts.basis ?? (next ? null : '没有待核的原文')}>核对下一条原文</Button>
      </>}
      strip={<VersionTimeline versions={versions} shownId={sheet.version?.id ?? null} onPick={(version) => onChange({ version })} />}
    >
      <Panes columns="188px minmax(0, 1fr) 356px">
        <Pane label="规则" as="nav"><RuleRail versions={versions} picked={kind} onPick={(one) => onChange({ kind: one })} /></Pane>
        <Pane label="参数">
          <RuleTable groups={groupsFor(versions.standing, kind)} rows={rows} draft={sheet.version?.state === 'draft'} cursor={cursor} onOpen={() => setDialog(row?.basis.status === 'unverified' && !acts.basis ? 'basis' : acts.edit ? 'history' : 'edit')} />
        </Pane>
        <Pane label="本项" as="aside">
          {row && <RuleDetail key={row.key} row={row} number={rows.indexOf(row) + 1} sheet={sheet} today={versions.today} blocked={acts} onEdit={() => setDialog('edit')} onCheck={() => setDialog('basis')} onHistory={() => setDialog('history')} />}
        </Pane>
      </Panes>
      {dialog === 'edit' && row && <EditValueDialog row={row} sheet={sheet} versions={versions} onClose={() => setDialog(null)} />}
      {dialog === 'basis' && row && <CheckBasisDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'history' && row && <HistoryDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'compare' && <CompareDialog versions={versions} shown={sheet} onClose={() => setDialog(null)} />}
      {dialog === 'publish' && sheet.version && <PublishDialog sheet={sheet} versions={versions} onClose={() => setDialog(null)} onPublished={() => onChange({ version: undefined })} />}
    </DeskPage>
  );
}

function rowsOf(sheet: Sheet, versions: Versions, kind: RuleKind): SheetRow[] {
  const keys = groupsFor(versions.standing, kind).flatMap((group) => group.keys);
  return keys.flatMap((key) => sheet.rows.filter((row) => row.key === key));
}
