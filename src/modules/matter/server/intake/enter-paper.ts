import { dayOf, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import type { MemberOfBody } from '#modules/directory/server/index.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { paperEntered } from '../../contract/intake-events.ts';
import type { Kind } from '../../contract/kind.ts';
import { matterProblem } from '../../contract/problems.ts';
import { titleOf } from '../actions/save-draft.ts';
import type { ActInput } from '../engine/act-context.ts';
import type { ActOutcome } from '../engine/act.ts';
import { performOn } from '../engine/act.ts';
import type { Case } from '../engine/case.ts';
import { newCase } from '../engine/case.ts';
import { membersByIds, rulesFor } from '../engine/surroundings.ts';
import type { MatterRow, MatterTables, PartyRow } from '../tables.ts';
import type { IntakeTables } from './tables.ts';

/** An item on paper as the office types it. Ids of people are of members of the actor's body. */
export interface Paper {
  readonly form: ActInput;
  readonly author: string;
  readonly signers: readonly string[];
  readonly signedOnPaper: boolean;
  readonly receivedOn: string;
  readonly manner: 'hand' | 'mail' | 'session' | 'batch';
  /** Loose files of the actor: the scan, or the document that was handed in. */
  readonly scans: readonly string[];
  readonly note?: string | undefined;
}

/**
 * Enters a matter on behalf of the deputy (member) who handed it in on paper, and submits it in his name through the engine: the form must be
 * complete and the guards of `submit` hold (number of signers, and so on). Co-signers count as confirmed because they signed the paper. The
 * audit log says who entered for whom, and the proposer and co-signers are told. A matter entered before under the same id is answered as it
 * stands, so nothing is entered twice. Throws the module's problems.
 */
export async function enterPaper(tx: Tx, kind: Kind, matterId: string, paper: Paper): Promise<ActOutcome> {
  const bodyId = tx.actor.bodyId!;
  const earlier = await standing(tx, bodyId, matterId);
  if (earlier) return earlier;
  refusePaper(tx, paper);
  await refuseOtherBodies(tx, bodyId, kind);
  rulesFor(tx, bodyId).catch(() => undefined);
  const members = await membersByIds(tx, bodyId, [paper.author, ...paper.signers]);
  const author = members.get(paper.author)!;
  const made = await makeCase(tx, kind, matterId, paper, author, members);
  const outcome = await performOn(tx, made, {
    bodyId,
    matterId,
    act: 'submit',
    input: {},
    inNameOf: {
      id: author.personId,
      name: author.name,
      receivedAt: paper.receivedOn === dayOf(tx.now) ? tx.now : startOfDay(paper.receivedOn),
    },
    files: paper.scans,
  });
  await keepEntry(tx, kind, matterId, paper, author);
  return outcome;
}

/** Where a matter stands that was entered under this id before; undefined for a fresh id. */
async function standing(tx: Tx, bodyId: string, matterId: string): Promise<ActOutcome | undefined> {
  const row = await tables<MatterTables & IntakeTables>(tx)
    .selectFrom('matter as m')
    .innerJoin('paper_entry as p', (join) => join.onRef('p.body_id', '=', 'm.body_id').onRef('p.matter_id', '=', 'm.id'))
    .select(['m.state', 'm.revision', 'm.number_text as number'])
    .where('m.body_id', '=', bodyId)
    .where('m.id', '=', matterId)
    .executeTakeFirst();
  return row && { ...row, matterId, bodyId };
}

function refusePaper(tx: Tx, { author, signers, signedOnPaper, scans, receivedOn, manner }: Paper): void {
  if (signers.includes(author)) throw matterProblem('intake.own-name', {}, [{ path: 'signers', message: '提出人不用再列为联名。' }]);
  const unproved = signers.length > 0 && (!signedOnPaper || (manner !== 'batch' && scans.length === 0));
  if (unproved) throw matterProblem('intake.signatures', {}, [{ path: 'signedOnPaper', message: '请核对签名并附扫描件。' }]);
  const today = dayOf(tx.now);
  const oldest = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
  if (receivedOn > today || receivedOn < oldest)
    throw matterProblem('intake.received', {}, [{ path: 'receivedOn', message: '请核对收到日期。' }]);
}

async function refuseOtherBodies(tx: Tx, bodyId: string, kind: Kind): Promise<void> {
  const body = (await organisationsByIds(tx, [bodyId])).get(bodyId);
  if (body?.kind !== kind.bodyKind) throw matterProblem('matter.kind-of-body', { kind: kind.words.name });
}

/** The matter's row and its signers, as they would stand after the proposer had collected them himself. */
async function makeCase(
  tx: Tx,
  kind: Kind,
  matterId: string,
  paper: Paper,
  author: MemberOfBody,
  members: ReadonlyMap<string, MemberOfBody>,
): Promise<Case> {
  const matter = await insertMatter(tx, kind, matterId, paper, author);
  const parties = [...new Set(paper.signers)].map((id, position): PartyRow => partyOf(tx, matter, members.get(id)!, position));
  if (parties.length > 0) await tables<MatterTables>(tx).insertInto('matter_party').values(parties).execute();
  // The row is there already: its signers refer to it.
  return { ...newCase(matter), isNew: false, parties };
}

async function insertMatter(tx: Tx, kind: Kind, matterId: string, { form, signers }: Paper, author: MemberOfBody): Promise<MatterRow> {
  const collecting = signers.length > 0 && 'collecting' in kind.states && kind.acts['submit']!.from.includes('collecting');
  const state = collecting ? 'collecting' : kind.first;
  const text = (name: string) => (typeof form[name] === 'string' && form[name] ? form[name] : null);
  const made = await tables<MatterTables>(tx)
    .insertInto('matter')
    .values({
      body_id: author.bodyId,
      id: matterId,
      kind: kind.kind,
      state,
      stage: kind.states[state]!.stage,
      title: titleOf(kind, form),
      form: JSON.stringify(form),
      field: text('field'),
      openness: text('openness') ?? 'open',
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      visibility: kind.visibility,
      source: 'paper',
      source_key: matterId,
      created_at: tx.now,
      changed_at: tx.now,
      // A draft of somebody else is hidden from the office; this one is submitted in the same transaction.
      submitted_at: tx.now,
    })
    .onConflict((on) => on.doNothing())
    .returningAll()
    .executeTakeFirst();
  // The id is taken by something else: a draft of somebody, or another body's matter.
  if (!made) throw matterProblem('matter.changed');
  return made;
}

function partyOf(tx: Tx, matter: MatterRow, member: MemberOfBody, position: number): PartyRow {
  return {
    body_id: matter.body_id,
    matter_id: matter.id,
    person_id: member.personId,
    name: member.name,
    title: member.groupName,
    role: 'signer',
    state: 'confirmed',
    version: matter.version,
    words: '纸上签名',
    position,
    invited_at: tx.now,
    answered_at: tx.now,
    withdrew_at: null,
  };
}

/** How it came in, the audit entry and the event. */
async function keepEntry(tx: Tx, kind: Kind, matterId: string, paper: Paper, author: MemberOfBody): Promise<void> {
  const { bodyId } = author;
  await tables<IntakeTables>(tx)
    .insertInto('paper_entry')
    .values({
      body_id: bodyId,
      matter_id: matterId,
      author_id: author.personId,
      entered_by: tx.actor.personId!,
      entered_by_name: tx.actor.name,
      entered_at: tx.now,
      received_on: paper.receivedOn,
      manner: paper.manner,
      signers_on_paper: new Set(paper.signers).size,
      note: paper.note ?? null,
    })
    .execute();
  recordAct(tx, {
    bodyId,
    act: `matter.${kind.kind}.enter-paper`,
    subjectKind: 'matter',
    subjectId: matterId,
    detail: {
      enteredBy: tx.actor.personId,
      enteredFor: author.personId,
      signers: paper.signers,
      receivedOn: paper.receivedOn,
      manner: paper.manner,
    },
  });
  emit(tx, paperEntered, {
    bodyId,
    subject: matterId,
    topics: [`matter:${matterId}`, `body:${bodyId}`, ...[author.personId, ...paper.signers].slice(0, 190).map((id) => `person:${id}`)],
    payload: {
      kind: kind.kind,
      title: titleOf(kind, paper.form),
      authorId: author.personId,
      author: author.name,
      signers: [...new Set(paper.signers)],
      enteredBy: tx.actor.name,
      receivedOn: paper.receivedOn,
    },
  });
}
