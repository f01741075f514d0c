import { tables } from '#platform/server/database.ts';
import type { ActContext } from '../engine/act-context.ts';
import { send } from '../engine/act-context.ts';
import { askedAgain, signersAsked, standingSigners, takesLead } from '../engine/guard-rules.ts';
import { searchText } from '../engine/search.ts';
import { membersByIds } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';

/**
 * One co-signer takes his name back. The matter goes on with the others; the act comes out `tooFew` where fewer are left than its kind asks
 * for (上海 §13: it ends when fewer still insist).
 */
export function leave(context: ActContext): void {
  const { tx, rules, case: of } = context;
  const left = standingSigners(of) - 1;
  send(
    context,
    tables<MatterTables>(tx)
      .updateTable('matter_party')
      .set({ state: 'declined', withdrew_at: tx.now, answered_at: tx.now })
      .where('body_id', '=', of.matter.body_id)
      .where('matter_id', '=', of.matter.id)
      .where('person_id', '=', context.inNameOf?.id ?? tx.actor.personId)
      .execute(),
  );
  context.patch.signer_count = left;
  context.words.left = String(left);
  if (of.matter.collective === null && left < signersAsked(of, rules)) context.outcome = 'tooFew';
}

/**
 * The lead deputy takes his name back with the presidium's consent. The motion `goesOn` under the co-signer who took the lead where those who
 * are left are still as many as its kind asks for, and `ends` otherwise (上海 §13, decision 0015).
 */
export async function withdrawLead(context: ActContext): Promise<void> {
  const { tx, rules, case: of } = context;
  const next = takesLead(of);
  const left = standingSigners(of) - 1;
  if (next === undefined || of.matter.collective !== null || left < signersAsked(of, rules)) {
    context.words.became = '审议终止';
    context.outcome = 'ends';
    return;
  }
  const member = (await membersByIds(tx, of.matter.body_id, [next.person_id])).get(next.person_id)!;
  send(
    context,
    tables<MatterTables>(tx)
      .deleteFrom('matter_party')
      .where('body_id', '=', of.matter.body_id)
      .where('matter_id', '=', of.matter.id)
      .where('person_id', '=', next.person_id)
      .execute(),
  );
  const lead = { author_id: next.person_id, author_name: next.name, author_title: member.groupName, delegation_id: member.groupId };
  Object.assign(context.patch, lead, { signer_count: left, search: searchText({ ...of.matter, ...lead }) });
  context.words.became = `其余 ${left} 人坚持提出，由${next.name}领衔继续审议`;
  context.outcome = 'goesOn';
}

/**
 * One of the proposers asks that the decision be looked at again. The act comes out `enough` once more than half of them have asked and they
 * are as many as its kind asks for (上海 §14).
 */
export function joinReconsideration(context: ActContext): void {
  const { tx, rules, case: of } = context;
  const asked = new Set([...askedAgain(of, context.name), context.inNameOf?.id ?? tx.actor.personId ?? '']).size;
  const all = standingSigners(of);
  context.words.joined = String(asked);
  if (asked * 2 > all && asked >= signersAsked(of, rules)) context.outcome = 'enough';
}
