import { tables } from '#platform/server/database.ts';
import type { ActContext } from '../engine/act-context.ts';
import { send } from '../engine/act-context.ts';
import { askedAgain, signersAsked, standingSigners } from '../engine/guard-rules.ts';
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
