import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { PrintKind } from '../../../contract/places/print-kinds.ts';

/** Somebody as prints show him. */
export interface PrintPerson {
  readonly id: string;
  readonly name: string;
  readonly category: AttendeeCategory;
  readonly group: string;
  readonly title: string;
  readonly unit: string;
  readonly certificate: string;
  readonly badgeCode: string;
  readonly seat: string;
  readonly row: number;
  readonly number: number;
  readonly block: string;
  readonly door: string;
  readonly coach: string;
  readonly stop: string;
  readonly hotel: string;
  readonly room: string;
  readonly table: string;
  readonly diet: string;
}

/** All that one print is made of; it goes to the thread that draws it. */
export interface PrintData {
  readonly kind: PrintKind;
  readonly bodyKind: 'congress' | 'cppcc';
  readonly meeting: string;
  readonly days: string;
  readonly place: string;
  readonly people: readonly PrintPerson[];
  /** Of which version of the seating it is; empty for prints without seats. */
  readonly version: string;
  readonly madeAt: string;
}

/** What the badge of a category is called (会议须知, DOMAIN §6.3); members' badges say whose they are. */
export function badgeName(category: AttendeeCategory, bodyKind: 'congress' | 'cppcc'): string {
  if (category === 'member') return bodyKind === 'congress' ? '代表证' : '出席证';
  return { nonVoting: '列席证', observer: '旁听证', staff: '工作证', press: '记者证', guest: '来宾证' }[category];
}

/** Colours of the zones that a badge opens; a word stands beside each, so that nobody has to tell them apart by colour. */
export const badgeColours: Readonly<Record<AttendeeCategory, { readonly ink: string; readonly zone: string }>> = {
  member: { ink: '#b3161d', zone: '主会场' },
  nonVoting: { ink: '#1f6f78', zone: '列席区' },
  observer: { ink: '#5d6b2f', zone: '旁听区' },
  staff: { ink: '#3c4a3e', zone: '工作区' },
  press: { ink: '#7d5718', zone: '记者区' },
  guest: { ink: '#6a3f86', zone: '来宾区' },
};

/** A member's badge wears the body's own colour. */
export const badgeColour = (category: AttendeeCategory, bodyKind: 'congress' | 'cppcc'): string =>
  category === 'member' && bodyKind === 'cppcc' ? '#0f5ba8' : badgeColours[category].ink;
