import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(import.meta.dirname, '../../platform/web');

/** A file that never changes under its address. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

/** The one style sheet of citizens' pages: the tokens of all terminals and the rules of this one. Its address carries its hash. */
export function styleSheet(): Asset {
  const tokens = readFileSync(join(web, 'shared/tokens.css'), 'utf8').replaceAll(/\[data-terminal="(desk|screen)"\]\s*\{[^}]*\}/g, '');
  const content = compact(tokens + readFileSync(join(web, 'public/public.css'), 'utf8'));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/style.${hash}.css`, type: 'text/css; charset=utf-8', content };
}

/** Without comments and needless space; strings in these style sheets hold neither. */
function compact(css: string): string {
  return css
    .replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};]) ?/g, '$1')
    .trim();
}

/** The mark in a browser's tab: a page with a tick. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#b3161d"/><path d="M9 7h14v18H9z" fill="#fff"/><path d="M12.5 16.5l3 3 5-6" fill="none" stroke="#b3161d" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
