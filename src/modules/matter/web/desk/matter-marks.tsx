import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMe } from '#platform/web/shared/session.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { OwnerMark, Tag } from '#platform/web/desk/marks.tsx';
import { useBodyMark } from '#platform/web/desk/frame.tsx';
import type { BodyMark } from '#platform/web/desk/frame.tsx';
import { readOrganisation } from '#modules/directory/contract/routes.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { kinds } from '../../contract/kinds/index.ts';
import type { Kind } from '../../contract/kind.ts';
import type { MatterLine } from '../../contract/views.ts';
import { kindsMet } from '../shared/index.ts';

/** The declared kind, or null where this build does not know it yet. */
export function kindNamed(name: string): Kind | null {
  return kinds[name] ?? null;
}

/** Which side a kind of matter belongs to. */
export function sideOf(kind: string): 'congress' | 'cppcc' {
  return kindNamed(kind)?.bodyKind ?? 'congress';
}

/** 人大 or 政协, in its frame. */
export function Source({ kind }: { kind: string }): ReactNode {
  return <OwnerMark body={sideOf(kind)} />;
}

/** Kinds that the office of the seat's body handles; a unit handles all. */
export function useKinds(): readonly Kind[] {
  const organisation = useMe().seat?.organisation.kind;
  return useMemo(() => kindsMet(organisation), [organisation]);
}

/** Small signs before a title: 重点, 公开. */
export function TitleMarks({ matter }: { matter: MatterLine }): ReactNode {
  return (
    <>
      {matter.key && (
        <span className="title-mark">
          <Tag kind="key">
            <Icon name="star" /> 重点
          </Tag>
        </span>
      )}
    </>
  );
}

/** The units of a matter in one cell: those who answer first, then how many others. */
export function Units({ matter }: { matter: MatterLine }): ReactNode {
  const [first, ...others] = matter.units;
  return first ? (
    <>
      {first.name}
      {others.length > 0 && <span className="s"> 等 {matter.units.length} 家</span>}
    </>
  ) : null;
}

/** The block at the top left while a case is open: units see the name and colour of the body that owns it. */
export function useOwnerMark(matter: MatterLine): void {
  const own = useMe().seat?.organisation.id === matter.bodyId;
  const owner = useRead(readOrganisation, { params: { id: matter.bodyId } }, { enabled: !own, staleTime: 600_000 });
  const side = sideOf(matter.kind);
  const word = kindNamed(matter.kind)?.words.name ?? '';
  const mark: BodyMark = {
    body: side,
    name: owner.data?.shortName ?? (side === 'congress' ? '人大' : '政协'),
    note: matter.shortNumber ? `${matter.shortNumber} 号${word}` : word,
  };
  useBodyMark(own ? null : mark);
}

/** Path of a case on the desk. */
export function casePath(matter: { bodyId: string; id: string }): string {
  return `/matters/${matter.bodyId}/${matter.id}`;
}

/** What came of a matter in words: the class letter of an answer, or how a report was answered. */
export function answerWords(answerClass: string): string {
  const words: Readonly<Record<string, string>> = { done: '已经办好', explained: '已作解释', planned: '已列入计划' };
  return /^[A-D]$/.test(answerClass) ? `${answerClass} 类` : (words[answerClass] ?? answerClass);
}
