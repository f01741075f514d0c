import type { ActView } from '../../contract/views.ts';
import { actsInOrder } from '../shared/index.ts';

/** The key of each act on the desk; the same act has the same key on every page. Acts without one are reached by 其他 or the mouse. */
const keys: Readonly<Record<string, string>> = {
  accept: 'a',
  register: 'a',
  forward: 'a',
  returnForRevision: 'r',
  returnForRework: 'r',
  notAccept: 'd',
  decline: 'd',
  keep: 'd',
  mergeInto: 'm',
  treatAsLetter: 'l',
  toSentiment: 'z',
  toProposal: 'z',
  split: 'y',
  decide: 'a',
  decideStanding: 'a',
  placeBeforeSession: 'a',
  recordVote: 'a',
  opine: 'w',
  opineLate: 'w',
  report: 'w',
  submitReview: 'w',
  reportExecution: 'w',
  edit: 'w',
  use: 'i',
  followUp: 'v',
  recordHearing: 't',
  recordConsultation: 't',
  reportProgress: 'c',
  rateProposal: 'a',
  assign: 'a',
  reassign: 'u',
  addHandler: 'h',
  refuseObjection: 'd',
  signFor: 's',
  object: 'b',
  appointOfficer: 'p',
  recordContact: 't',
  giveOpinion: 'w',
  draftReply: 'w',
  startSignoff: 'g',
  signOff: 'a',
  sendBackDraft: 'r',
  issueReply: 'i',
  requestExtension: 'y',
  grantExtension: 'a',
  refuseExtension: 'd',
  treat: 'a',
  keepPromise: 'v',
  note: 'n',
  message: 'c',
  urge: 'u',
  markKey: 'q',
  publish: 'f',
  dispatch: 'a',
  answer: 'w',
  stop: 'd',
};

/** The key of `act` among `acts`: the first of several acts that share a key has it. */
export function keyOf(act: ActView, acts: readonly ActView[]): string | undefined {
  const key = keys[act.act];
  return key && acts.find((other) => keys[other.act] === key) === act ? key : undefined;
}

/** The act to do now: the one that the server named by its label, else the filled button of the page. */
export function mainAct(acts: readonly ActView[], named?: string | null): ActView | undefined {
  return (
    (named ? acts.find((act) => (act.label === named || act.act === named) && !act.blocked) : undefined) ??
    actsInOrder(acts).main ??
    undefined
  );
}
