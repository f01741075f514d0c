import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { defineRoute, done } from '#platform/contract/route.ts';

/** How long a sign of life holds, in milliseconds; a page that has a case open gives one every third of it. */
export const presenceHolds = 36_000;

const params = z.object({ bodyId: uuid, matterId: uuid });

/** Says that the actor has the case open; to be repeated while he has. */
export const showPresence = defineRoute({
  id: 'presence.show',
  method: 'PUT',
  path: '/api/presence/:bodyId/:matterId',
  permission: 'matter.screen',
  summary: '告诉同事我正在看这一件',
  params,
  answer: done,
});

/** Says that the actor has closed it. Who only goes away is forgotten by himself. */
export const endPresence = defineRoute({
  id: 'presence.end',
  method: 'DELETE',
  path: '/api/presence/:bodyId/:matterId',
  permission: 'matter.screen',
  summary: '不再看这一件',
  params,
  answer: done,
});

/** Colleagues of the actor's body who have a case open now, longest first; never the actor. A mark ends after `milliseconds` unless renewed. */
export const listPresence = defineRoute({
  id: 'presence.list',
  method: 'GET',
  path: '/api/presence',
  permission: 'matter.screen',
  summary: '同事正在看哪些件',
  answer: z.object({ items: z.array(z.object({ matterId: uuid, personId: uuid, name: z.string(), milliseconds: z.number().int() })) }),
});

/** Somebody opened a case or closed it. Its own module name, so that lists of matters are not read anew for it. */
export const presenceChanged = defineEvent('presence.changed', z.object({}));
