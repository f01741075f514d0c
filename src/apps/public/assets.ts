import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, trusted } from '#platform/web/public/html.ts';

const web = join(import.meta.dirname, '../../platform/web');

/** A file that never changes under its address. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

/** A style sheet that stands in the page itself, and the word by which the page's policy lets it in. */
export interface InlineStyle {
  readonly element: Html;
  readonly policy: string;
}

/**
 * The one style sheet of citizens' pages: the tokens of all terminals and the rules of this one. It stands in the page, since most who come
 * read one shared page on a slow network, where asking for a second file takes longer than its five kilobytes.
 */
export function styleSheet(): InlineStyle {
  const tokens = readFileSync(join(web, 'shared/tokens.css'), 'utf8').replaceAll(/\[data-terminal="(desk|screen)"\]\s*\{[^}]*\}/g, '');
  const rules = compact(tokens + readFileSync(join(web, 'public/public.css'), 'utf8'));
  return {
    element: trusted(`<style>${rules}</style>`),
    policy: `'sha256-${createHash('sha256').update(rules).digest('base64')}'`,
  };
}

/** What a page adds where scripts run: telling of changes, sharing, copying, printing. */
export function matterScript(): Asset {
  return hashed('matter', 'js', 'text/javascript; charset=utf-8', readFileSync(join(import.meta.dirname, 'matter-script.js'), 'utf8'));
}

/** Shows pushed messages. Its address must stay the same, so it is looked at anew each time. */
export function serviceWorker(): string {
  return readFileSync(join(import.meta.dirname, 'service-worker.js'), 'utf8');
}

function hashed(name: string, ending: string, type: string, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/${name}.${hash}.${ending}`, type, content };
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
