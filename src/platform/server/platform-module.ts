import { holds, organisationOf } from '../contract/actor.ts';
import { auditPermissions, listAudit, readAuditState } from '../contract/audit.ts';
import { discardFile, downloadFile, filePermissions, readThumbnail, uploadFile } from '../contract/files.ts';
import { livePermissions } from '../contract/live.ts';
import {
  choose,
  countUnread,
  listChoices,
  listNotifications,
  markAllRead,
  markRead,
  notificationPermissions,
  readPush,
  registerPush,
  removePush,
} from '../contract/notifications.ts';
import { auditPage, auditState } from './audit/queries.ts';
import { discard } from './files/discard.ts';
import { download, thumbnail } from './files/download.ts';
import type { FileRoom } from './files/file-room.ts';
import { sweepJob } from './files/sweep.ts';
import { upload } from './files/upload.ts';
import type { BoundRoute } from './http/bind.ts';
import { bind } from './http/bind.ts';
import type { LiveHub } from './live/hub.ts';
import { liveRoutes } from './live/route.ts';
import type { ServerModule } from './module.ts';
import { chooseChannel, pushRegistered, readAll, readSome, registerDevice, removeDevice } from './notifications/actions.ts';
import type { MayRemindAt } from './notifications/delivery.ts';
import { deliveryJobs } from './notifications/delivery.ts';
import { notificationsChanged } from './notifications/notifications.ts';
import type { SendPush } from './notifications/push.ts';
import { choicesOf, notificationPage, pushState, unreadCount } from './notifications/queries.ts';
import { oneOwnerPerDevice } from './notifications/subscribers.ts';
import { pruneJob } from './outbox/prune.ts';

export interface PlatformParts {
  /** The modules above, for the kinds that they declare. */
  readonly modules: readonly ServerModule[];
  readonly files: FileRoom;
  /** Null in processes without event streams. */
  readonly hub: LiveHub | null;
  /** How phones are reached; null where pushes are switched off. */
  readonly push: { readonly publicKey: string; readonly hosts: readonly string[]; readonly send: SendPush } | null;
  readonly mayRemindAt: MayRemindAt;
}

/** What the platform itself offers, in the form of a module: files, notifications, live updates, the audit log. */
export function platformModule(parts: PlatformParts): ServerModule {
  const kinds = parts.modules.flatMap((module) => module.notificationKinds ?? []);
  refuseDoubles(
    'notification kind',
    kinds.map((kind) => kind.kind),
  );
  refuseDoubles(
    'file subject',
    parts.modules.flatMap((module) => module.fileSubjects ?? []).map((subject) => subject.kind),
  );
  return {
    name: 'platform',
    permissions: { ...filePermissions, ...notificationPermissions, ...livePermissions, ...auditPermissions },
    policies: {
      'file.add': (actor) => actor.personId !== null && organisationOf(actor) !== null,
      // Decided file by file: by what it hangs on, which may be published to everybody.
      'file.read': () => true,
      'notification.own': (actor) => actor.personId !== null,
      'live.follow': (actor) => actor.accountId !== null || actor.scope === 'screen',
      'audit.read': (actor) => actor.scope === 'office' && actor.bodyId !== null && holds(actor, 'auditor', 'securityAdministrator'),
    },
    routes: [
      ...fileRoutes(parts),
      ...notificationRoutes(parts, kinds),
      ...auditRoutes(),
      ...liveRoutes(
        parts.hub,
        parts.modules.flatMap((module) => module.liveTopics ?? []),
      ),
    ],
    events: [notificationsChanged, pushRegistered],
    subscribers: [oneOwnerPerDevice],
    jobs: [
      sweepJob(parts.files),
      pruneJob,
      ...(parts.push ? deliveryJobs({ kinds, send: parts.push.send, mayRemindAt: parts.mayRemindAt }) : []),
    ],
  };
}

function fileRoutes({ files, modules }: PlatformParts): BoundRoute[] {
  const parts = { store: files.store, subjects: modules.flatMap((module) => module.fileSubjects ?? []) };
  return [
    bind(uploadFile, { raw: (call) => upload(files, call) }),
    bind(downloadFile, { raw: (call) => download(parts, call) }),
    bind(readThumbnail, { raw: (call) => thumbnail(parts, call) }),
    bind(discardFile, { write: (tx, { params }) => discard(tx, params.id) }),
  ];
}

function notificationRoutes({ push }: PlatformParts, kinds: NonNullable<ServerModule['notificationKinds']>): BoundRoute[] {
  return [
    bind(listNotifications, { read: (tx, { query }) => notificationPage(tx, query) }),
    bind(countUnread, { read: (tx) => unreadCount(tx) }),
    bind(markRead, { write: (tx, { body }) => readSome(tx, body) }),
    bind(markAllRead, { write: (tx, { body }) => readAll(tx, body) }),
    bind(listChoices, { read: (tx) => choicesOf(tx, kinds) }),
    bind(choose, { write: (tx, { body }) => chooseChannel(tx, kinds, body) }),
    bind(readPush, { read: (tx) => pushState(tx, push?.publicKey ?? null) }),
    bind(registerPush, { write: (tx, { body }) => registerDevice(tx, push?.hosts ?? null, body) }),
    bind(removePush, { write: (tx, { params }) => removeDevice(tx, params.id) }),
  ];
}

function auditRoutes(): BoundRoute[] {
  return [bind(listAudit, { read: (tx, { query }) => auditPage(tx, query) }), bind(readAuditState, { read: (tx) => auditState(tx) })];
}

function refuseDoubles(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`The ${what} ${twice} is declared twice.`);
}
