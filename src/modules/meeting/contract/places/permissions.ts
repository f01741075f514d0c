/** Who may: server/places/module.ts. What an attendee reads of his own places goes by `meeting.own`. */
export const placesPermissions = {
  'meeting.places': '安排会场座位、车辆、住宿和用餐',
} as const;
