import { noBody, type Tx } from '#platform/server/database.ts';
import type { ReadList } from '#platform/server/list-import/read-list.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { mandateChanged, mandateGiven, peopleImported, postChanged, postGiven } from '../../contract/events.ts';
import type { ImportKind, ImportReport } from '../../contract/people-import.ts';
import { tell } from '../reach.ts';
import { planMembers } from '../people-import/plan-members.ts';
import { planStaff } from '../people-import/plan-staff.ts';
import type { ImportPlan } from '../people-import/plan.ts';
import type { SheetRow } from '../people-import/sheet-rules.ts';
import { changeMandates, changePosts, writeMandates, writePeople, writePosts } from '../people-import/write-people.ts';

/**
 * Takes a list of members or staff over into the actor's body. Mode `check` says what would happen and writes nothing. Taking the same list
 * over again changes nothing: people are known by phone, mandates by person or certificate, posts by person and organisation.
 */
export async function importPeople(
  tx: Tx,
  phones: PhoneVault,
  input: { kind: ImportKind; mode: 'check' | 'commit'; sheet: ReadList<SheetRow> },
): Promise<ImportReport> {
  const { kind, mode, sheet } = input;
  const plan = await (kind === 'members' ? planMembers : planStaff)(tx, phones, sheet.rows);
  if (mode === 'commit') await write(tx, phones, plan);
  const refused = [...sheet.refused, ...plan.refused]
    .toSorted((a, b) => a.row - b.row)
    .map((one) => ({ ...one, reasons: [...one.reasons] }));
  const added = plan.mandates.added.length + plan.posts.added.length;
  const updated = plan.mandates.changed.length + plan.posts.changed.length;
  if (mode === 'commit') {
    const id = tx.actor.bodyId ?? noBody;
    tell(tx, peopleImported, 'directory.import-people', {
      kind: 'organisation',
      id,
      payload: { kind, added, updated, refused: refused.length },
    });
  }
  return {
    kind,
    mode,
    rows: sheet.rows.length + sheet.refused.length,
    added,
    updated,
    unchanged: plan.unchanged,
    refused,
    ignoredColumns: [...sheet.ignoredColumns],
  };
}

async function write(tx: Tx, phones: PhoneVault, plan: ImportPlan): Promise<void> {
  const bodyId = tx.actor.bodyId!;
  await writePeople(
    tx,
    phones,
    plan.people.map(({ id, row: { name, gender, birthYear, phone, postalAddress } }) => ({
      id,
      name,
      gender,
      birthYear,
      phone,
      postalAddress,
    })),
    bodyId,
  );
  if (plan.mandates.termId) await writeMandates(tx, bodyId, plan.mandates.termId, plan.mandates.added);
  await changeMandates(tx, bodyId, plan.mandates.changed);
  await writePosts(tx, plan.posts.added);
  await changePosts(tx, plan.posts.changed);
  tellEach(tx, plan);
}

function tellEach(tx: Tx, plan: ImportPlan): void {
  for (const [mandates, event, act] of [
    [plan.mandates.added, mandateGiven, 'directory.give-mandate'],
    [plan.mandates.changed, mandateChanged, 'directory.change-mandate'],
  ] as const) {
    for (const { id, personId } of mandates) tell(tx, event, act, { kind: 'mandate', id, personId, payload: { mandateId: id, personId } });
  }
  for (const [posts, event, act] of [
    [plan.posts.added, postGiven, 'directory.give-post'],
    [plan.posts.changed, postChanged, 'directory.change-post'],
  ] as const) {
    for (const { id, personId, organisationId } of posts)
      tell(tx, event, act, { kind: 'post', id, personId, payload: { postId: id, personId, organisationId } });
  }
}
