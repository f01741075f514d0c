import type { Tx } from '#platform/server/database.ts';
import type { BoundRoute, RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import * as contract from '../../contract/hall/routes.ts';
import type { RaisedMatters } from '../parts.ts';
import { readBoard } from './read-board.ts';
import { readReport } from './read-report.ts';
import { sceneOfScreen, sceneToBe } from './read-scene.ts';
import type { SceneAround } from './scene-views.ts';
import { listBehind } from './report-lists.ts';
import { hallScreens, setScene } from './screens.ts';

/** Routes of this part. */
export const hallRoutes = (around: SceneAround, raised: RaisedMatters): readonly BoundRoute[] => [
  bind(contract.readScene, { read: (tx) => sceneOfScreen(tx, around) }),
  bind(contract.previewScene, {
    read: (tx, { params, query }) => sceneToBe(tx, params.meetingId, { ...query, sittingId: query.sittingId ?? null }, around),
  }),
  bind(contract.listHallScreens, { read: (tx, { params }) => hallScreens(tx, params.meetingId) }),
  bind(contract.setScene, { write: (tx, { params, body }) => setScene(tx, params.meetingId, body) }),
  bind(contract.readBoard, { read: (tx, { params, query }) => readBoard(tx, params.meetingId, query) }),
  bind(contract.readReport, { read: (tx, { params }) => readReport(tx, params.meetingId, raised) }),
  bind(contract.listFigure, { read: (tx, { params, query }) => listBehind(tx, params.meetingId, query, raised) }),
  bind(contract.reportDocument, {
    raw: (call) => deliver(call, async (tx) => (await import('./report-document.ts')).reportDocument(tx, call.params.meetingId, raised)),
  }),
];

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Makes a document in a read transaction of the caller and sends it for saving, under its Chinese name (RFC 5987). */
async function deliver(
  call: Pick<RawCall<never>, 'actor' | 'database' | 'request' | 'reply'>,
  make: (tx: Tx) => Promise<{ name: string; bytes: Buffer }>,
): Promise<unknown> {
  const { name, bytes } = await call.database.read(call.actor, make, { requestId: call.request.id });
  return await call.reply
    .type(docx)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}
