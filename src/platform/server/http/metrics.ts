import type { FastifyInstance } from 'fastify';
import type { GaugeConfiguration } from 'prom-client';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database.ts';
import type { JobCount } from '../jobs/job-runner.ts';
import type { LiveHub } from '../live/hub.ts';
import { lagsOf } from './health.ts';

export interface MetricsParts {
  readonly database: Database;
  readonly hub: LiveHub | null;
  readonly countJobs: () => Promise<JobCount[]>;
}

/**
 * `GET /metrics` in Prometheus' text form. It is for collectors that reach this port directly: a request that came through a proxy is answered
 * as if there were no such page, so that no proxy needs to be told to hide it.
 */
export function registerMetrics(server: FastifyInstance, parts: MetricsParts): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  observeRequests(server, registry);
  gaugePools(registry, parts.database);
  gaugeOutbox(registry, parts.database);
  gaugeLive(registry, parts.hub);
  gaugeJobs(registry, parts.countJobs);
  server.get('/metrics', async (request, reply) => {
    if (request.headers['x-forwarded-for'] ?? request.headers.forwarded) return reply.callNotFound();
    reply.type(registry.contentType);
    return await registry.metrics();
  });
}

function observeRequests(server: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by operation',
    labelNames: ['route', 'status'],
    registers: [registry],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { config } = request.routeOptions as { config?: { routeId?: string } };
    durations.observe({ route: config?.routeId ?? 'other', status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1_000);
    done();
  });
}

function gaugePools(registry: Registry, database: Database): void {
  gauge(registry, {
    name: 'db_pool_connections',
    help: 'Connections by pool and state',
    labelNames: ['pool', 'state'],
    collect() {
      for (const [pool, states] of Object.entries(database.pressure()))
        for (const [state, count] of Object.entries(states)) this.set({ pool, state }, count);
    },
  });
}

function gaugeOutbox(registry: Registry, database: Database): void {
  const parked = new Gauge({
    name: 'outbox_parked_events',
    help: 'Events that a subscriber could not take',
    labelNames: ['subscriber'],
    registers: [registry],
  });
  gauge(registry, {
    name: 'outbox_lag_seconds',
    help: 'Age of the oldest event that a subscriber has not handled',
    labelNames: ['subscriber'],
    async collect() {
      for (const lag of await lagsOf(database)) {
        this.set({ subscriber: lag.subscriber }, lag.seconds);
        parked.set({ subscriber: lag.subscriber }, lag.parked);
      }
    },
  });
}

function gaugeLive(registry: Registry, hub: LiveHub | null): void {
  if (!hub) return;
  const dropped = new Gauge({
    name: 'live_clients_dropped',
    help: 'Event streams cut off because they did not read',
    registers: [registry],
  });
  gauge(registry, {
    name: 'live_clients',
    help: 'Open event streams',
    collect() {
      const figures = hub.figures();
      this.set(figures.clients);
      dropped.set(figures.dropped);
    },
  });
}

function gaugeJobs(registry: Registry, countJobs: MetricsParts['countJobs']): void {
  gauge(registry, {
    name: 'jobs',
    help: 'Jobs by name and state',
    labelNames: ['job', 'state'],
    async collect() {
      this.reset();
      for (const { name, state, count } of await countJobs()) this.set({ job: name, state }, count);
    },
  });
}

/** A figure that is asked for when somebody collects. */
function gauge<Label extends string>(registry: Registry, configuration: GaugeConfiguration<Label>): void {
  registry.registerMetric(new Gauge({ ...configuration, registers: [] }));
}
