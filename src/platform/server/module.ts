import type { Command } from 'commander';
import type { Actor } from '../contract/actor.ts';
import type { EventContract } from '../contract/event.ts';
import type { PermissionTable } from '../contract/route.ts';
import type { BoundRoute } from './http/bind.ts';
import type { JobDefinition } from './jobs/jobs.ts';
import type { Subscriber } from './outbox/dispatcher.ts';
import type { FileSubject } from './files/subjects.ts';
import type { NotificationKind } from './notifications/notifications.ts';
import type { LiveTopic } from './live/topics.ts';
import type { Database } from './database.ts';
import type { Settings } from './settings.ts';

/** A permission's rule over the actor's seat. What depends on one record is a named predicate inside the action or query. */
export type Policy = (actor: Actor) => boolean;

/** What a module offers to the processes that are composed of modules. Exported from its `server/index.ts` as `<name>Module`. */
export interface ServerModule {
  readonly name: string;
  /** Permissions in words, for administrators and the API document. */
  readonly permissions: PermissionTable;
  /** One rule for each declared permission; a missing one stops the start. */
  readonly policies: Readonly<Record<string, Policy>>;
  readonly routes: readonly BoundRoute[];
  /** All events that the module emits; for the documents and for the live hub. */
  readonly events?: readonly EventContract[];
  readonly subscribers?: readonly Subscriber[];
  readonly jobs?: readonly JobDefinition[];
  /** Kinds of things that files may hang on, each with the rule who may read and add them. */
  readonly fileSubjects?: readonly FileSubject[];
  /** Kinds of notification that the module sends, with their words and default channel. */
  readonly notificationKinds?: readonly NotificationKind[];
  /** Topics that a page may ask to follow, e.g. `matter:<id>`, each with the rule who may. */
  readonly liveTopics?: readonly LiveTopic[];
  /** Adds the module's operator commands: `npm run cli -- <area> <command>`. */
  readonly commands?: (program: Command, open: () => Promise<{ database: Database; settings: Settings }>) => void;
}
