import { newId } from '#platform/contract/identifiers.ts';
import { organisationOf } from '#platform/contract/actor.ts';
import { tables } from '#platform/server/database.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { send, textOf } from '../engine/act-context.ts';
import { voidClocks } from '../engine/clocks.ts';
import { membersByIds, personNames } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

const db = (context: ActContext) => tables<MatterTables>(context.tx);

/** Joins the case to another of its kind. Nobody is lost: its people stay its own and are told when the other is answered; it is reversible. */
export async function merge(context: ActContext): Promise<void> {
  const { matter } = context.case;
  const into = textOf(context.input, 'into');
  const target = await db(context)
    .selectFrom('matter')
    .select(['id', 'kind', 'state', 'merged_into', 'number_text', 'title'])
    .where('body_id', '=', matter.body_id)
    .where('id', '=', into)
    .forShare()
    .executeTakeFirst();
  const closedWays = ['draft', 'collecting', 'merged', 'withdrawn', 'notAccepted', 'letter'];
  if (!target || target.id === matter.id || target.kind !== matter.kind || target.merged_into !== null || closedWays.includes(target.state))
    throw matterProblem('matter.merge-itself');
  context.patch.merged_into = into;
  context.words.number = target.number_text ?? `《${target.title}》`;
}

/** Takes the case out again; it goes back to screening with the number it may have had. */
export function unmerge(context: ActContext): void {
  context.patch.merged_into = null;
  context.patch.closed_at = null;
}

/** The case is over: every clock of it is void, promises too. Why it ended is the act's own reason; a label is kept where one was given. */
export function end(context: ActContext): void {
  const label = textOf(context.input, 'label');
  if (label) context.patch.stop_label = label;
  voidClocks(context, () => true);
}

/** A note for the own organisation only. */
export function note(context: ActContext): void {
  const {
    tx,
    case: { matter },
  } = context;
  send(
    context,
    db(context)
      .insertInto('matter_note')
      .values({
        body_id: matter.body_id,
        id: newId(tx.now.getTime()),
        matter_id: matter.id,
        organisation_id: organisationOf(tx.actor)!,
        person_id: tx.actor.personId,
        person_name: tx.actor.name,
        words: textOf(context.input, 'words'),
        at: tx.now,
      })
      .execute(),
  );
}

/** Words between the proposer and those who handle; the history line is the message. */
export function message(): void {}

/** Added material: the engine attaches every act's files to the case, so nothing else is to do. */
export function moveFiles(): void {}

/** A reminder to one unit; who urged whom, and how often, stands in the history. */
export function urge(context: ActContext): void {
  context.words.unit = context.handling?.unit_short_name ?? '';
}

/** 重点督办 (代表法 §52): a committee supervises, a leader may take charge. */
export async function markKey(context: ActContext): Promise<void> {
  const leader = textOf(context.input, 'leader');
  if (leader) await personNames(context.tx, [leader]);
  Object.assign(context.patch, {
    is_key: true,
    key_leader_id: leader || null,
    key_committee: textOf(context.input, 'committee'),
    key_reason: textOf(context.input, 'reason'),
  });
}

/** Another deputy stands behind the same report instead of filing it twice; he gets every answer. */
export async function follow(context: ActContext): Promise<void> {
  const {
    tx,
    case: { matter, parties },
  } = context;
  const personId = tx.actor.personId!;
  const member = (await membersByIds(tx, matter.body_id, [personId])).get(personId)!;
  send(
    context,
    db(context)
      .insertInto('matter_party')
      .values({
        body_id: matter.body_id,
        matter_id: matter.id,
        person_id: personId,
        name: member.name,
        title: member.groupName,
        role: 'follower',
        state: 'confirmed',
        version: matter.version,
        words: textOf(context.input, 'words') || null,
        position: 1000 + parties.length,
        invited_at: tx.now,
        answered_at: tx.now,
      })
      .execute(),
  );
}

/** A distinction stays with the matter for good, once however often it is given. */
export function honour(context: ActContext): void {
  const given = textOf(context.input, 'honour');
  context.patch.honours = [...new Set([...context.case.matter.honours, given])];
}
