import type { Actor } from '#platform/contract/actor.ts';
import { principalRoles } from '../../contract/kind.ts';
import type { Case } from './case.ts';
import { currentHandlings } from './case.ts';
import { fill } from './words.ts';

/**
 * 现在到哪了 in one sentence. The state's own sentence is filled with who has it; where one unit alone leads, what that unit is doing right now
 * says more than the state does. Words to the proposer (您) become plain for everybody else. Pure.
 */
export function tellStory(of: Case, actor: Actor): string {
  const state = of.kind.states[of.matter.state]!;
  const current = currentHandlings(of);
  const principal = current.filter((one) => principalRoles.includes(one.role));
  const missing = current.filter((one) => one.role === 'co' && one.state !== 'opinionGiven').map((one) => one.unit_short_name);
  const only = principal.length === 1 ? principal[0] : undefined;
  const fillings = {
    lead: principal.map((one) => one.unit_short_name).join('、'),
    unit: (only ?? current[0])?.unit_short_name ?? '',
    worker: only?.worker_name ? `的网格员${only.worker_name}` : '',
    missing: missing.length > 0 ? `，还缺${missing.join('、')}的会办意见` : '',
  };
  const handling = only && of.matter.state === 'handling' ? of.kind.handlingStates[only.state] : undefined;
  const told =
    handling && handling.stage !== 'assign'
      ? `${fill(handling.story, fillings)}${fillings.missing}`
      : (tellSigners(of) ?? tellSealed(of, actor, fillings.lead) ?? fill(state.story, fillings));
  return of.matter.author_id === actor.personId ? told : told.replaceAll('请您', '等提出人').replaceAll('您', '提出人');
}

/** One side has rated and the other's turn is awaited (双向评议): whoever has spoken is not asked again. Null at every other time. */
function tellSealed({ matter, ratings, handlings }: Case, actor: Actor, lead: string): string | null {
  const sealed = ratings.filter(
    (one) => one.opened_at === null && handlings.some((share) => share.id === one.handling_id && share.round === one.round),
  );
  if (sealed.length === 0) return null;
  const own = sealed.some((one) => one.person_id === actor.personId);
  return `${lead}已答复，${own && matter.author_id === actor.personId ? '您已评价' : '一方已评价'}，等另一方评价后同时公开`;
}

/** Who has signed so far, while co-signers are asked; null at every other time. The author's turn comes when the last one has answered. */
function tellSigners({ kind, matter, parties }: Case): string | null {
  const state = kind.states[matter.state]!;
  if (state.stage !== 'raise' || state.mark !== 'waiting') return null;
  const invited = parties.filter((one) => one.role === 'signer');
  const signed = invited.filter((one) => one.state === 'confirmed').length;
  const waited = invited.filter((one) => one.state === 'invited' || one.state === 'stale').length;
  if (invited.length === 0) return null;
  if (waited > 0) return signed > 0 ? `${state.story}，已有 ${signed} 位联名，还等 ${waited} 位` : state.story;
  if (signed === 0) return '受邀的都没有联名，可以另邀他人';
  // Where so many signers are demanded, whether there are enough is said by the act of filing itself.
  return kind.acts.submit?.guards?.includes('enoughSigners') ? `已有 ${signed} 位联名，受邀的都已答复` : `已有 ${signed} 位联名，可以提交`;
}
