import { kinds } from '../../contract/kinds/index.ts';
import type { Kind } from '../../contract/kind.ts';
import { IconReport, IconSpeakOut, IconWrite, type IconComponent } from '#platform/web/shared/icons.tsx';

const icons: Readonly<Record<string, IconComponent>> = { report: IconReport, suggestion: IconWrite, publicSentimentReport: IconSpeakOut };

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
