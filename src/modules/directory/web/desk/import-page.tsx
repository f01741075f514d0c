import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { ListImportActs, ListImportPanes, useListImport } from '#platform/web/desk/list-import.tsx';
import { DeskPage } from '#platform/web/desk/page.tsx';
import { importColumns } from '../../contract/people-import.ts';
import type { ImportKind } from '../../contract/people-import.ts';
import { importPeople, importTemplate } from '../../contract/routes.ts';
import { useMemberWords } from './member-words.ts';

/** Import of members or staff from Excel. */
export default function ImportPage() {
  const words = useMemberWords();
  const go = useGo();
  const [address, change] = useAddress();
  const kind: ImportKind = address['kind'] === 'staff' ? 'staff' : 'members';
  const run = useListImport(importPeople, { kind });
  const turn = (next: ImportKind) => {
    run.forget();
    change({ kind: next });
  };
  const template = () =>
    saveFrom(importTemplate, { query: { kind } }, kind === 'members' ? `${words.person}名册模板.xlsx` : '工作人员模板.xlsx');
  return (
    <DeskPage
      title="从 Excel 导入名册"
      facts={
        <span className="choices">
          <button type="button" aria-pressed={kind === 'members'} onClick={() => turn('members')}>
            {words.person}
          </button>
          <button type="button" aria-pressed={kind === 'staff'} onClick={() => turn('staff')}>
            工作人员
          </button>
        </span>
      }
      act={<ListImportActs run={run} template={template} />}
    >
      <ListImportPanes
        run={run}
        columns={importColumns[kind]}
        after={
          <Button small onPress={() => go(kind === 'members' ? '/members' : '/people')}>
            看名册
          </Button>
        }
      />
    </DeskPage>
  );
}
