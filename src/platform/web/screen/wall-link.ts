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
  readonly #news = new Set<() => void>();
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

  /** Tells `listener` that something happened in the body, or may have happened while the line was down. */
  onNews(listener: () => void): () => void {
    this.#news.add(listener);
    return () => this.#news.delete(listener);
  }

  /** Reports an answer that said: this is no screen of ours. */
  refuse(): void {
    this.#refused();
  }

  /** Opens the line anew. */
  open(): void {
    this.close();
    const source = new EventSource(addressOf(followLive, { query: { seat: this.screenId } }), { withCredentials: true });
    this.#source = source;
    source.addEventListener('open', () => {
      this.#become('on');
      this.#tell();
    });
    source.addEventListener('message', () => this.#tell());
    source.addEventListener('resync', () => this.#tell());
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

  #tell(): void {
    for (const listener of this.#news) listener();
  }

  #become(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
