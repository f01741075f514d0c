import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { dayForCitizens } from '#platform/web/public/words.ts';
import { dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import type { readPublished } from '../../contract/routes.ts';

type Published = AnswerOf<typeof readPublished>;

interface Step {
  readonly on: string;
  readonly words: string;
  readonly note?: string | null;
}

/** How far it has come: what happened on which day, and what is still open. */
export function course(matter: Published, now: Date): Html {
  const steps = stepsOf(matter).filter((step): step is Step => step.on !== null);
  const open = openStep(matter, now);
  return html`<section><h2>办到哪一步</h2><ol class="steps">${steps.map(
    (step) =>
      html`<li><time datetime="${step.on}">${dayWords(step.on, now)}</time><div>${step.words}${step.note && html`<span>${step.note}</span>`}</div></li>`,
  )}${open && html`<li class="now"><time>现在</time><div>${open.words}${open.note && html`<span>${open.note}</span>`}</div></li>`}</ol></section>`;
}

function stepsOf(matter: Published): { on: string | null; words: string; note?: string | null }[] {
  const several = matter.replies.length > 1;
  const replies = matter.replies.map((reply) => ({
    on: reply.issuedOn,
    words: several ? `${reply.unit}答复` : '部门正式答复',
    note: matter.assignedOn && `用了 ${daysBetween(matter.assignedOn, reply.issuedOn)} 天`,
  }));
  const steps = [
    { on: matter.submittedOn, words: '代表提出' },
    { on: matter.acceptedOn, words: '受理' },
    { on: matter.assignedOn, words: '交给部门办理', note: matter.units.map((unit) => unit.name).join('、') },
    ...replies,
    { on: matter.ratedOn, words: matter.ratingLabel ? `代表评价：${matter.ratingLabel}` : '代表评价' },
    { on: matter.closedOn, words: '办结' },
  ];
  // Days decide; what fell on one day stays in the order of the rules.
  return steps.toSorted((one, other) => (one.on ?? '').localeCompare(other.on ?? ''));
}

function openStep(matter: Published, now: Date): { words: string; note: string | null } | null {
  const open = matter.commitments.filter(({ standing }) => standing !== 'kept' && standing !== 'keptLate');
  if (open.length > 0) {
    const last = open
      .map((one) => one.dueOn)
      .toSorted()
      .at(-1)!;
    return { words: '盯着承诺做完', note: `最后一项答应 ${dayForCitizens(last, now)}前做到` };
  }
  if (matter.closedOn) return null;
  return matter.replies.length === 0 ? { words: '部门正在办理', note: '答复后会在这里公开' } : { words: '等代表评价', note: null };
}
