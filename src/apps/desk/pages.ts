import type { TerminalPage } from '#platform/web/shared/page.ts';
import { directoryPages } from '#modules/directory/web/desk/index.ts';
import { identityPages } from '#modules/identity/web/desk/index.ts';
import { matterPages } from '#modules/matter/web/desk/index.ts';

/** Every page of the desk, from the modules that have some. The order of the rooms stands in each page's `navigation`. */
export const deskPages: readonly TerminalPage[] = [...matterPages, ...directoryPages, ...identityPages];
