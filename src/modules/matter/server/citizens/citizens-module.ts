import { nobody } from '#platform/contract/actor.ts';
import { notificationProblems } from '#platform/contract/notifications.ts';
import { fileProblems } from '#platform/contract/files.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { problems } from '#platform/contract/problem.ts';
import type { BodyOf, ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import { thumbnailKey } from '#platform/server/files/file-room.ts';
import { BytesMissing } from '#platform/server/files/file-store.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { SendPush } from '#platform/server/notifications/push.ts';
import { isPushHost } from '#platform/server/notifications/push.ts';
import { sql } from 'kysely';
import { matterActed } from '../../contract/events.ts';
import { matterProblem } from '../../contract/problems.ts';
import { followPublished, readFollowKey, readPublishedPhoto, unfollowPublished } from '../../contract/publication.ts';
import type { MatterTables } from '../tables.ts';
import { askToTellCitizens, tellCitizensJob } from './tell-citizens.ts';

const problem = problems({ ...notificationProblems, ...fileProblems });

export interface CitizensParts {
  readonly files: Pick<FileRoom, 'store'>;
  /** How browsers are reached; null where pushes are switched off. */
  readonly push: { readonly publicKey: string; readonly hosts: readonly string[]; readonly send: SendPush } | null;
}

/** What citizens get beside the published copies: photos, and pushes for who follows one. Apart from the module, because only this hangs on files and push keys. */
export function matterCitizensModule({ files, push }: CitizensParts): ServerModule {
  return {
    name: 'matter-citizens',
    permissions: {},
    policies: {},
    routes: [
      bind(readPublishedPhoto, { raw: (call) => sendPhoto(files, call) }),
      bind(readFollowKey, { read: async () => ({ publicKey: push?.publicKey ?? null }) }),
      bind(followPublished, { write: (tx, { params, body }) => follow(tx, push?.hosts ?? null, params, body) }),
      bind(unfollowPublished, { write: (tx, { params, body }) => unfollow(tx, params, body.endpoint) }),
    ],
    subscribers: [{ name: 'matter.tell-citizens', listensTo: [matterActed.type], handle: askToTellCitizens }],
    jobs: push ? [tellCitizensJob(push.send)] : [],
  };
}

/** A photo is public as long as its matter is: browsers ask anew each time, and an unchanged one costs a line. */
async function sendPhoto({ store }: CitizensParts['files'], call: RawCall<typeof readPublishedPhoto>): Promise<unknown> {
  const { bodyId, matterId, photoId } = call.params;
  const small = call.query.size === 'small';
  // As nobody, whoever asks: an office that is signed in gets no more here than a citizen.
  const photo = await call.database.read(nobody, (tx) => photoOf(tx, bodyId, matterId, photoId), { requestId: call.request.id });
  if (!photo) throw problem('file.not-found');
  const etag = `"${photo.sha256.toString('hex').slice(0, 32)}${small ? '-small' : ''}"`;
  call.reply.headers({
    'content-type': small ? 'image/webp' : photo.media_type,
    etag,
    'cache-control': 'public, no-cache',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; sandbox`,
  });
  if (call.request.headers['if-none-match'] === etag) {
    call.reply.code(304);
    return '';
  }
  return await store.open(small ? thumbnailKey(photo.content_key) : photo.content_key).catch((error: unknown) => {
    throw error instanceof BytesMissing ? Object.assign(problem('file.unavailable'), { cause: error }) : error;
  });
}

async function photoOf(tx: Tx, bodyId: string, matterId: string, photoId: string) {
  const { rows } = await sql<{ content_key: string; media_type: string; sha256: Buffer }>`
    select content_key, media_type, sha256 from published_photo(${bodyId}, ${matterId}, ${photoId})`.execute(tables<MatterTables>(tx));
  return rows[0];
}

/** So many matters one browser may follow: far more than anybody reads, far fewer than would fill a disk. */
const mostFollowed = 200;

/** Keeps the browser's push address beside the matter; doing it again renews its keys. No audit entry: nobody is known who did it. */
async function follow(
  tx: Tx,
  hosts: readonly string[] | null,
  { bodyId, matterId }: ParamsOf<typeof followPublished>,
  { endpoint, keys }: BodyOf<typeof followPublished>,
): Promise<{ done: true }> {
  if (!hosts) throw problem('notification.push-off');
  if (!isPushHost(endpoint, hosts)) throw problem('notification.push-host');
  const { rows } = await sql<{ kept: boolean | null }>`
    select follow_published(${bodyId}, ${matterId}, ${newId(tx.now.getTime())}, ${endpoint}, ${JSON.stringify(keys)}::jsonb, ${tx.now}, ${mostFollowed}) as kept`.execute(
    tables<MatterTables>(tx),
  );
  if (rows[0]?.kept) return { done: true };
  throw matterProblem((await isPublished(tx, bodyId, matterId)) ? 'matter.follows-too-many' : 'matter.not-found');
}

/** Forgets the address. What is not there is forgotten already. */
async function unfollow(tx: Tx, { bodyId, matterId }: ParamsOf<typeof unfollowPublished>, endpoint: string): Promise<{ done: true }> {
  await sql`select unfollow_published(${bodyId}, ${matterId}, ${endpoint})`.execute(tables<MatterTables>(tx));
  return { done: true };
}

async function isPublished(tx: Tx, bodyId: string, matterId: string): Promise<boolean> {
  const found = await tables<MatterTables>(tx)
    .selectFrom('publication')
    .select('matter_id')
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
