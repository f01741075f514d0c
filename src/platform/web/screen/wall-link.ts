import type { LiveMessage } from '../../contract/live.ts';
import { followLive } from '../../contract/live.ts';
import { addressOf } from '../shared/call.ts';

/** `on`: news arrive by themselves; `lost`: the line is down and is being opened again. */
export type LinkState = 'on' | 'lost';

/** The live line of a paired screen. It opens itself again for as long as the screen hangs, also after days without a network. */
export class WallLink {
  readonly screenId: string;
  #state: LinkState = 'lost';
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #news = new Set<(message: LiveMessage | null) => void>();
  #topics = '';
  readonly #refused: () => void;

  /** `refused` is called where the server no longer takes this screen for one. */
  constructor(screenId: string, refused: () => void) {
    this.screenId = screenId;
    this.#refused = refused;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Tells `listener` of every change of the state; returns the function that ends it. */
  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells `listener` that something happened in the body (which event), or may have happened while the line was down (null). */
  onNews(listener: (message: LiveMessage | null) => void): () => void {
    this.#news.add(listener);
    return () => this.#news.delete(listener);
  }

  /** Reports an answer that said: this is no screen of ours. */
  refuse(): void {
    this.#refused();
  }

  /** From now on also hears what happens to `topics`, comma-separated (`meeting:<id>`), in place of those asked for before. */
  follow(topics: string): void {
    if (topics === this.#topics) return;
    this.#topics = topics;
    if (this.#source) this.open();
  }

  /** Opens the line anew. */
  open(): void {
    this.close();
    const query = { seat: this.screenId, ...(this.#topics ? { topics: this.#topics } : {}) };
    const source = new EventSource(addressOf(followLive, { query }), { withCredentials: true });
    this.#source = source;
    source.addEventListener('open', () => {
      this.#become('on');
      this.#tell(null);
    });
    source.addEventListener('message', (event: MessageEvent<string>) => this.#tell(JSON.parse(event.data) as LiveMessage));
    source.addEventListener('resync', () => this.#tell(null));
    source.addEventListener('error', () => {
      this.#become('lost');
      // The browser tries again by itself unless the answer was no event stream at all.
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.open(), 10_000);
      this.#refused();
    });
  }

  /** Looks after the line as the network comes and goes; returns the function that ends it. */
  hold(): () => void {
    const lost = () => this.#become('lost');
    const back = () => this.open();
    addEventListener('offline', lost);
    addEventListener('online', back);
    this.open();
    return () => {
      removeEventListener('offline', lost);
      removeEventListener('online', back);
      this.close();
    };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #tell(message: LiveMessage | null): void {
    for (const listener of this.#news) listener(message);
  }

  #become(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
