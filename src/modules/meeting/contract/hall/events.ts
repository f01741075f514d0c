import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { defineEvent } from '#platform/contract/event.ts';
import { sceneName } from './scene.ts';

/** The desk decided what screens show; `scene` is null where they go back to figures. Topics: `body:<id>`, which every screen of the body follows unasked, and `meeting:<id>`. */
export const sceneSet = defineEvent(
  'meeting.scene-set',
  z.object({ meetingId: uuid, screenIds: z.array(uuid), scene: sceneName.nullable() }),
);

export const hallEvents = [sceneSet];
