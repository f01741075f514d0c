import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { stepSeconds } from '../../contract/presence/code-rules.ts';
import { isOpenAt } from '../../contract/presence/redeem-rules.ts';
import type { readHallCode } from '../../contract/presence/routes.ts';
import { hallWordsAt } from './hall-code.ts';
import { checkListOf } from './read-presence.ts';

/** What a screen in the hall of the list shows in this half minute and in the next. */
export async function hallCodeOf(
  tx: Tx,
  secret: string,
  { meetingId, checkListId }: { meetingId: string; checkListId: string },
): Promise<AnswerOf<typeof readHallCode>> {
  const list = await checkListOf(tx, meetingId, checkListId);
  const at = tx.now.getTime();
  const shown = ({ code, figures, validUntil }: ReturnType<typeof hallWordsAt>) => ({
    code,
    figures,
    validUntil: validUntil.toISOString(),
  });
  const closedAt = list.state === 'closed' ? 0 : null;
  const open = isOpenAt({ opensAt: list.opens_at?.getTime() ?? null, closesAt: list.closes_at?.getTime() ?? null, closedAt }, at);
  return {
    checkListId,
    title: list.title,
    ...shown(hallWordsAt(secret, checkListId, at)),
    next: shown(hallWordsAt(secret, checkListId, at + stepSeconds * 1_000)),
    open,
    now: tx.now.toISOString(),
  };
}
