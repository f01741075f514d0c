import type { Role } from '#modules/directory/contract/seat.ts';
import type { NotificationKind } from '#platform/server/notifications/notifications.ts';
import type { Tell } from '../contract/kind.ts';

/** What people can be told about matters, and how each wants to be told by default. */
export const noticeKinds = {
  invited: { kind: 'matter.invited', label: '有人邀请我联名', defaultChannel: 'now' },
  progress: { kind: 'matter.progress', label: '我提的、联名的、跟进的事项有进展', defaultChannel: 'now' },
  work: { kind: 'matter.work', label: '有新的事项要办', defaultChannel: 'now' },
  urged: { kind: 'matter.urged', label: '催办和督办', defaultChannel: 'now' },
  annual: { kind: 'matter.annual', label: '年度办理情况报告', defaultChannel: 'now' },
  reminder: { kind: 'matter.reminder', label: '快到期和逾期提醒', defaultChannel: 'digest', reminder: true },
} as const satisfies Record<string, NotificationKind>;

/** The kind of notice that a tell is. */
export function noticeKindOf(tell: Tell, act: string): NotificationKind {
  if (act === 'urge' || act === 'markKey') return noticeKinds.urged;
  if (tell.to === 'invited') return noticeKinds.invited;
  return tell.to === 'author' || tell.to === 'signers' || tell.to === 'rater' || tell.to === 'followers'
    ? noticeKinds.progress
    : noticeKinds.work;
}

/** Whose desks a tell to an organisation lands on. */
export const staffTold: Readonly<Partial<Record<Tell['to'], readonly Role[]>>> = {
  office: ['clerk', 'officeLeader'],
  supervisors: ['committee'],
  committee: ['committee'],
  dutyDesk: ['dutyDesk'],
  handler: ['unitClerk', 'dutyDesk'],
  allHandlers: ['unitClerk', 'dutyDesk'],
  leadHandler: ['unitClerk', 'dutyDesk'],
};

/** The page of a case, inside any terminal. */
export function caseLink(bodyId: string, matterId: string): string {
  return `/matters/${bodyId}/${matterId}`;
}
