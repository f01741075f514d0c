import { followLive } from '../../contract/live.ts';
import { platformProblem } from '../../contract/problem.ts';
import type { BoundRoute, RawCall } from '../http/bind.ts';
import { bind } from '../http/bind.ts';
import type { LiveHub } from './hub.ts';
import { parsePosition } from './position.ts';
import type { LiveTopic } from './topics.ts';
import { grantedTopics, ownTopics } from './topics.ts';

/** The route of the event stream. `hub` is null in processes that serve none. */
export function liveRoutes(hub: LiveHub | null, kinds: readonly LiveTopic[]): BoundRoute[] {
  return [bind(followLive, { raw: (call) => follow(hub, kinds, call) })];
}

async function follow(
  hub: LiveHub | null,
  kinds: readonly LiveTopic[],
  { actor, database, query, request, reply }: RawCall<typeof followLive>,
): Promise<void> {
  if (!hub) throw platformProblem('server.unavailable');
  const { topics: asked, since: read } = query;
  const granted = asked ? await database.read(actor, (tx) => grantedTopics(tx, kinds, asked), { requestId: request.id }) : [];
  const since = parsePosition(request.headers['last-event-id']) ?? parsePosition(read);
  reply.hijack();
  // The security headers that plugins have set so far go along.
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
  await hub.join(reply.raw, { actor, topics: [...ownTopics(actor), ...granted], since });
}
