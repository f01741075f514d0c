import { type Html, html } from './html.ts';

/** Shapes of states: half disc, clock, triangle, tick, ringed tick (done, but late), ring. Colour never stands alone. */
export type PublicState = 'run' | 'over' | 'ok' | 'late' | 'wait' | 'closed';

const shapes: Readonly<Record<PublicState, Html>> = {
  run: html`<circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor"/>`,
  wait: html`<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 5.5v5l3.4 2" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
  over: html`<path d="M10 1.6 19 18H1z" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M10 7.2v5M10 14.4v1.8" stroke="#fff" stroke-width="2"/>`,
  ok: html`<circle cx="10" cy="10" r="9" fill="currentColor"/><path d="M5.6 10.4l3 3 5.8-6.4" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>`,
  late: html`<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6 10.4l3 3 5.2-6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
  closed: html`<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/>`,
};

/** The shape of a state alone; the word stands beside it. */
export function stateShape(state: PublicState): Html {
  return html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${shapes[state]}</svg>`;
}

/** A state as shape and word. */
export function stateMark(state: PublicState, word: string): Html {
  return html`<span class="st ${state}"><svg viewBox="0 0 20 20" aria-hidden="true">${shapes[state]}</svg>${word}</span>`;
}

/** The arrow behind a link that leads on. */
export const onward: Html = html`<svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true"><path d="M7 4l6 6-6 6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
