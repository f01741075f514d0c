import { useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { ruleKinds, type RuleKind } from '../../contract/parameter.ts';
import { groupsFor } from '../../contract/parameters.ts';
import { listVersions, readSheet } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import type { ActBlocks } from './act-blocks.ts';
import { useActBlocks } from './act-blocks.ts';
import { RuleDetail } from './rule-detail.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import type { RuleDialogName } from './rule-dialog.tsx';
import { RuleFacts } from './rule-facts.tsx';
import { RuleRail } from './rule-rail.tsx';
import { RuleTable } from './rule-table.tsx';
import { VersionTimeline } from './version-timeline.tsx';
import './profile.css';

type Versions = AnswerOf<typeof listVersions>;
type Sheet = AnswerOf<typeof readSheet>;

/** The rules of the body: every number and choice with its source, in versions; a draft is edited here and published from here. */
export default function RulesPage() {
  const [address, change] = useAddress();
  const versions = useRead(listVersions);
  const sheet = useRead(readSheet, { query: { versionId: address.version } }, { keepPrevious: true });
  return (
    <Read of={versions}>
      {(timeline) => (
        <Read of={sheet} rows={20}>
          {(shown) => <Rules versions={timeline} sheet={shown} wanted={address.kind} onChange={change} />}
        </Read>
      )}
    </Read>
  );
}

interface RulesProps {
  readonly versions: Versions;
  readonly sheet: Sheet;
  /** The business in the address; any other word shows the first. */
  readonly wanted: string | undefined;
  readonly onChange: (change: Record<string, string | undefined>) => void;
}

function Rules({ versions, sheet, wanted, onChange }: RulesProps) {
  const kinds = ruleKinds[versions.standing.kind];
  const { kind, label } = kinds.find((one) => one.kind === wanted) ?? kinds[0]!;
  const rows = rowsOf(sheet, versions, kind);
  const cursor = useCursor(rows.map((row) => row.key));
  const row = rows.find((one) => one.key === cursor.id) ?? null;
  const [dialog, setDialog] = useState<RuleDialogName | null>(null);
  const blocks = useActBlocks(versions, sheet, row);
  const next = [...rows.slice(cursor.index + 1), ...rows].find((one) => one.basis.status === 'unverified') ?? null;
  const checkNext = () => {
    if (!next) return;
    cursor.go(next.key);
    setDialog('basis');
  };
  useRuleKeys(blocks, setDialog);
  return (
    <DeskPage
      title={`${label}规则`}
      facts={<RuleFacts bodyName={versions.bodyName} rows={rows} />}
      act={<HeadActs blocks={blocks} onOpen={setDialog} onNext={checkNext} left={next !== null} />}
      strip={<VersionTimeline versions={versions} shownId={sheet.version?.id ?? null} onPick={(version) => onChange({ version })} />}
    >
      <Panes columns="188px minmax(0, 1fr) 356px">
        <Pane label="规则和日历">
          <RuleRail versions={versions} picked={kind} onPick={(one) => onChange({ kind: one })} />
        </Pane>
        <Pane label="参数">
          <RuleTable
            groups={groupsFor(versions.standing, kind)}
            rows={rows}
            draft={sheet.version?.state === 'draft'}
            cursor={cursor}
            onOpen={(opened) => setDialog(dialogFor(opened, blocks))}
          />
        </Pane>
        <Pane label="本项" as="aside">
          {row && (
            <RuleDetail
              key={row.key}
              row={row}
              number={cursor.index + 1}
              sheet={sheet}
              today={versions.today}
              blocks={blocks}
              onOpen={setDialog}
            />
          )}
        </Pane>
      </Panes>
      <RuleDialog
        name={dialog}
        row={row}
        sheet={sheet}
        versions={versions}
        onClose={() => setDialog(null)}
        onDraftGone={() => onChange({ version: undefined })}
      />
    </DeskPage>
  );
}

function useRuleKeys(blocks: ActBlocks, open: (dialog: RuleDialogName) => void): void {
  useKeys([
    { keys: 'e', label: '改值', act: () => open('edit'), blocked: blocks.edit ?? undefined },
    { keys: 'c', label: '对比版本', act: () => open('compare'), blocked: blocks.compare ?? undefined },
    { keys: 'h', label: '本项历史', act: () => open('history') },
    { keys: 'p', label: '发布', act: () => open('publish'), blocked: blocks.publish ?? undefined },
  ]);
}

interface HeadActsProps {
  readonly blocks: ActBlocks;
  readonly onOpen: (dialog: RuleDialogName) => void;
  readonly onNext: () => void;
  /** Whether any row still rests on an unchecked text. */
  readonly left: boolean;
}

/** The filled button is publishing once there is something to publish, and checking sources until then. */
function HeadActs({ blocks, onOpen, onNext, left }: HeadActsProps) {
  return (
    <>
      <Button onPress={() => onOpen('compare')} keys="c" blocked={blocks.compare}>
        对比版本
      </Button>
      <Button onPress={() => onOpen('publish')} keys="p" blocked={blocks.publish} filled={blocks.publish === null}>
        发布{blocks.draftLabel ? ` ${blocks.draftLabel} 版` : ''}
      </Button>
      <Button onPress={onNext} filled={blocks.publish !== null} blocked={blocks.basis ?? (left ? null : '没有待核的原文')}>
        核对下一条原文
      </Button>
    </>
  );
}

/** What Enter does with a row: its source first where that is unchecked, else its value, else its history. */
function dialogFor(row: SheetRow, blocks: ActBlocks): RuleDialogName {
  if (row.basis.status === 'unverified' && !blocks.basis) return 'basis';
  return blocks.edit ? 'history' : 'edit';
}

function rowsOf(sheet: Sheet, versions: Versions, kind: RuleKind): SheetRow[] {
  const keys = groupsFor(versions.standing, kind).flatMap((group) => group.keys);
  return keys.flatMap((key) => sheet.rows.filter((row) => row.key === key));
}
