import { tables } from '#platform/server/database.ts';
import { filesOn } from '#platform/server/files/attach.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { listOf, send, textOf } from '../engine/act-context.ts';
import { meetClocks, startClock, voidClocks } from '../engine/clocks.ts';
import { collectiveOf } from '../engine/facts.ts';
import { frozenText } from '../engine/frozen-text.ts';
import { searchText } from '../engine/search.ts';
import { membersByIds } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

/** Freezes the text that others sign or that is filed (DOMAIN §1.4): a copy under its version, with a fingerprint. Twice changes nothing. */
export async function freezeText(context: ActContext): Promise<void> {
  const { matter } = context.case;
  if (!matter.frozen) {
    context.patch.frozen = true;
    context.texts.push(frozenText(matter, context.tx.now));
  }
  if (context.name === 'submit') {
    const brought = [...((matter.form.files as string[] | undefined) ?? []), ...(matter.form.voice ? [matter.form.voice as string] : [])];
    const inherited = await filesOfOrigin(context);
    context.files.push(...brought.filter((id) => !inherited.has(id)));
    // What the form says about the case as a whole: how urgent it is, and in whose name it is filed.
    if (typeof matter.form.urgency === 'string') context.patch.nature = matter.form.urgency;
    context.patch.collective = collectiveOf(context.case);
    context.patch.submitted_at = context.inNameOf?.receivedAt ?? context.tx.now;
    // Kinds that are numbered after commit get their words then, with the number: one entry in the word index instead of two.
    if (context.kind.numbering?.when !== 'afterCommit')
      context.patch.search = searchText({ ...matter, ...(context.patch as Partial<typeof matter>) });
    context.patch.signer_count = 1 + context.case.parties.filter((party) => party.role === 'signer' && party.state === 'confirmed').length;
  }
}

/** Files that hang on the case this one came from: they are seen through it and stay where they are. */
async function filesOfOrigin({ tx, case: { matter } }: ActContext): Promise<ReadonlySet<string>> {
  if (matter.origin_id === null) return new Set();
  const found = await filesOn(tx, { bodyId: matter.body_id, kind: 'matter', ids: [matter.origin_id] });
  return new Set((found.get(matter.origin_id) ?? []).map((file) => file.id));
}

/** Opens the text for writing again; whoever had confirmed must look at the next version. */
export function reviseText(context: ActContext): void {
  const { matter } = context.case;
  context.patch.frozen = false;
  context.patch.version = matter.version + 1;
  context.patch.submitted_at = null;
  send(
    context,
    tables<MatterTables>(context.tx)
      .updateTable('matter_party')
      .set({ state: 'stale' })
      .where('body_id', '=', matter.body_id)
      .where('matter_id', '=', matter.id)
      .where('role', '=', 'signer')
      .where('state', 'in', ['confirmed', 'invited'])
      .execute(),
  );
  voidClocks(context, (clock) => clock.clock === 'cosign');
}

/** Asks people to sign the frozen text: those named, and those whose confirmation a change has made stale. */
export async function invite(context: ActContext): Promise<void> {
  const { matter, parties } = context.case;
  const stale = parties.filter((party) => party.state === 'stale').map((party) => party.person_id);
  const ids = [...new Set([...listOf(context.input, 'people'), ...stale])].filter((id) => id !== matter.author_id);
  const members = await membersByIds(context.tx, matter.body_id, ids);
  const asked = ids.filter(
    (id) => !parties.some((party) => party.person_id === id && (party.state === 'confirmed' || party.state === 'invited')),
  );
  for (const [index, id] of asked.entries()) {
    const member = members.get(id)!;
    const row = {
      name: member.name,
      title: member.groupName,
      role: 'signer' as const,
      state: 'invited' as const,
      version: matter.version,
      position: parties.length + index,
      invited_at: context.tx.now,
      answered_at: null,
    };
    send(
      context,
      tables<MatterTables>(context.tx)
        .insertInto('matter_party')
        .values({ body_id: matter.body_id, matter_id: matter.id, person_id: id, ...row })
        .onConflict((on) => on.columns(['body_id', 'matter_id', 'person_id']).doUpdateSet(row))
        .execute(),
    );
    startClock(context, 'cosign', { person: { id, name: member.name } });
  }
  context.people.invited = asked;
  context.words.people = asked.map((id) => members.get(id)!.name).join('、');
}

/** Records the invited deputy's own answer to the very version he saw. */
export function answerInvitation(context: ActContext): void {
  const { matter } = context.case;
  const confirms = context.name === 'confirm';
  if (confirms && context.input.version !== matter.version) throw matterProblem('matter.text-changed');
  const personId = context.tx.actor.personId!;
  send(
    context,
    tables<MatterTables>(context.tx)
      .updateTable('matter_party')
      .set({
        state: confirms ? 'confirmed' : 'declined',
        version: matter.version,
        words: textOf(context.input, 'words') || null,
        answered_at: context.tx.now,
      })
      .where('body_id', '=', matter.body_id)
      .where('matter_id', '=', matter.id)
      .where('person_id', '=', personId)
      .execute(),
  );
  meetClocks(context, ['cosign'], { holderId: personId });
}

/** Takes invitations back: those named, or, at submission, whoever no longer stands under the text. */
export function dropInvitation(context: ActContext): void {
  const { matter, parties } = context.case;
  const named = listOf(context.input, 'people');
  const dropped = parties.filter(
    (party) =>
      party.role === 'signer' &&
      (context.name === 'submit' ? party.state === 'declined' || party.state === 'stale' : named.includes(party.person_id)),
  );
  for (const party of dropped) {
    send(
      context,
      tables<MatterTables>(context.tx)
        .deleteFrom('matter_party')
        .where('body_id', '=', matter.body_id)
        .where('matter_id', '=', matter.id)
        .where('person_id', '=', party.person_id)
        .execute(),
    );
    meetClocks(context, ['cosign'], { holderId: party.person_id });
  }
  context.words.people = dropped.map((party) => party.name).join('、');
}

/** A co-signer agrees that the matter be withdrawn, where the body's rules want all of them to (上海 §10). */
export function agreeWithdrawal(context: ActContext): void {
  const { matter } = context.case;
  send(
    context,
    tables<MatterTables>(context.tx)
      .updateTable('matter_party')
      .set({ withdrew_at: context.tx.now })
      .where('body_id', '=', matter.body_id)
      .where('matter_id', '=', matter.id)
      .where('person_id', '=', context.tx.actor.personId)
      .execute(),
  );
}
