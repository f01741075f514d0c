import type { AnswerOf } from '#platform/contract/route.ts';
import type { listVersions, readSheet } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { CheckBasisDialog } from './check-basis-dialog.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { EditValueDialog } from './edit-value-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';

export type RuleDialogName = 'edit' | 'basis' | 'compare' | 'history' | 'publish';

interface RuleDialogProps {
  readonly name: RuleDialogName | null;
  readonly row: SheetRow | null;
  readonly sheet: AnswerOf<typeof readSheet>;
  readonly versions: AnswerOf<typeof listVersions>;
  readonly onClose: () => void;
  readonly onDraftGone: () => void;
}

/** The dialog that is open on the rules page, if any. */
export function RuleDialog({ name, row, sheet, versions, onClose, onDraftGone }: RuleDialogProps) {
  if (name === 'compare') return <CompareDialog versions={versions} shown={sheet} onClose={onClose} />;
  if (name === 'publish' && sheet.version) {
    return <PublishDialog sheet={sheet} draft={sheet.version} versions={versions} onClose={onClose} onGone={onDraftGone} />;
  }
  if (!row) return null;
  if (name === 'edit') return <EditValueDialog row={row} sheet={sheet} versions={versions} onClose={onClose} />;
  if (name === 'basis') return <CheckBasisDialog row={row} onClose={onClose} />;
  return name === 'history' ? <HistoryDialog row={row} onClose={onClose} /> : null;
}
