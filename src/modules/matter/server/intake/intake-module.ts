import type { Tx } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { BoundRoute, RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import { enqueue } from '#platform/server/jobs/jobs.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Settings } from '#platform/server/settings.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { openPhoneVault } from '#modules/identity/server/index.ts';
import { intakeAsked, intakeEvents, paperEntered, paperObjected, paperSettled } from '../../contract/intake-events.ts';
import * as contract from '../../contract/intake.ts';
import { kindOf, kinds } from '../../contract/kinds/index.ts';
import { makeLabels } from '../documents/labels.ts';
import { listLetterTemplates, saveLetterTemplate } from '../documents/letters-in-series-templates.ts';
import { makeLetters, previewLetters } from '../documents/letters-in-series.ts';
import { readForm } from '../queries/read-form.ts';
import { addToIntake } from './add-files.ts';
import { closeIntake, listIntake, mendIntakeRow, openIntake, readIntake, readIntakeRow, setRowAside, takeIntake } from './batches.ts';
import type { Paper } from './enter-paper.ts';
import { enterPaper } from './enter-paper.ts';
import { listPaper, objectToPaper, readPaper, settlePaper } from './paper-objection.ts';
import { intakeSheet } from './sheet.ts';
import { takeRowsJob } from './take-rows.ts';
import { tellOfPaper } from './tell-of-paper.ts';

export interface IntakeParts {
  readonly settings: Pick<Settings, 'publicUrl' | 'secret'>;
  readonly files: FileRoom;
}

/** What the office enters for others, and letters and labels in series. Apart from the module itself, because only they hang on the file room. */
export function matterIntakeModule({ settings, files }: IntakeParts): ServerModule {
  const takeRows = takeRowsJob(files);
  return {
    name: 'matter-intake',
    permissions: {},
    policies: {},
    routes: [
      ...paperRoutes(),
      ...batchRoutes(files),
      ...letterRoutes({ publicUrl: settings.publicUrl, phones: openPhoneVault(settings.secret) }),
    ],
    events: intakeEvents,
    jobs: [takeRows],
    subscribers: [
      { name: 'matter.tell-of-paper', listensTo: [paperEntered.type, paperObjected.type, paperSettled.type], handle: tellOfPaper },
      {
        name: 'matter.schedule-intake',
        listensTo: [intakeAsked.type],
        handle: async (tx, events) => {
          for (const event of events)
            await enqueue(tx, takeRows, { bodyId: event.bodyId, intakeId: event.subject }, { key: event.subject });
        },
      },
    ],
    // Row-level security shows files that hang on something to the office of their body alone.
    fileSubjects: [{ kind: 'intake', mayRead: async (tx, _id, file) => tx.actor.scope === 'office' && tx.actor.bodyId === file.bodyId }],
  };
}

function paperRoutes(): BoundRoute[] {
  const entering = Object.entries(contract.paperRoutes).map(([name, route]) =>
    bind(route, {
      write: (tx, { params, body }) => enterPaper(tx, kindOf(name), (params as { matterId: string }).matterId, body as Paper),
    }),
  );
  return [
    ...entering,
    bind(contract.readPaper, { read: (tx, { params }) => readPaper(tx, params.bodyId, params.matterId) }),
    bind(contract.objectToPaper, { write: (tx, { params, body }) => objectToPaper(tx, params.bodyId, params.matterId, body.words) }),
    bind(contract.settlePaper, { write: (tx, { params, body }) => settlePaper(tx, params.bodyId, params.matterId, body.words) }),
    bind(contract.listPaper, { read: (tx, { query }) => listPaper(tx, query) }),
    bind(contract.readIntakeForm, {
      read: async (tx, { params }) => {
        const { kind, name, fields } = await readForm(tx, params.kind);
        return { kind, name, fields };
      },
    }),
  ];
}

function batchRoutes(files: FileRoom): BoundRoute[] {
  return [
    bind(contract.intakeTemplate, {
      raw: async (call) => {
        const kind = kinds[call.query.kind]!;
        const sheet = { name: `${kind.words.name}批量接收模板.xlsx`, mediaType: xlsx, bytes: await intakeSheet(kind) };
        return await deliver(call, sheet);
      },
    }),
    bind(contract.listIntake, { read: (tx, { query }) => listIntake(tx, query) }),
    bind(contract.openIntake, { write: (tx, { body }) => openIntake(tx, body) }),
    bind(contract.addToIntake, { raw: (call) => addToIntake(files, call) }),
    bind(contract.readIntake, { read: (tx, { params }) => readIntake(tx, params.intakeId) }),
    bind(contract.readIntakeRow, { read: (tx, { params }) => readIntakeRow(tx, params.intakeId, params.rowId) }),
    bind(contract.mendIntakeRow, { write: (tx, { params, body }) => mendIntakeRow(tx, params.intakeId, params.rowId, body) }),
    bind(contract.setRowAside, { write: (tx, { params, body }) => setRowAside(tx, params.intakeId, params.rowId, body.aside) }),
    bind(contract.takeIntake, { write: (tx, { params }) => takeIntake(tx, params.intakeId) }),
    bind(contract.closeIntake, { write: (tx, { params }) => closeIntake(tx, params.intakeId) }),
  ];
}

function letterRoutes(setting: { readonly publicUrl: string; readonly phones: PhoneVault }): BoundRoute[] {
  return [
    bind(contract.listLetterTemplates, { read: (tx) => listLetterTemplates(tx) }),
    bind(contract.saveLetterTemplate, { write: (tx, { params, body }) => saveLetterTemplate(tx, params.letter, body.version, body.words) }),
    bind(contract.previewLetters, {
      raw: ({ database, actor, request, body }) => database.read(actor, (tx) => previewLetters(tx, body), { requestId: request.id }),
    }),
    bind(contract.makeLetters, { raw: async (call) => await deliver(call, await recorded(call, (tx) => makeLetters(tx, call.body))) }),
    bind(contract.makeLabels, {
      raw: async (call) => {
        const page = await recorded(call, (tx) => makeLabels(tx, call.body, setting));
        return await call.reply.type('text/html; charset=utf-8').send(page);
      },
    }),
  ];
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makes something in a transaction that leaves an audit entry: who took which letters out of the system. */
async function recorded<Result>({ database, actor, request }: RawCall<never>, make: (tx: Tx) => Promise<Result>): Promise<Result> {
  return await database.transact(actor, make, { requestId: request.id });
}

/** Sends a document for saving under its Chinese name (RFC 5987). */
async function deliver(
  call: RawCall<never>,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Buffer },
): Promise<unknown> {
  return await call.reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}
