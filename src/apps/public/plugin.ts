import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#platform/contract/problem.ts';
import type { Ask } from '#platform/contract/route.ts';
import type { Html } from '#platform/web/public/html.ts';
import type { PageContent, PublicFeed, PublicPage, View } from '#platform/web/public/page.ts';
import { matterFeeds, matterPublicPages } from '#modules/matter/web/public/index.ts';
import { icon, styleSheet } from './assets.ts';
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

/**
 * The citizens' terminal below `/p/`: pages made on the server that need neither a script nor a cookie. What a page may load is told by a
 * policy of its own, far narrower than that of the other terminals. Also answers `/robots.txt`.
 */
export function publicPages(options: PublicPagesOptions): (server: FastifyInstance) => Promise<void> {
  const terminal = new PublicTerminal(options);
  return async (server) => {
    server.get('/p', (_request, reply) => reply.redirect('/p/', 308));
    server.get('/robots.txt', (_request, reply) =>
      reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=3600').send(robots),
    );
    await server.register(async (scope) => terminal.serve(scope), { prefix: '/p' });
  };
}

const robots = ['User-agent: *', 'Allow: /p/', 'Disallow: /api/', 'Disallow: /m/', 'Disallow: /desk/', 'Disallow: /screen/', ''].join('\n');

/** No scripts, no frames, no connections; one style sheet and our own pictures. */
const policy = [
  `default-src 'none'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'self'`,
].join('; ');

class PublicTerminal {
  private readonly ask: Ask;
  private readonly base: string;
  private readonly clock: () => Date;
  private readonly style = styleSheet();

  constructor({ ask, publicUrl, clock }: PublicPagesOptions) {
    this.ask = ask;
    this.base = `${publicUrl}/p`;
    this.clock = clock ?? (() => new Date());
  }

  serve(scope: FastifyInstance): void {
    for (const { path, make } of pages)
      scope.get(path, { prefixTrailingSlash: 'slash' }, (request, reply) => this.answer(request, reply, make));
    for (const { path, make } of feeds) scope.get(path, (request, reply) => this.answerFeed(request, reply, make));
    scope.get(this.style.path, (_request, reply) =>
      reply.type(this.style.type).header('cache-control', 'public, max-age=31536000, immutable').send(this.style.content),
    );
    scope.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon));
    scope.get('/share.png', (_request, reply) => reply.redirect('/m/icon-512.png', 302));
    scope.setNotFoundHandler((request, reply) => this.send(request, reply, missing));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, make: PublicPage['make']): Promise<FastifyReply> {
    const view = this.viewOf(request);
    try {
      return this.send(
        request,
        reply,
        await make({ params: request.params as Record<string, string>, query: queryOf(request), view, ask: this.ask }),
      );
    } catch (error) {
      return this.send(request, reply, this.troubleOf(error, request));
    }
  }

  private async answerFeed(request: FastifyRequest, reply: FastifyReply, make: PublicFeed['make']): Promise<FastifyReply> {
    const feed = await make({
      params: {},
      query: queryOf(request),
      view: this.viewOf(request),
      ask: this.ask,
      absolute: (path) => `${this.base}${path}`,
    });
    return keep(request, reply.type('application/atom+xml; charset=utf-8'), feed, 'public, max-age=300');
  }

  private send(request: FastifyRequest, reply: FastifyReply, shown: PageContent | Trouble): FastifyReply {
    const view = this.viewOf(request);
    const trouble = 'status' in shown ? shown : null;
    const content = 'status' in shown ? troublePage(shown, view) : shown;
    const here = request.url.replace(/^\/p/, '') || '/';
    const page = framed(content, { view, base: this.base, style: `/p${this.style.path}`, here: trouble ? '/' : here });
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (trouble) return reply.code(trouble.status).header('cache-control', 'no-store').send(page.text);
    // Asked anew each time, since what is withdrawn must be gone at once; an unchanged page costs a line.
    return keep(request, reply, page, 'public, no-cache');
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

function keep(request: FastifyRequest, reply: FastifyReply, content: Html, control: string): FastifyReply {
  // Weak, because the same page may be sent packed in several ways.
  const tag = `W/"${createHash('sha256').update(content.text).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', tag).header('cache-control', control);
  const known = (request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  return known.includes(tag) ? reply.code(304).send() : reply.send(content.text);
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
