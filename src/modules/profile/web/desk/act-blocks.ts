import { useCan } from '#platform/web/shared/session.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { listVersions, readSheet } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';

/** Why each act cannot be done now, or null where it can. */
export interface ActBlocks {
  readonly edit: string | null;
  readonly basis: string | null;
  readonly publish: string | null;
  readonly compare: string | null;
  /** The label that the draft would get; null without a draft. */
  readonly draftLabel: string | null;
}

/** What the seat may do with the shown version and row. */
export function useActBlocks(versions: AnswerOf<typeof listVersions>, sheet: AnswerOf<typeof readSheet>, row: SheetRow | null): ActBlocks {
  const can = useCan();
  const draft = versions.items.find((one) => one.state === 'draft') ?? null;
  const showsEarlier = sheet.version?.state === 'published' && (draft !== null || !sheet.version.current);
  return {
    edit: !can('profile.edit')
      ? '您的身份不能改规则'
      : showsEarlier
        ? '这一版已经发布，请在草稿上改'
        : row?.lock === 'fixed'
          ? row.lockReason
          : null,
    basis: can('profile.edit') ? null : '您的身份不能登记依据',
    publish: can('profile.publish') ? draftBlock(versions, sheet) : '由代表、提案工作机构负责人发布',
    compare: versions.items.length < 2 ? '还只有一版' : null,
    draftLabel: draft?.label ?? null,
  };
}

function draftBlock(versions: AnswerOf<typeof listVersions>, sheet: AnswerOf<typeof readSheet>): string | null {
  const draft = versions.items.find((one) => one.state === 'draft');
  if (!draft) return '还没有草稿，先按 E 改一项';
  if (draft.changes === 0 && versions.items.length > 1) return '草稿没有改动';
  return sheet.version?.id === draft.id ? null : '先在上面选草稿';
}
