import type { TerminalPage } from '#platform/web/shared/page.ts';
import { arrangementPages } from './arrangement/pages.ts';
import { hallPages } from './hall/pages.ts';
import { papersPages } from './papers/pages.ts';
import { peoplePages } from './people/pages.ts';
import { placesPages } from './places/pages.ts';
import { presencePages } from './presence/pages.ts';
import { wordsPages } from './words/pages.ts';

/** The desk's pages of the meeting module. */
export const meetingPages: readonly TerminalPage[] = [
  ...arrangementPages,
  ...peoplePages,
  ...presencePages,
  ...placesPages,
  ...papersPages,
  ...wordsPages,
  ...hallPages,
];
