import type { Effect } from '../../contract/kind.ts';
import type { ActContext } from '../engine/act-context.ts';
import { appointOfficer, assign, dispatch, keepObjection, locate, reassign, route } from './assigning.ts';
import { end, follow, honour, markKey, merge, message, moveFiles, note, unmerge, urge } from './around.ts';
import { convert, split } from './converting.ts';
import { decideExtension, requestExtension } from './extension.ts';
import {
  askOpinionAgain,
  draftReply,
  giveOpinion,
  issueReply,
  pledge,
  recordContact,
  sendBackDraft,
  signOff,
  startSignoff,
} from './replying.ts';
import { agreeWithdrawal, answerInvitation, dropInvitation, freezeText, invite, reviseText } from './signing.ts';
import { classify, number } from './numbering.ts';
import { openReconsideration, placeBeforeSession, placeByCutOff } from './placing.ts';
import { publish, unpublish } from './publishing.ts';
import { joinReconsideration, leave, withdrawLead } from './sponsors.ts';
import { edit, record, refer } from './recording.ts';
import { decideEscalation, judgePromise, keepPromise, openIfRated, openRatings, rate, rateBothWays } from './rating.ts';

/** Every declared step by its name. What an act is made of stands in its kind's declaration; how a step is done stands here. */
export const effects: Readonly<Record<Effect, (context: ActContext) => Promise<void> | void>> = {
  freezeText,
  reviseText,
  invite,
  answerInvitation,
  dropInvitation,
  agreeWithdrawal,
  number,
  classify,
  merge,
  unmerge,
  assign,
  reassign,
  keepObjection,
  route,
  dispatch,
  appointOfficer,
  recordContact,
  giveOpinion,
  askOpinionAgain,
  draftReply,
  startSignoff,
  signOff,
  sendBackDraft,
  issueReply,
  requestExtension,
  decideExtension,
  rate,
  rateBothWays,
  openRatings,
  openIfRated,
  decideEscalation,
  keepPromise,
  judgePromise,
  moveFiles,
  publish,
  unpublish,
  markKey,
  note,
  message,
  urge,
  follow,
  convert,
  split,
  edit,
  honour,
  pledge,
  locate,
  record,
  refer,
  placeByCutOff,
  placeBeforeSession,
  openReconsideration,
  joinReconsideration,
  withdrawLead,
  leave,
  end,
};
