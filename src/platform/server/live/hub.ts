import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Actor } from '../../contract/actor.ts';
import type { Database } from '../database.ts';
import { CommitLoop } from '../outbox/commit-loop.ts';
import type { Position } from './position.ts';
import { Replays } from './replays.ts';
import type { TailEvent } from './tail.ts';
import { latestPosition, tailAfter } from './tail.ts';
import { formatPosition } from './position.ts';
import { messageBytes, positionBytes, resyncBytes } from './wire.ts';

export interface LiveHubOptions {
  readonly database: Database;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  /** A stream ends after this time, give or take a tenth, so that the actor's rights are looked at anew. */
  readonly longestMilliseconds?: number;
  readonly heartbeatMilliseconds?: number;
  /** A client that has so many bytes unread is cut off; it comes back and is replayed what it missed. */
  readonly mostUnread?: number;
}

/** One open stream. */
interface Client {
  readonly response: ServerResponse;
  readonly topics: readonly string[];
  readonly actor: Pick<Actor, 'accountId' | 'personId' | 'seatId'>;
  readonly expires: number;
  /** What was sent while the replay was still under way; null once it is over. */
  held: Buffer[] | null;
  /** The event last matched, and which of its topics matched; see {@link LiveHub.tell}. */
  matched: TailEvent | null;
  matches: string;
}

export interface JoinOptions {
  readonly actor: Pick<Actor, 'accountId' | 'personId' | 'seatId'>;
  readonly topics: readonly string[];
  /** Where the client was when it lost us; null for a new one. */
  readonly since: Position | null;
}

/** How a stream tells its browser to come back, and after how many milliseconds. */
const comeBack = 2_000;

/**
 * Carries events to the browsers of this process. One reader follows the outbox for all of them; a message is put into bytes once and the
 * same bytes go to every client.
 */
export class LiveHub {
  private readonly options: Required<LiveHubOptions>;
  private readonly byTopic = new Map<string, Set<Client>>();
  private readonly clients = new Set<Client>();
  private readonly loop: CommitLoop;
  private readonly replays: Replays;
  private position: Position | null = null;
  private heartbeat: NodeJS.Timeout | undefined;
  private dropped = 0;

  constructor(options: LiveHubOptions) {
    this.options = { longestMilliseconds: 15 * 60_000, heartbeatMilliseconds: 20_000, mostUnread: 256 * 1024, ...options };
    this.replays = new Replays(options.database);
    this.loop = new CommitLoop({
      database: options.database,
      step: () => this.step(),
      failed: (error) => options.log.error({ err: error }, 'following the outbox for live updates failed'),
    });
  }

  async start(): Promise<void> {
    this.position = await latestPosition(this.options.database);
    this.loop.start();
    this.heartbeat = setInterval(() => this.beat(), this.options.heartbeatMilliseconds).unref();
  }

  /** Ends all streams with a hint to come back, spread over two seconds, and stops reading. */
  async stop(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.loop.stop();
    this.endAll();
  }

  /** Ends the streams of an account, person or seat (a wall screen's) whose rights have changed; who still has some comes back. */
  endStreamsOf(id: string): void {
    for (const client of this.clients) {
      const { accountId, personId, seatId } = client.actor;
      if (accountId === id || personId === id || seatId === id) this.end(client, comeBack);
    }
  }

  /** Ends all streams; their browsers come back one by one within the next seconds. */
  endAll(): void {
    for (const client of this.clients) this.end(client, 500 + Math.floor(Math.random() * 2_000));
  }

  /** The place up to which every event is committed and told; null before the start. What is read from now on contains all of it. */
  get told(): Position | null {
    return this.position;
  }

  /** How many streams are open, and how many slow ones were cut off so far. */
  figures(): { clients: number; dropped: number } {
    return { clients: this.clients.size, dropped: this.dropped };
  }

  /** Everything committed and readable now has been told when this returns; for tests. */
  async drain(): Promise<void> {
    while (await this.step());
  }

  /** Adds a stream to `response`, whose head this sends. Resolves when the client has been told what it missed. */
  async join(response: ServerResponse, { actor, topics, since }: JoinOptions): Promise<void> {
    const at = this.position;
    if (!at) throw new Error('The live hub has not been started.');
    const life = this.options.longestMilliseconds * (0.9 + Math.random() * 0.2);
    const behind = since !== null && formatPosition(since) !== formatPosition(at);
    const client: Client = { response, actor, topics, expires: Date.now() + life, held: behind ? [] : null, matched: null, matches: '' };
    openStream(response);
    this.add(client);
    response.once('close', () => this.remove(client)).on('error', () => undefined);
    if (!behind) response.write(positionBytes(at, comeBack));
    else await this.catchUp(client, since, at);
  }

  private async catchUp(client: Client, since: Position, until: Position): Promise<void> {
    const missed = await this.replays.between(since, until, client.topics).catch((error: unknown) => {
      this.options.log.warn({ err: error }, 'replaying live updates failed');
      return null;
    });
    const { held } = client;
    client.held = null;
    if (!this.clients.has(client)) return;
    client.response.write(positionBytes(missed ? since : until, comeBack));
    if (!missed) client.response.write(resyncBytes(until));
    for (const event of missed ?? [])
      client.response.write(
        messageBytes(
          event,
          event.topics.filter((topic) => client.topics.includes(topic)),
        ),
      );
    for (const bytes of held ?? []) client.response.write(bytes);
  }

  private async step(): Promise<boolean> {
    const { events, more } = await tailAfter(this.options.database, this.position!);
    for (const event of events) {
      this.tell(event);
      this.position = event;
    }
    return more;
  }

  /** Sends one event to everybody who follows one of its topics. Clients with the same matching topics get the same bytes. */
  private tell(event: TailEvent): void {
    const hearers: Client[] = [];
    for (const [index, topic] of event.topics.entries()) {
      for (const client of this.byTopic.get(topic) ?? []) {
        if (client.matched === event) client.matches += `,${index}`;
        else {
          client.matched = event;
          client.matches = String(index);
          hearers.push(client);
        }
      }
    }
    const messages = new Map<string, Buffer>();
    for (const client of hearers) {
      let bytes = messages.get(client.matches);
      if (!bytes)
        messages.set(
          client.matches,
          (bytes = messageBytes(
            event,
            client.matches.split(',').map((index) => event.topics[Number(index)]!),
          )),
        );
      client.matched = null;
      this.send(client, bytes);
    }
  }

  private send(client: Client, bytes: Buffer): void {
    if (!this.clients.has(client)) return;
    if (client.held) client.held.push(bytes);
    else client.response.write(bytes);
    const unread = client.response.writableLength + (client.held?.length ?? 0) * bytes.length;
    if (unread > this.options.mostUnread) this.cutOff(client);
  }

  /** Nothing can be told to a client that does not read, so it is cut off; its Last-Event-ID says where to go on. */
  private cutOff(client: Client): void {
    this.dropped += 1;
    this.remove(client);
    client.response.destroy();
  }

  /** Keeps proxies from closing quiet streams, and the browser's position near the end, so that a replay stays short. */
  private beat(): void {
    const bytes = positionBytes(this.position!);
    const now = Date.now();
    for (const client of this.clients) {
      if (client.expires < now) this.end(client, comeBack);
      else this.send(client, bytes);
    }
  }

  private end(client: Client, comeBackAfter: number): void {
    this.remove(client);
    client.response.end(`retry: ${comeBackAfter}\n\n`);
  }

  private add(client: Client): void {
    this.clients.add(client);
    for (const topic of client.topics) {
      const followers = this.byTopic.get(topic);
      if (followers) followers.add(client);
      else this.byTopic.set(topic, new Set([client]));
    }
  }

  private remove(client: Client): void {
    if (!this.clients.delete(client)) return;
    for (const topic of client.topics) {
      const followers = this.byTopic.get(topic);
      followers?.delete(client);
      if (followers?.size === 0) this.byTopic.delete(topic);
    }
  }
}

/** The end of the stream is the end of the connection: without chunks a message goes to the socket as the very bytes that all clients share. */
function openStream(response: ServerResponse): void {
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  response.flushHeaders();
}
