import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformProblem } from '../../contract/problem.ts';

/** The terminals that run in a browser: their folder below `dist` and their place. */
const terminals = [
  { folder: 'mobile', prefix: '/m' },
  { folder: 'desk', prefix: '/desk' },
  { folder: 'screen', prefix: '/screen' },
] as const;

/**
 * Serves the built terminals. Every page of a terminal is its `index.html`, looked at anew each time like the service worker; files whose names
 * carry their content's hash are kept by browsers for good. `/` leads phones to the mobile terminal and all others to the desk.
 */
export async function registerTerminals(server: FastifyInstance, dist: string): Promise<void> {
  for (const { folder, prefix } of terminals) {
    await server.register(async (scope) => await serveTerminal(scope, join(dist, folder)), { prefix: `${prefix}/` });
    server.get(prefix, (_request, reply) => reply.redirect(`${prefix}/`));
  }
  server.get('/', (request, reply) => reply.header('vary', 'user-agent').redirect(isPhone(request) ? '/m/' : '/desk/'));
  server.get('/favicon.ico', (_request, reply) => reply.code(204).header('cache-control', 'public, max-age=86400').send());
}

async function serveTerminal(scope: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) {
    scope.get('/*', (_request, reply) => reply.code(503).type('text/html; charset=utf-8').send(notBuilt));
    return;
  }
  await scope.register(fastifyStatic, {
    root,
    prefix: '/',
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', keeping(path)),
  });
  scope.get('/', (_request, reply) => reply.sendFile('index.html'));
  scope.get('/*', (request, reply) => (isPage(request) ? reply.sendFile('index.html') : missing(reply)));
}

/** An address without a file's ending, asked for by a browser that wants to show it. */
function isPage(request: FastifyRequest): boolean {
  const [path = ''] = request.url.split('?', 1);
  return request.method === 'GET' && !path.split('/').at(-1)!.includes('.') && (request.headers.accept ?? '').includes('text/html');
}

/** A file of an older version that is gone: never the page in its place, which would be taken for a script. */
function missing(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('cache-control', 'no-store').send(platformProblem('route.not-found').toJSON());
}

function keeping(path: string): string {
  if (path.includes('/assets/')) return 'public, max-age=31536000, immutable';
  return /\.html$|service-worker\.js$|\.webmanifest$/.test(path.replace(/\.(br|gz)$/, '')) ? 'no-cache' : 'public, max-age=3600';
}

function isPhone(request: FastifyRequest): boolean {
  return /Mobi|Android|iPhone|OpenHarmony/i.test(request.headers['user-agent'] ?? '');
}

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页面还没有生成</title>
<p>页面还没有生成。请运行 <code>npm run build</code>，然后重新启动服务。</p></html>`;
