import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { dayForCitizens } from '#platform/web/public/words.ts';
import { dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import { raiserWord } from '../../contract/public-words.ts';
import type { readPublished } from '../../contract/publication.ts';

type Published = AnswerOf<typeof readPublished>;

/** One step of the way of a matter. */
export interface Step {
  readonly on: string;
  readonly words: string;
  readonly note?: string | null;
}

/** How far it has come: what happened on which day, and what is still open. */
export function course(matter: Published, now: Date): Html {
  const open = openStep(matter, now);
  const steps = stepsOf(matter);
  return html`<section><h2>办到哪一步</h2><ol class="steps ${farDays(steps, now)}">${steps.map(
    (step) =>
      html`<li><time datetime="${step.on}">${dayWords(step.on, now)}</time><div>${step.words}${step.note && html`<span>${step.note}</span>`}</div></li>`,
  )}${open && html`<li class="now"><time>现在</time><div>${open.words}${open.note && html`<span>${open.note}</span>`}</div></li>`}</ol></section>`;
}

/** `far` where days are written with their year and so need more room. */
export function farDays(steps: readonly { readonly on: string }[], now: Date): string {
  return steps.some(({ on }) => !on.startsWith(dayOf(now).slice(0, 4))) ? 'far' : '';
}

/** Everything that happened, by days; what fell on one day stays in the order of the rules. */
export function stepsOf(matter: Published): Step[] {
  const raiser = raiserWord(matter.body.kind);
  const several = matter.replies.length > 1;
  const replies = matter.replies.map((reply) => ({
    on: reply.issuedOn,
    words: several ? `${reply.unit}答复` : '部门正式答复',
    note: matter.assignedOn && takenWords(daysBetween(matter.assignedOn, reply.issuedOn)),
  }));
  const steps = [
    { on: matter.submittedOn, words: `${raiser}提出` },
    { on: matter.acceptedOn, words: '受理' },
    { on: matter.assignedOn, words: '交给部门办理', note: matter.units.map((unit) => unit.name).join('、') },
    ...replies,
    { on: matter.ratedOn, words: matter.ratingLabel ? `${raiser}评价：${matter.ratingLabel}` : `${raiser}评价` },
    { on: matter.closedOn, words: '办结' },
  ];
  return steps.filter((step): step is Step => step.on !== null).toSorted((one, other) => one.on.localeCompare(other.on));
}

function takenWords(days: number): string {
  return days === 0 ? '交办当天答复' : `用了 ${days} 天`;
}

function openStep(matter: Published, now: Date): { words: string; note: string | null } | null {
  const open = matter.commitments.filter(({ standing }) => standing !== 'kept' && standing !== 'keptLate');
  if (open.length > 0) {
    const last = open
      .map((one) => one.dueOn)
      .toSorted()
      .at(-1)!;
    const past = last < dayOf(now);
    return { words: '盯着承诺做完', note: `最后一项${past ? '本来' : ''}答应 ${dayForCitizens(last, now)}前做到` };
  }
  if (matter.closedOn) return null;
  if (matter.outcome) return { words: matter.outcome, note: null };
  return matter.replies.length === 0
    ? { words: '部门正在办理', note: '答复后会在这里公开' }
    : { words: `等${raiserWord(matter.body.kind)}评价`, note: null };
}
