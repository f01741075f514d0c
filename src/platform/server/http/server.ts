import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastify, LogController } from 'fastify';
import helmet from 'helmet';
import { newId } from '../../contract/identifiers.ts';
import { platformProblem } from '../../contract/problem.ts';
import type { Database } from '../database.ts';
import type { JobCount } from '../jobs/job-runner.ts';
import { livePosition } from '../../contract/live.ts';
import type { LiveHub } from '../live/hub.ts';
import { formatPosition } from '../live/position.ts';
import type { ServerModule } from '../module.ts';
import type { Settings } from '../settings.ts';
import { registerHealth } from './health.ts';
import type { Logger } from './log.ts';
import { registerMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import type { Authenticate } from './register.ts';
import { answerFailures, registerRoutes } from './register.ts';
import { registerTerminals } from './terminals.ts';
import type { Allowance, Throttle } from './throttle.ts';

export interface ServerParts {
  readonly settings: Pick<Settings, 'publicUrl' | 'trustProxy'> & Partial<Pick<Settings, 'map' | 'dataDir'>>;
  readonly database: Database;
  readonly modules: readonly ServerModule[];
  readonly authenticate: Authenticate;
  readonly log: Logger;
  /** Null where this process serves no event streams. */
  readonly hub: LiveHub | null;
  /** Null lets everybody call as often as they like: for benchmarks. */
  readonly throttle: Throttle | null;
  readonly countJobs?: () => Promise<JobCount[]>;
  /** The folder of the built terminals; null serves none. */
  readonly dist?: string | null;
  /** Adds pages that are made on the server, such as the citizens'. */
  readonly pages?: (server: FastifyInstance) => Promise<void> | void;
  /** Check every answer against its contract; on in tests. */
  readonly checkAnswers?: boolean;
}

/** One HTTP server with everything that it serves; not listening yet. `close()` ends event streams, finishes open requests and refuses new ones. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = openServer(parts);
  answerFailures(server);
  secureAnswers(server, parts.settings.publicUrl, parts.settings.map?.origins ?? []);
  logRequests(server);
  if (parts.hub) tellPositions(server, parts.hub);
  if (parts.throttle) limitRequests(server, parts.throttle);
  takeSeatFromQuery(server);
  await registerPlugins(server);
  registerHealth(server, parts.database, parts.settings.dataDir);
  registerMetrics(server, { database: parts.database, hub: parts.hub, countJobs: parts.countJobs ?? (async () => []) });
  registerRoutes(server, {
    database: parts.database,
    modules: parts.modules,
    authenticate: parts.authenticate,
    publicOrigin: new URL(parts.settings.publicUrl).origin,
    checkAnswers: parts.checkAnswers,
  });
  // Made at the first question: it takes as long as all routes together, and few ever ask.
  let document: ReturnType<typeof openApiDocument> | undefined;
  server.get('/openapi.json', async () => (document ??= openApiDocument(parts.modules, parts.settings.publicUrl)));
  await parts.pages?.(server);
  if (parts.dist) await registerTerminals(server, parts.dist);
  closeInOrder(server, parts.hub);
  return server;
}

/** Event streams are told to come back elsewhere; a connection whose request is answered is closed, else browsers would keep it open for a minute. */
function closeInOrder(server: FastifyInstance, hub: LiveHub | null): void {
  let sweeping: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    sweeping = setInterval(() => server.server.closeIdleConnections(), 50);
    await hub?.stop();
  });
  server.addHook('onClose', async () => clearInterval(sweeping));
}

const patience = { headers: 20_000, request: 240_000, keepAlive: 72_000 };

/**
 * Says with every reading up to where in the order of events it surely goes, taken before anything is read, so that live updates can go on
 * from there without a gap.
 */
function tellPositions(server: FastifyInstance, hub: LiveHub): void {
  server.addHook('onRequest', (request, reply, done) => {
    const isReading = request.method === 'GET' && request.url.startsWith('/api/') && !request.url.startsWith('/api/public/');
    if (isReading && hub.told) reply.header(livePosition, formatPosition(hub.told));
    done();
  });
}

function openServer({ settings, log }: ServerParts): FastifyInstance {
  const server = fastify<Server, IncomingMessage, ServerResponse>({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    trustProxy: settings.trustProxy.length > 0 ? [...settings.trustProxy] : false,
    bodyLimit: 2 * 2 ** 20,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.keepAlive,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read (%zz, a member of many kilobytes) names nothing; Fastify's own answer would repeat it.
    frameworkErrors: (_error, _request, reply) => void (reply as FastifyReply).code(404).send(platformProblem('route.not-found').toJSON()),
  });
  server.server.headersTimeout = patience.headers;
  return server;
}

/**
 * What browsers shall keep to is the same for every answer of a kind, so it is worked out once. A page may say it in its own words afterwards.
 * Whatever comes out of /api is data: no script runs in it and no other site reads or frames it, and what else pages are told would only be
 * bytes for a phone to load (OWASP REST Security Cheat Sheet, "Security Headers").
 */
function secureAnswers(server: FastifyInstance, publicUrl: string, mapOrigins: readonly string[]): void {
  const secure = publicUrl.startsWith('https:');
  const ofPages = headersOfPages(secure, mapOrigins);
  const ofData = Object.fromEntries(dataHeaders.flatMap((name) => (ofPages[name] ? [[name, ofPages[name]]] : [])));
  ofData['content-security-policy'] = dataPolicy;
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.url.startsWith('/api/') ? ofData : ofPages).header('x-request-id', request.id);
    done();
  });
}

const dataHeaders = ['x-content-type-options', 'cross-origin-resource-policy', 'strict-transport-security', 'referrer-policy'];
const dataPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'`;

function headersOfPages(secure: boolean, mapOrigins: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {
    'permissions-policy': 'geolocation=(self), microphone=(self), camera=(self), payment=(), usb=()',
  };
  const told = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  } as unknown as ServerResponse;
  const tell = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(secure, mapOrigins) },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'sameorigin' },
  });
  tell({} as IncomingMessage, told, (error?: unknown) => {
    if (error) throw error as Error;
  });
  return headers;
}

async function registerPlugins(server: FastifyInstance): Promise<void> {
  // Files of users are packed already, and their length must stay as told.
  await server.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    // The terminals' files are packed well at build time; answers are packed quickly, because somebody waits for them.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 5 },
    customTypes: /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json)|image\/svg)/,
  });
  await server.register(cookie);
  await server.register(multipart, { throwFileSizeLimit: false });
}

/** Scripts come from us alone and never from within a page; the component libraries write styles into the page; maps work in a blob worker. */
function contentPolicy(secure: boolean, mapOrigins: readonly string[]): Record<string, string[] | null> {
  const own = `'self'`;
  return {
    defaultSrc: [own],
    scriptSrc: [own],
    styleSrc: [own, `'unsafe-inline'`],
    imgSrc: [own, 'data:', 'blob:', ...mapOrigins],
    mediaSrc: [own, 'blob:'],
    fontSrc: [own, 'data:'],
    connectSrc: [own, ...mapOrigins],
    workerSrc: [own, 'blob:'],
    childSrc: [own, 'blob:'],
    frameSrc: [own, 'blob:'],
    manifestSrc: [own],
    objectSrc: [`'none'`],
    baseUri: [own],
    formAction: [own],
    frameAncestors: [own],
    upgradeInsecureRequests: secure ? [] : null,
  };
}

/** One line a request: which operation, how it ended, how long it took. No address, no query, no content. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { url, config } = request.routeOptions as { url?: string; config?: { routeId?: string } };
    const line = {
      route: config?.routeId ?? url ?? 'unknown',
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log[reply.statusCode >= 500 ? 'warn' : 'info'](line, 'answered');
    done();
  });
}

/** A page full of pictures asks for many things at once; a person does not ask for hundreds a minute for long. */
const perSession: Allowance = { burst: 400, perMinute: 1_200 };
/** An office of hundreds, or a hall full of phones, behind one address. */
const perAddress: Allowance = { burst: 8_000, perMinute: 60_000 };

/** Holds back whoever calls far more often than people do: by session, and by address only far beyond what an office needs. */
function limitRequests(server: FastifyInstance, throttle: Throttle): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (request.url.startsWith('/api/')) requireAllowance(throttle, request);
    done();
  });
}

function requireAllowance(throttle: Throttle, request: FastifyRequest): void {
  const session = /luzhitong\.session_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  // A made-up session gets a bucket of its own, so the address is counted as well.
  if (session) throttle.require('session', createHash('sha256').update(session).digest('base64'), perSession);
  if (!isLocal(request.ip)) throttle.require('address', request.ip, perAddress);
}

function isLocal(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

/** An EventSource, an image and a download link cannot set headers: for GET the seat may stand in the query. */
function takeSeatFromQuery(server: FastifyInstance): void {
  server.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done) => {
    const { seat } = request.query as { seat?: unknown };
    if (request.method === 'GET' && typeof seat === 'string' && request.headers['x-seat'] === undefined) request.headers['x-seat'] = seat;
    done();
  });
}
