import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#platform/contract/problem.ts';
import type { Ask } from '#platform/contract/route.ts';
import type { PageCall, PageContent, PublicCard, PublicFeed, PublicPage, View } from '#platform/web/public/page.ts';
import { matterCards, matterFeeds, matterPublicPages } from '#modules/matter/web/public/index.ts';
import { icon, matterScript, serviceWorker, styleSheet } from './assets.ts';
import { CardPress } from './cards.ts';
import { framed } from './frame.ts';
import type { Trouble } from './problem-page.ts';
import { failed, missing, pageGone, troublePage } from './problem-page.ts';

export interface PublicPagesOptions {
  /** Answers public routes as nobody; see platform/server/http/ask.ts. */
  readonly ask: Ask;
  /** How browsers reach us, without a trailing slash. */
  readonly publicUrl: string;
  readonly clock?: () => Date;
}

const pages: readonly PublicPage[] = matterPublicPages;
const feeds: readonly PublicFeed[] = matterFeeds;
const cards: readonly PublicCard[] = matterCards;

/**
 * The citizens' terminal below `/p/`: pages made on the server that need neither a script nor a cookie. What a page may load is told by a
 * policy of its own, far narrower than that of the other terminals. Also answers `/robots.txt`.
 */
export function publicPages(options: PublicPagesOptions): (server: FastifyInstance) => Promise<void> {
  const terminal = new PublicTerminal(options);
  return async (server) => {
    server.get('/p', (_request, reply) => reply.redirect('/p/', 308));
    server.get('/robots.txt', (_request, reply) =>
      reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=3600').send(robots(options.publicUrl)),
    );
    await server.register(async (scope) => terminal.serve(scope), { prefix: '/p' });
  };
}

const robots = (publicUrl: string) =>
  [
    'User-agent: *',
    'Allow: /p/',
    'Allow: /api/public/',
    'Disallow: /api/',
    'Disallow: /m/',
    'Disallow: /desk/',
    'Disallow: /screen/',
    `Sitemap: ${publicUrl}/p/sitemap.xml`,
    '',
  ].join('\n');

/** No scripts, no frames, no connections; the one style sheet that stands in the page, and our own pictures. */
const style = styleSheet();
const policy = [
  `default-src 'none'`,
  `style-src ${style.policy}`,
  `img-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'self'`,
].join('; ');

/** For a page that offers more where scripts run: our own file, calls to us, and the worker that shows pushed messages. Still nothing inline. */
const enhancedPolicy = [policy, `script-src 'self'`, `connect-src 'self'`, `worker-src 'self'`].join('; ');

class PublicTerminal {
  private readonly ask: Ask;
  private readonly base: string;
  private readonly clock: () => Date;
  private readonly script = matterScript();
  private readonly press = new CardPress();

  constructor({ ask, publicUrl, clock }: PublicPagesOptions) {
    this.ask = ask;
    this.base = `${publicUrl}/p`;
    this.clock = clock ?? (() => new Date());
  }

  serve(scope: FastifyInstance): void {
    for (const { path, make } of pages)
      scope.get(path, { prefixTrailingSlash: 'slash' }, (request, reply) => this.answer(request, reply, make));
    for (const feed of feeds) scope.get(feed.path, (request, reply) => this.answerFeed(request, reply, feed));
    for (const { path, draw } of cards) scope.get(path, (request, reply) => this.answerCard(request, reply, draw));
    const { path, type, content } = this.script;
    scope.get(path, (_request, reply) => reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(content));
    const worker = serviceWorker();
    scope.get('/service-worker.js', (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, no-cache').send(worker),
    );
    scope.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon));
    scope.get('/share.png', (_request, reply) => reply.redirect('/m/icon-512.png', 302));
    scope.setNotFoundHandler((request, reply) => this.send(request, reply, missing));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, make: PublicPage['make']): Promise<FastifyReply> {
    try {
      return this.send(request, reply, await make(this.callOf(request)));
    } catch (error) {
      return this.send(request, reply, this.troubleOf(error, request));
    }
  }

  private async answerFeed(request: FastifyRequest, reply: FastifyReply, { type, make }: PublicFeed): Promise<FastifyReply> {
    try {
      const feed = await make({ ...this.callOf(request), absolute: (path) => `${this.base}${path}` });
      return keep(request, reply.type(type ?? 'application/atom+xml; charset=utf-8'), feed.text, 'public, max-age=300');
    } catch (error) {
      return this.send(request, reply, this.troubleOf(error, request));
    }
  }

  /** A picture for a shared link; the terminal's own mark where this machine cannot write Chinese. */
  private async answerCard(request: FastifyRequest, reply: FastifyReply, draw: PublicCard['draw']): Promise<FastifyReply> {
    try {
      const picture = await this.press.png((await draw(this.callOf(request))).text);
      if (!picture) return await reply.redirect('/p/share.png', 302);
      return keep(request, reply.type('image/png'), picture, 'public, max-age=600');
    } catch (error) {
      return this.send(request, reply, this.troubleOf(error, request));
    }
  }

  private callOf(request: FastifyRequest): PageCall {
    return { params: request.params as Record<string, string>, query: queryOf(request), view: this.viewOf(request), ask: this.ask };
  }

  private send(request: FastifyRequest, reply: FastifyReply, shown: PageContent | Trouble): FastifyReply {
    const view = this.viewOf(request);
    const trouble = 'status' in shown ? shown : null;
    const content = 'status' in shown ? troublePage(shown, view) : shown;
    const here = request.url.replace(/^\/p/, '') || '/';
    const script = `/p${this.script.path}`;
    const page = framed(content, { view, base: this.base, style: style.element, script, here: trouble ? '/' : here });
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', content.enhanced ? enhancedPolicy : policy)
      .header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (trouble) return reply.code(trouble.status).header('cache-control', 'no-store').send(page.text);
    // Asked anew each time, since what is withdrawn must be gone at once; an unchanged page costs a line.
    return keep(request, reply, page.text, 'public, no-cache');
  }

  private troubleOf(error: unknown, request: FastifyRequest): Trouble {
    if (error instanceof Problem && error.status === 404) return missing;
    if (error instanceof Problem && error.status < 500) return pageGone;
    const id = randomUUID().slice(0, 8);
    request.log.error({ err: error, failure: id }, 'making a public page failed');
    return failed(id);
  }

  private viewOf(request: FastifyRequest): View {
    const query = queryOf(request);
    // 浙里办 hands over its own size as uiStyle, which a page has to follow (DOMAIN §8.4).
    const size = [query['size'], query['uiStyle']].includes('elder') ? 'elder' : 'standard';
    return { size, now: this.clock(), link: (path, members) => linkTo(path, { ...members, size: size === 'elder' ? size : undefined }) };
  }
}

function keep(request: FastifyRequest, reply: FastifyReply, content: string | Buffer, control: string): FastifyReply {
  // Weak, because the same page may be sent packed in several ways.
  const tag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', tag).header('cache-control', control);
  const known = (request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  return known.includes(tag) ? reply.code(304).send() : reply.send(content);
}

function queryOf(request: FastifyRequest): Record<string, string | undefined> {
  const members = Object.entries(request.query as Record<string, string | string[]>);
  return Object.fromEntries(members.map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}

function linkTo(path: string, members: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) if (value) query.set(name, value);
  return `/p${path}${query.size > 0 ? `?${query.toString()}` : ''}`;
}
