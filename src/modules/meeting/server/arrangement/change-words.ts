import { dayOf } from '#platform/contract/instant.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { saveMeeting, saveSitting } from '../../contract/arrangement/routes.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';

/** What a change of the meeting itself means for its people; empty where they need not be told. */
export function changesOfMeeting(was: MeetingRow, now: BodyOf<typeof saveMeeting>): string {
  const days = (from: string, until: string) => (from === until ? sayDay(from) : `${sayDay(from)}至${sayDay(until)}`);
  return sentence('会议', [
    was.title !== now.title && `名称改为“${now.title}”`,
    (was.opens_on !== now.opensOn || was.closes_on !== now.closesOn) &&
      `会期由${days(was.opens_on, was.closes_on)}改为${days(now.opensOn, now.closesOn)}`,
    was.place !== now.place && `地点${was.place ? `由${was.place}` : ''}改到${now.place || '待定'}`,
  ]);
}

/** What a change of a programme entry means for those due there. */
export function changesOfSitting(was: SittingRow, now: BodyOf<typeof saveSitting>): string {
  const [startsAt, endsAt] = [new Date(now.startsAt), new Date(now.endsAt)];
  const moved = was.starts_at.getTime() !== startsAt.getTime();
  const sameDay = dayOf(was.starts_at) === dayOf(startsAt);
  const at = (when: Date) => (sameDay ? sayTime(when) : `${sayDay(dayOf(when))} ${sayTime(when)}`);
  return sentence(was.title, [
    was.title !== now.title && `改为“${now.title}”`,
    moved && `${at(was.starts_at)} 改到 ${at(startsAt)}`,
    !moved && was.ends_at.getTime() !== endsAt.getTime() && `结束时间改为 ${sayTime(endsAt)}`,
    was.place !== now.place && `地点${was.place ? `由${was.place}` : ''}改到${now.place || '待定'}`,
    !was.hidden && now.hidden && '已从日程中撤下',
  ]);
}

/** `1月21日 14:30`, in China. */
export function sayMoment(at: Date): string {
  return `${sayDay(dayOf(at))} ${sayTime(at)}`;
}

function sayDay(value: string): string {
  return `${Number(value.slice(5, 7))}月${Number(value.slice(8, 10))}日`;
}

function sayTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
}

function sentence(subject: string, parts: readonly (string | false)[]): string {
  const said = parts.filter((one): one is string => one !== false);
  return said.length === 0 ? '' : `${subject}：${said.join('，')}`;
}
