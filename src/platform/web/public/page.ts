import type { Ask } from '../../contract/route.ts';
import type { Html } from './html.ts';

/** Whose colours a page wears: a body's, or plain ink where it speaks for several. */
export type PublicTheme = 'congress' | 'cppcc' | 'unit';

/** How the visitor reads: large letters stand in the address, so no cookie is needed and every answer is the same for all. */
export interface View {
  readonly size: 'standard' | 'elder';
  readonly now: Date;
  /** The address of another page below `/p`, in the same size. Members of the query without a value are left out. */
  readonly link: (path: string, query?: Readonly<Record<string, string | undefined>>) => string;
}

/** One request for a page. Members of the query that came twice count once. */
export interface PageCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly view: View;
  readonly ask: Ask;
}

/** What a page says of itself and shows; the frame around it is the terminal's. */
export interface PageContent {
  /** Title of the window and of a shared link. */
  readonly title: string;
  /** One sentence for search engines and shared links. */
  readonly description: string;
  readonly theme: PublicTheme;
  /** What stands at the top: `明州市` `人大` `公开`, the middle in the body's colour. */
  readonly name: readonly [before: string, mark: string, after: string];
  /** Whose words these are; stands at the foot. */
  readonly publisher: string | null;
  /** Path and query below `/p` by which the page is known, without the visitor's own choices. */
  readonly address: string;
  /** Where 返回 leads; omitted on first pages. */
  readonly back?: string;
  /** Keeps search engines from listing it: results of a search, further pages of a list. */
  readonly unlisted?: boolean;
  /** Path and query below `/p` of the feed that belongs to the page. */
  readonly feed?: string;
  /** Path below `/p` of the picture that goes with a shared link; omitted where the terminal's own mark will do. */
  readonly card?: string;
  /** The page offers more where scripts run (see `src/apps/public/matter-script.js`); it must read and work without. */
  readonly enhanced?: boolean;
  readonly main: Html;
}

/** A page for citizens. Modules export lists of them from `web/public/index.ts`. */
export interface PublicPage {
  /** Fastify path below `/p`, e.g. `/matters/:matterId`. */
  readonly path: string;
  readonly make: (call: PageCall) => Promise<PageContent>;
}

/** A document for programs: a feed of what is published, a site map. */
export interface PublicFeed {
  readonly path: string;
  /** Its media type; Atom unless told. */
  readonly type?: string;
  readonly make: (call: PageCall & { readonly absolute: (path: string) => string }) => Promise<Html>;
}

/** A picture for shared links, as SVG of 1200 by 630; the terminal turns it into PNG and keeps it while it stays the same. */
export interface PublicCard {
  readonly path: string;
  readonly draw: (call: PageCall) => Promise<Html>;
}
