import type { QueryClient } from '@tanstack/react-query';
import { newId } from '../../contract/identifiers.ts';
import { followLive as liveRoute, liveMessage, resync, type LiveMessage } from '../../contract/live.ts';
import { addressOf, seatInUse } from './call.ts';
import { onWishes, wishedTopics } from './live-topics.ts';
import { moduleOf } from './queries.ts';
import { signal } from './signal.ts';

type Heard = LiveMessage | typeof resync;
type Listener = (heard: Heard) => void;
/** What windows of one browser tell each other: what was heard, and what each of them wants to hear of. */
type Word =
  | { readonly seat: string | null; readonly heard: Heard }
  | { readonly seat: string | null; readonly from: string; readonly topics: readonly string[] }
  | { readonly ask: true };

const mostTopics = 20;
const ownName = newId();

/**
 * Joins live updates to the query cache: a reading with declared topics is stale when an event names one of them, any other when an event
 * comes from its module. The browser replays what was missed by `Last-Event-ID`; one connection serves all windows of a seat, since
 * browsers open no more than six to one server over HTTP/1.1. Returns the function that ends it.
 */
export function followLive(client: QueryClient): () => void {
  const stop = new AbortController();
  const seat = seatInUse();
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('luzhitong-live') : null;
  const hear: Listener = (heard) => refresh(client, heard);
  const say = (word: Word) => channel?.postMessage(word);
  const sayWishes = () => say({ seat, from: ownName, topics: wishedTopics() });

  channel?.addEventListener(
    'message',
    ({ data }: MessageEvent<Word>) => {
      if ('ask' in data) sayWishes();
      else if ('heard' in data && data.seat === seat) hear(data.heard);
    },
    { signal: stop.signal },
  );
  const unwatch = onWishes(sayWishes);
  stop.signal.addEventListener('abort', () => {
    unwatch();
    say({ seat, from: ownName, topics: [] });
    channel?.close();
  });

  const hold = () =>
    new Connection({
      seat,
      channel,
      stop: stop.signal,
      hear: (heard) => {
        hear(heard);
        say({ seat, heard });
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
}

/** The one open stream of this browser for a seat. It asks for the topics of all windows and opens anew when those change. */
class Connection {
  readonly ended: Promise<void>;
  readonly #settings: ConnectionSettings;
  readonly #topics = new Map<string, readonly string[]>();
  #source: EventSource | null = null;
  #opened = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
    const { stop, channel, seat } = settings;
    const own = () => this.#want(ownName, wishedTopics());
    const unwish = onWishes(own);
    const unwatch = signal.watch((state) => {
      if (state === 'online' && this.#source?.readyState === EventSource.CLOSED) this.#open();
    });
    channel?.addEventListener(
      'message',
      ({ data }: MessageEvent<Word>) => {
        if ('topics' in data && data.seat === seat) this.#want(data.from, data.topics);
      },
      { signal: stop },
    );
    this.ended = new Promise((resolve) =>
      stop.addEventListener('abort', () => {
        clearTimeout(this.#timer);
        unwish();
        unwatch();
        this.#source?.close();
        resolve();
      }),
    );
    this.#topics.set(ownName, wishedTopics());
    this.#open();
    channel?.postMessage({ ask: true } satisfies Word);
  }

  #want(window: string, topics: readonly string[]): void {
    if (topics.length > 0) this.#topics.set(window, topics);
    else this.#topics.delete(window);
    clearTimeout(this.#timer);
    // A page change gives up one topic and asks for another within a moment: open once for both.
    this.#timer = setTimeout(() => {
      if (this.#wanted() !== this.#opened) this.#open();
    }, 150);
  }

  #wanted(): string {
    return [...new Set([...this.#topics.values()].flat())].sort().slice(-mostTopics).join(',');
  }

  /** Opens the new stream before it closes the old one, so that nothing is missed between them; hearing twice does no harm. */
  #open(): void {
    const before = this.#source;
    this.#opened = this.#wanted();
    const query = { seat: this.#settings.seat ?? undefined, topics: this.#opened || undefined };
    const source = new EventSource(addressOf(liveRoute, { query }), { withCredentials: true });
    this.#source = source;
    source.addEventListener('open', () => {
      before?.close();
      signal.trust();
    });
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const heard = read(message.data);
      if (heard) this.#settings.hear(heard);
    });
    source.addEventListener(resync, () => this.#settings.hear(resync));
    source.addEventListener('error', () => {
      before?.close();
      signal.doubt();
      // The browser reconnects by itself unless the answer was no event stream at all; then it gives up and we begin anew.
      if (source.readyState !== EventSource.CLOSED || this.#settings.stop.aborted || source !== this.#source) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#open(), 15_000);
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
