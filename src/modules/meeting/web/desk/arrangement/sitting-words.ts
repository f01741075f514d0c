import { inFigures } from '../../../contract/arrangement/numbering-rules.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import type { AttendeeCategory, SittingKind } from '../../../contract/meeting.ts';
import { sittingKinds } from '../../../contract/meeting.ts';

export type Sitting = MeetingView['sittings'][number];

/** Categories as the body calls them: 代表 in a congress, 委员 in a CPPCC. */
export function categoryWords(bodyKind: MeetingView['bodyKind']): Readonly<Record<AttendeeCategory, string>> {
  return {
    member: bodyKind === 'congress' ? '代表' : '委员',
    nonVoting: '列席',
    observer: '旁听',
    staff: '工作人员',
    press: '记者',
    guest: '来宾',
  };
}

/** Kinds as the body calls them: a CPPCC has sector groups instead of delegations. */
export function kindWords(kind: SittingKind, bodyKind: MeetingView['bodyKind']): string {
  if (bodyKind === 'cppcc' && kind === 'delegation') return '界别小组会议';
  return sittingKinds[kind];
}

/** Who is due (应到), e.g. `代表、列席` or `东屿代表团`; more than two groups are counted. */
export function dueWords(sitting: Pick<Sitting, 'dueCategories' | 'dueGroups'>, meeting: MeetingView): string {
  const words = categoryWords(meeting.bodyKind);
  const categories = sitting.dueCategories.map((one) => words[one]).join('、');
  if (sitting.dueGroups.length === 0) return categories;
  const names = sitting.dueGroups.flatMap((id) => meeting.groups.find((group) => group.id === id)?.name ?? []);
  return names.length > 2 ? `${names.slice(0, 2).join('、')}等 ${names.length} 个组` : names.join('、');
}

/** The title that a new entry of a kind starts from: 第三次全体会议 after two, else the kind's own word. */
export function usualTitle(kind: SittingKind, meeting: MeetingView): string {
  const word = kindWords(kind, meeting.bodyKind);
  if (kind === 'preparatory' || kind === 'registration') return word;
  if (kind === 'activity' || kind === 'other') return '';
  if (kind === 'meal') return '午餐';
  const earlier = meeting.sittings.filter((one) => one.kind === kind && one.state !== 'cancelled').length;
  if (kind === 'plenary' || kind === 'presidium' || kind === 'committee') return `第${inFigures(earlier + 1)}次${word}`;
  return word;
}

const chinaOffset = 8 * 3_600_000;

/** `09:30` of an instant in China. */
export function clockOf(instant: string): string {
  return new Date(Date.parse(instant) + chinaOffset).toISOString().slice(11, 16);
}

/** The instant of a clock time in China on a day. */
export function instantOf(day: string, clock: string): string {
  return new Date(Date.parse(`${day}T${clock}:00.000Z`) - chinaOffset).toISOString();
}

/** The days of a meeting, and those beside them on which something stands all the same. */
export function daysOf(meeting: Pick<MeetingView, 'opensOn' | 'closesOn'>): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(meeting.opensOn); at <= Date.parse(meeting.closesOn); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
