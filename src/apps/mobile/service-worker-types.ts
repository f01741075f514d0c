/**
 * What this service worker uses of its surroundings. TypeScript's own library for workers cannot stand beside that of the window, and a
 * project of its own for one file costs more than these lines.
 */
export interface Waiting extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
export interface Fetching extends Waiting {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}
export interface Pushed extends Waiting {
  readonly data: { readonly json: () => unknown } | null;
}
export interface NotificationPressed extends Waiting {
  readonly notification: { readonly close: () => void; readonly data: { readonly link?: string } | null };
}

interface WorkerWindow {
  readonly url: string;
  readonly focus: () => Promise<unknown>;
  readonly postMessage: (message: unknown) => void;
}

interface WorkerEvents {
  readonly install: Waiting;
  readonly activate: Waiting;
  readonly fetch: Fetching;
  readonly push: Pushed;
  readonly notificationclick: NotificationPressed;
  readonly message: MessageEvent;
}

export interface ServiceWorkerSelf {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: {
    readonly claim: () => Promise<void>;
    readonly matchAll: (options: { type: 'window'; includeUncontrolled: boolean }) => Promise<readonly WorkerWindow[]>;
    readonly openWindow: (address: string) => Promise<unknown>;
  };
  addEventListener<Name extends keyof WorkerEvents>(name: Name, listener: (event: WorkerEvents[Name]) => void): void;
}
