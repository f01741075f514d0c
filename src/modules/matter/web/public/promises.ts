import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { type PublicState, onward, stateMark } from '#platform/web/public/marks.ts';
import { counted } from '#platform/web/public/words.ts';
import { dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import { farDays } from './course.ts';
import { standingWords } from '../../contract/public-words.ts';
import type { PromiseStanding, PromiseStep, readPublished } from '../../contract/publication.ts';

type Published = AnswerOf<typeof readPublished>;
type PublicPromise = Published['commitments'][number];

const looks: Readonly<Record<PromiseStanding, PublicState>> = {
  kept: 'ok',
  keptLate: 'late',
  reported: 'wait',
  running: 'run',
  overdue: 'over',
  notKept: 'over',
};

const isKept = ({ standing }: PublicPromise) => standing === 'kept' || standing === 'keptLate';

/** Promises that were kept, in time or late. */
export function keptOf(promises: readonly PublicPromise[]): number {
  return promises.filter(isKept).length;
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
<div class="seg" role="img" aria-label="${words}">${promises.map(({ standing }) => html`<i class="${looks[standing]}"></i>`)}</div></section>`;
}

/** Each promise with what came of it: how it stands, and its way from the day it was made. `raiser` is who judges: 代表, 委员. */
export function promiseRows(promises: readonly PublicPromise[], raiser: string, now: Date): Html {
  return html`<section><h2>答应了什么，做到了没有</h2><ul class="rows">${promises.map((promise) => promiseRow(promise, raiser, now))}</ul></section>`;
}

function promiseRow(promise: PublicPromise, raiser: string, now: Date): Html {
  const { words, unit, dueOn, firstDueOn, standing } = promise;
  const outcome = outcomeOf(promise, raiser, now);
  const steps = trackOf(promise, raiser, now);
  const track = html`<ol class="track ${farDays(steps, now)}">${steps.map(
    (step) =>
      html`<li><time datetime="${step.on}">${dayWords(step.on, now)}</time><div>${step.words}${step.said && html`<q>${step.said}</q>`}</div></li>`,
  )}</ol>`;
  return html`<li><div class="rowh"><b>${words}</b>${stateMark(looks[standing], standingWords[standing])}</div>
<div class="sub meta"><span>${unit}</span><span class="day">答应 ${dayWords(dueOn, now)}前</span>${firstDueOn !== dueOn && html`<span class="day">原定 ${dayWords(firstDueOn, now)}前</span>`}</div>
${outcome && html`<div class="sub">${outcome}</div>`}
${isKept(promise) ? html`<details class="way"><summary>看经过${onward}</summary>${track}</details>` : track}</li>`;
}

function outcomeOf({ standing, dueOn, firstDueOn, reportedOn }: PublicPromise, raiser: string, now: Date): string | null {
  const on = reportedOn && dayWords(reportedOn, now);
  if (standing === 'notKept') return `${raiser}认为没有做到，单位还要继续办`;
  if (standing === 'overdue') return `已经超过答应的日期 ${daysBetween(dueOn, dayOf(now))} 天`;
  if (!on || standing === 'running') return null;
  if (standing === 'reported') return `${on}报告，等${raiser}确认`;
  const early = daysBetween(reportedOn, standing === 'keptLate' ? firstDueOn : dueOn);
  if (early < 0) return `${on}做完，晚了 ${-early} 天`;
  return early > 0 ? `${on}做完，提前 ${early} 天` : `${on}做完`;
}

/** One day on the way of a promise. */
export interface TrackStep {
  readonly on: string;
  readonly words: string;
  /** What the unit reported. */
  readonly said?: string | null;
}

/** The way of a promise in words: made, each report, the judgement, and the day that it is to be done by or was missed. */
export function trackOf({ firstDueOn, dueOn, standing, steps }: PublicPromise, raiser: string, now: Date): TrackStep[] {
  const words: Readonly<Record<PromiseStep, string>> = {
    made: `答复里答应 ${dayWords(firstDueOn, now)}前做到`,
    reported: '单位报告进展',
    reportedDone: '单位报告做到了',
    judgedKept: `${raiser}认为做到了`,
    judgedNotKept: `${raiser}认为还没有做到`,
  };
  const track: TrackStep[] = steps.map((one) => ({ on: one.on, words: words[one.step], said: one.words }));
  if (standing === 'overdue') track.push({ on: dueOn, words: '到期，没有报告做到' });
  else if (standing === 'running' && firstDueOn !== dueOn) track.push({ on: dueOn, words: '改到这天前做到' });
  return track;
}
