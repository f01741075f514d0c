import type { QueryClient } from '@tanstack/react-query';
import { newId } from '../../contract/identifiers.ts';
import { followLive as liveRoute, liveMessage, resync, type LiveMessage } from '../../contract/live.ts';
import { addressOf, seatInUse } from './call.ts';
import { onWishes, wishedTopics } from './live-topics.ts';
import { earlierOf, isEarlier, positions } from './live-positions.ts';
import { moduleOf } from './queries.ts';
import { signal } from './signal.ts';

type Heard = LiveMessage | typeof resync;
type Listener = (heard: Heard, position: string | null) => void;
/** What windows of one browser tell each other: what was heard, and what each of them wants to hear of. */
type Word =
  | { readonly seat: string | null; readonly heard: Heard; readonly position: string | null }
  | { readonly seat: string | null; readonly from: string; readonly topics: readonly string[]; readonly since: string | null }
  | { readonly ask: true };

const mostTopics = 20;
const ownName = newId();

/**
 * Joins live updates to the query cache: a reading with declared topics is stale when an event names one of them, any other when an event
 * comes from its module. A stream tells from where the readings end (live-positions.ts), and what was missed while it was down is replayed
 * by `Last-Event-ID`, so nothing is missed in between. One connection serves all windows of a seat, since browsers open no more than six
 * to one server over HTTP/1.1. Returns the function that ends it.
 */
export function followLive(client: QueryClient): () => void {
  const stop = new AbortController();
  const seat = seatInUse();
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('luzhitong-live') : null;
  const hear: Listener = (heard) => refresh(client, heard);
  const say = (word: Word) => channel?.postMessage(word);
  const sayWishes = () => say({ seat, from: ownName, topics: wishedTopics(), since: positions.latest });

  channel?.addEventListener(
    'message',
    ({ data }: MessageEvent<Word>) => {
      if ('ask' in data) sayWishes();
      else if ('heard' in data && data.seat === seat) {
        hear(data.heard, data.position);
        positions.note(data.position);
      }
    },
    { signal: stop.signal },
  );
  const unwatch = onWishes(sayWishes);
  stop.signal.addEventListener('abort', () => {
    unwatch();
    say({ seat, from: ownName, topics: [], since: null });
    channel?.close();
  });

  const hold = () =>
    new Connection({
      seat,
      channel,
      stop: stop.signal,
      // Whoever was signed out by an administrator sees the sign-in now and not at the next press.
      refused: () => void client.invalidateQueries({ queryKey: ['session.me'] }),
      hear: (heard, position) => {
        hear(heard, position);
        positions.note(position);
        say({ seat, heard, position });
      },
    }).ended;
  if (!navigator.locks || !channel) void hold();
  else navigator.locks.request(`luzhitong-live-${seat ?? 'first'}`, { signal: stop.signal }, hold).catch(() => undefined);
  sayWishes();
  return () => stop.abort();
}

interface ConnectionSettings {
  readonly seat: string | null;
  readonly channel: BroadcastChannel | null;
  readonly stop: AbortSignal;
  readonly hear: Listener;
  /** The server answered and opened no stream: the session may have been ended from elsewhere. */
  readonly refused: () => void;
}

/** The one open stream of this browser for a seat. It asks for the topics of all windows and opens anew when those change. */
class Connection {
  readonly ended: Promise<void>;
  readonly #settings: ConnectionSettings;
  readonly #topics = new Map<string, readonly string[]>();
  #source: EventSource | null = null;
  #opened = '';
  /** From where the open stream tells, and from where the next one has to. */
  #start: string | null = null;
  #since: string | null = null;
  /** The last that the open stream has told. */
  #heardTo: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
    const { stop, channel, seat } = settings;
    const own = () => this.#want(ownName, wishedTopics(), positions.isOld ? null : positions.latest);
    const unnote = positions.onNote((position) => this.#cover(position));
    const unwish = onWishes(own);
    const unwatch = signal.watch((state) => {
      if (state === 'online' && this.#source?.readyState === EventSource.CLOSED) this.#openAgain();
    });
    channel?.addEventListener(
      'message',
      ({ data }: MessageEvent<Word>) => {
        if (!('topics' in data) || data.seat !== seat) return;
        if (!this.#topics.has(data.from)) this.#cover(data.since);
        this.#want(data.from, data.topics, data.since);
      },
      { signal: stop },
    );
    this.ended = new Promise((resolve) =>
      stop.addEventListener('abort', () => {
        clearTimeout(this.#timer);
        unwish();
        unwatch();
        unnote();
        this.#source?.close();
        resolve();
      }),
    );
    this.#topics.set(ownName, wishedTopics());
    // Before the first answer nobody knows where its reading ends.
    if (positions.latest === null) this.#timer = setTimeout(() => this.#open(), 2_000);
    else this.#open();
    channel?.postMessage({ ask: true } satisfies Word);
  }

  /** A window asks for `topics`; what it has read of them may have missed what came after `since`. */
  #want(window: string, topics: readonly string[], since: string | null): void {
    if (topics.length > 0) this.#topics.set(window, topics);
    else this.#topics.delete(window);
    if (this.#wanted() === this.#opened) return;
    this.#since = earlierOf(this.#since, since);
    this.#openSoon();
  }

  /** A reading goes no further than `position`: where the stream tells from later on only, it is opened anew from there. */
  #cover(position: string | null): void {
    if (position === null || (this.#start !== null && !isEarlier(position, this.#start))) return;
    this.#since = earlierOf(this.#since, position);
    this.#openSoon();
  }

  /** A page change gives up one topic and asks for another within a moment: open once for both. */
  #openSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#wanted() !== this.#opened || this.#since !== null || !this.#source) this.#open();
    }, 150);
  }

  #wanted(): string {
    return [...new Set([...this.#topics.values()].flat())].sort().slice(-mostTopics).join(',');
  }

  /** After a stream that broke off: whatever was read meanwhile, other readings go no further than that stream told. */
  #openAgain(): void {
    this.#since = earlierOf(this.#since, this.#heardTo ?? this.#start);
    this.#open();
  }

  /** Opens the new stream before it closes the old one, so that nothing is missed between them; hearing twice does no harm. */
  #open(): void {
    const before = this.#source;
    this.#opened = this.#wanted();
    this.#start = this.#since ?? positions.latest;
    this.#since = null;
    this.#heardTo = null;
    const query = { seat: this.#settings.seat ?? undefined, topics: this.#opened || undefined, since: this.#start ?? undefined };
    const source = new EventSource(addressOf(liveRoute, { query }), { withCredentials: true });
    this.#source = source;
    source.addEventListener('open', () => {
      before?.close();
      signal.trust();
    });
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const heard = read(message.data);
      this.#heardTo = message.lastEventId || this.#heardTo;
      if (heard) this.#settings.hear(heard, message.lastEventId || null);
    });
    source.addEventListener(resync, (message: MessageEvent<string>) => this.#settings.hear(resync, message.lastEventId || null));
    source.addEventListener('error', () => {
      before?.close();
      signal.doubt();
      // The browser reconnects by itself unless the answer was no event stream at all; then it gives up and we begin anew.
      if (source.readyState !== EventSource.CLOSED || this.#settings.stop.aborted || source !== this.#source) return;
      this.#settings.refused();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#openAgain(), 15_000);
    });
  }
}

function read(data: string): LiveMessage | null {
  try {
    const parsed = liveMessage.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function refresh(client: QueryClient, heard: Heard): void {
  if (heard === resync) {
    void client.invalidateQueries();
    return;
  }
  void client.invalidateQueries({
    predicate: (query) => {
      const topics = query.meta?.topics as readonly string[] | undefined;
      return topics
        ? topics.some((topic) => heard.topics.includes(topic) || topic.endsWith(`:${heard.subject}`))
        : moduleOf(String(query.queryKey[0])) === moduleOf(heard.type);
    },
  });
}
