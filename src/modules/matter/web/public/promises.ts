import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { type PublicState, stateMark } from '#platform/web/public/marks.ts';
import { counted } from '#platform/web/public/words.ts';
import { dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import type { PromiseStanding, readPublished } from '../../contract/routes.ts';

type Published = AnswerOf<typeof readPublished>;
type PublicPromise = Published['commitments'][number];

const looks: Readonly<Record<PromiseStanding, readonly [state: PublicState, word: string]>> = {
  kept: ['ok', '已兑现'],
  keptLate: ['late', '迟后兑现'],
  reported: ['wait', '单位说已做到'],
  running: ['run', '正在做'],
  overdue: ['over', '到期没做到'],
  notKept: ['over', '没有做到'],
};

/** Promises that were kept, in time or late. */
export function keptOf(promises: readonly PublicPromise[]): number {
  return promises.filter(({ standing }) => standing === 'kept' || standing === 'keptLate').length;
}

/** `四项承诺，三项已兑现` */
export function sumOfPromises(promises: readonly PublicPromise[]): string {
  const kept = keptOf(promises);
  const all = counted(promises.length, '项');
  if (kept === promises.length) return promises.length === 1 ? '承诺已经兑现' : `${all}承诺，全部兑现`;
  return kept === 0 ? `${all}承诺，还没有兑现的` : `${all}承诺，${counted(kept, '项')}已兑现`;
}

/** How many promises are kept: the first thing on the page. */
export function promiseSum(promises: readonly PublicPromise[], updated: string): Html {
  const words = sumOfPromises(promises);
  return html`<section><div class="sumup"><div class="fig" aria-hidden="true">${keptOf(promises)}<small>/ ${promises.length}</small></div><div class="say">${words}<span>更新到 ${updated}</span></div></div>
<div class="seg" role="img" aria-label="${words}">${promises.map(({ standing }) => html`<i class="${looks[standing][0]}"></i>`)}</div></section>`;
}

/** Each promise with what came of it. */
export function promiseRows(promises: readonly PublicPromise[], now: Date): Html {
  return html`<section><h2>答应了什么，做到了没有</h2><ul class="rows">${promises.map((promise) => promiseRow(promise, now))}</ul></section>`;
}

function promiseRow(promise: PublicPromise, now: Date): Html {
  const { words, unit, dueOn, firstDueOn, standing, report } = promise;
  const [state, word] = looks[standing];
  const outcome = outcomeOf(promise, now);
  return html`<li><div class="rowh"><b>${words}</b>${stateMark(state, word)}</div>
<div class="sub meta"><span>${unit}</span><span class="day">答应 ${dayWords(dueOn, now)}前</span>${firstDueOn !== dueOn && html`<span class="day">原定 ${dayWords(firstDueOn, now)}前</span>`}</div>
${outcome && html`<div class="sub">${outcome}</div>`}${report && html`<div class="sub said">${report}</div>`}</li>`;
}

function outcomeOf({ standing, dueOn, reportedOn }: PublicPromise, now: Date): string | null {
  const on = reportedOn && dayWords(reportedOn, now);
  if (standing === 'notKept') return '代表认为没有做到，单位还要继续办';
  if (standing === 'overdue') return `已经超过答应的日期 ${daysBetween(dueOn, dayOf(now))} 天`;
  if (!on) return null;
  if (standing === 'reported') return `${on}报告，等代表确认`;
  const early = daysBetween(reportedOn, dueOn);
  if (early < 0) return `${on}做完，晚了 ${-early} 天`;
  return early > 0 ? `${on}做完，提前 ${early} 天` : `${on}做完`;
}
