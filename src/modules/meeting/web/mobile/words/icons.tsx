import { drawIcon } from '#platform/web/shared/icons.tsx';

export const IconMeeting = drawIcon(
  <>
    <rect x="4" y="5.5" width="16" height="14.5" rx="2.5" />
    <path d="M8.5 3.5v4M15.5 3.5v4" />
    <path className="cut" d="M4.5 10.5h15M8 14.5h5" />
  </>,
);
export const IconCoach = drawIcon(
  <>
    <rect x="4.5" y="4" width="15" height="13.5" rx="2.5" />
    <path d="M4.5 11.5h15M7.5 17.5v2.5M16.5 17.5v2.5M8 14.5h.1M16 14.5h.1" />
  </>,
);
export const IconSeat = drawIcon(<path d="M7.5 13V6A2 2 0 019.5 4h5a2 2 0 012 2v7M4.5 10v6.5h15V10M7 16.5V20M17 16.5V20M7.5 13h9" />);
export const IconBed = drawIcon(<path d="M3.500 19v-13M3.500 10.500h14a3 3 0 013 3V19M3.500 16.500h17M7 10.500V8h5v2.500" />);
export const IconMeal = drawIcon(
  <path d="M7 4v16M4.500 4v4.500a2.500 2.500 0 005 0V4M16.500 20v-7M16.500 13c-2 0-2.500-2-2.500-4.500S15 4 16.500 4z" />,
);
/** Somebody who goes out by the door. */
export const IconLeave = drawIcon(<path d="M13.500 20H6.500A2 2 0 014.500 18V6A2 2 0 016.500 4h7M10 12h10M16.500 8l3.500 4-3.500 4" />);
export const IconHand = drawIcon(
  <path d="M8 12.500V6a1.400 1.400 0 012.800 0v5M10.800 11V4.800a1.400 1.400 0 012.800 0V11M13.600 11V6a1.400 1.400 0 012.800 0v8.500c0 3.500-2 6-5 6-2.600 0-3.900-1.300-5.100-3.600L4.600 14c-.8-1.600 1.200-2.700 2.200-1.300L8 14.500" />,
);
