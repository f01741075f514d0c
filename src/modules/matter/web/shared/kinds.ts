import { kinds } from '../../contract/kinds/index.ts';
import type { Kind } from '../../contract/kind.ts';
import { IconPaper, IconReport, IconSpeakOut, IconTalk, IconWrite, type IconComponent } from '#platform/web/shared/icons.tsx';

/** No two kinds of one body look alike. */
const icons: Readonly<Record<string, IconComponent>> = {
  report: IconReport,
  suggestion: IconWrite,
  motion: IconPaper,
  proposal: IconPaper,
  sentiment: IconSpeakOut,
  concern: IconTalk,
};

/** The icon of a kind; an unknown one is drawn as writing. */
export function iconOfKind(kind: string): IconComponent {
  return icons[kind] ?? IconWrite;
}

/** The declared words of a kind; for kinds that this version does not know, plain ones. */
export function wordsOfKind(kind: string): Kind['words'] {
  return kinds[kind]?.words ?? { name: '事项', full: '事项', raise: '提出', author: '提出人', signer: '联名人', counter: '件' };
}

/** Kinds that a seat may raise, in the declared order. `can` is the seat's permissions. */
export function raisableKinds(can: (permission: string) => boolean): readonly Kind[] {
  return Object.values(kinds).filter((kind) => can(`matter.${kind.kind}.raise`));
}

/** Kinds that a seat at an organisation meets: those of its own sort of body; a unit meets all. */
export function kindsMet(organisation: string | undefined): readonly Kind[] {
  const body = organisation === 'congress' || organisation === 'cppcc';
  return Object.values(kinds).filter((kind) => !body || kind.bodyKind === organisation);
}
