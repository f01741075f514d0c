import type { ReactNode } from 'react';

/** Edge in pixels (default 24). Lines grow thicker as the icon gets smaller, so that all sizes look equally heavy. `label` only where no words stand beside it. */
export interface IconProps {
  readonly size?: number;
  readonly label?: string;
  readonly className?: string;
}

export type IconComponent = (props: IconProps) => ReactNode;

/** Makes an icon component of the product's set: 24-unit grid, stroke 1.8 at 24 px, colour of the surrounding text. */
export function drawIcon(paths: ReactNode): IconComponent {
  return function Icon({ size = 24, label, className }: IconProps) {
    const stroke = size >= 24 ? 1.8 : size >= 20 ? 2 : size >= 16 ? 2.25 : 3;
    const spoken = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
    return (
      <svg
        {...spoken}
        className={className ? `icon ${className}` : 'icon'}
        width={size}
        height={size}
        viewBox="0 0 24 24"
        strokeWidth={stroke}
      >
        {paths}
      </svg>
    );
  };
}

const line = (d: string) => drawIcon(<path d={d} />);

/* States: shape and word and colour always stand together. */
export const IconRunning = drawIcon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.5a8.5 8.5 0 010 17z" fill="currentColor" />
  </>,
);
export const IconSoon = drawIcon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
);
export const IconOverdue = drawIcon(
  <>
    <path d="M12 4l9 16H3z" />
    <path d="M12 10v4.5M12 17.2v.1" />
  </>,
);
export const IconDone = drawIcon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M8 12.5l3 3 5-6" />
  </>,
);
export const IconClosed = drawIcon(
  <>
    <rect x="4.5" y="4.5" width="15" height="15" rx="2" />
    <path d="M8.5 12h7" />
  </>,
);
export const IconWaiting = drawIcon(<circle cx="12" cy="12" r="8.5" strokeDasharray="3.2 3.5" />);

/* Places of the terminals. `cut` lines turn white when the tab is filled. */
export const IconHome = drawIcon(
  <>
    <path d="M4 11l8-7 8 7v8.5a.5.5 0 01-.5.5h-15a.5.5 0 01-.5-.5z" />
    <path className="cut" d="M12 20v-6" />
  </>,
);
export const IconMatters = drawIcon(
  <>
    <rect x="4" y="4" width="16" height="16" rx="2.5" />
    <path className="cut" d="M8 9.5l1.5 1.5L12 8.5M14.5 10H16M8 15h8" />
  </>,
);
export const IconMessage = drawIcon(
  <>
    <path d="M4 6.5A2.5 2.5 0 016.5 4h11A2.5 2.5 0 0120 6.5v7a2.5 2.5 0 01-2.5 2.5H11l-4.5 4V16A2.5 2.5 0 014 13.5z" />
    <path className="cut" d="M8.5 10h7" />
  </>,
);
export const IconPerson = drawIcon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6z" />
  </>,
);

/* Directions and acts. */
export const IconBack = line('M15 5l-7 7 7 7');
export const IconForward = line('M9 6l6 6-6 6');
export const IconDown = line('M6 9.5l6 6 6-6');
export const IconUp = line('M6 14.5l6-6 6 6');
export const IconTick = line('M5 12.5l4.5 4.5L19 7.5');
export const IconCross = line('M6 6l12 12M18 6L6 18');
export const IconPlus = line('M12 5v14M5 12h14');
export const IconMinus = line('M5 12h14');
export const IconMore = drawIcon(<path d="M6 12h.1M12 12h.1M18 12h.1" strokeWidth="3" />);
export const IconSearch = drawIcon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </>,
);
export const IconFilter = line('M4 6.5h16M7 12h10M10 17.5h4');
export const IconSend = drawIcon(
  <>
    <path d="M20 4L3.5 10.5l6.5 3 3 6.5z" />
    <path d="M10 13.5L20 4" />
  </>,
);
export const IconWrite = line('M5 19.5h14M6 15.5V12.5l8.5-8.5 3.5 3.5-8.5 8.5z');
export const IconUndo = line('M8 5.5L4 9.5l4 4M4.5 9.5H14a5.5 5.5 0 010 11H9');
export const IconRefresh = line('M19.5 12a7.5 7.5 0 11-2.3-5.4M19.5 3.5v4h-4');
export const IconDelete = line('M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.5 10.5v6M13.5 10.5v6');
export const IconDownload = line('M12 4v11M7.5 11l4.5 4.5L16.5 11M5 19.5h14');
export const IconUpload = line('M12 15.5V4.5M7.5 9L12 4.5 16.5 9M5 19.5h14');
export const IconLink = line('M10 14l4-4M8.5 11l-2.3 2.3a3.2 3.2 0 004.5 4.5L13 15.5M15.5 13l2.3-2.3a3.2 3.2 0 00-4.5-4.5L11 8.5');
export const IconPin = drawIcon(
  <>
    <path d="M12 20.5c4-3.6 7-7 7-10.5a7 7 0 10-14 0c0 3.5 3 6.9 7 10.5z" />
    <circle cx="12" cy="10" r="2.5" />
  </>,
);
export const IconReport = drawIcon(
  <>
    <path d="M12 20.5c4-3.6 7-7 7-10.5a7 7 0 10-14 0c0 3.5 3 6.9 7 10.5z" />
    <path d="M12 7v4M12 13.4v.1" />
  </>,
);
export const IconSpeakOut = line('M4 13.5v-4h3.5L14 5.5v12L7.5 13.5zM17.5 8.5c1.3 1.6 1.3 4.4 0 6M8 14l1 5h2.5l-1-4.3');
export const IconCode = drawIcon(
  <>
    <rect x="4" y="4" width="6" height="6" rx="1" />
    <rect x="14" y="4" width="6" height="6" rx="1" />
    <rect x="4" y="14" width="6" height="6" rx="1" />
    <path d="M14 14h2.5v2.5M20 14v.1M14 20h.1M17 20h3v-3" />
  </>,
);
export const IconCamera = drawIcon(
  <>
    <path d="M4 8.5A1.5 1.5 0 015.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0120 8.5v9a1.5 1.5 0 01-1.5 1.5h-13A1.5 1.5 0 014 17.5z" />
    <circle cx="12" cy="12.8" r="3.5" />
  </>,
);
export const IconMicrophone = drawIcon(
  <>
    <rect x="9" y="3.5" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0013 0M12 18v2.5" />
  </>,
);
export const IconStop = drawIcon(<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor" />);
export const IconPhone = line(
  'M6 4h3l1.5 4.5-2 1.5a11 11 0 005.5 5.5l1.5-2L20 15v3.5a1.5 1.5 0 01-1.7 1.5C10.5 19.5 4.5 13.5 4 5.7A1.5 1.5 0 015.5 4z',
);
export const IconBell = line('M6 16.5V11a6 6 0 0112 0v5.5l1.5 1.5h-15zM10 20.5h4');
export const IconStar = line('M12 4l2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z');
export const IconFollow = line('M7 4h10v16l-5-4-5 4z');
export const IconFlag = line('M6 21V4M6 4.5h11.5l-2.5 4 2.5 4H6');

/* Things. */
export const IconPaper = drawIcon(
  <>
    <path d="M6 3.5h8l4 4v13H6z" />
    <path d="M9 12h6M9 16h6" />
  </>,
);
export const IconPicture = drawIcon(
  <>
    <rect x="4" y="5" width="16" height="14" rx="2" />
    <circle cx="9" cy="10" r="1.5" />
    <path d="M5 17.5l4.5-4 3 2.5 3-3.5 3.5 4" />
  </>,
);
export const IconClip = line('M17.5 11.5l-5.8 5.8a3.7 3.7 0 01-5.2-5.2l6.5-6.5a2.5 2.5 0 013.5 3.5l-6.3 6.3a1.2 1.2 0 01-1.7-1.7L14 8.5');
export const IconUnit = line('M5 20.5V5.5L13 3.5v17M13 8.5h6v12M3.5 20.5h17M8 9h2M8 13h2M8 17h2M16 12.5v.1M16 16.5v.1');
export const IconPeople = drawIcon(
  <>
    <circle cx="9" cy="8.5" r="3.5" />
    <path d="M2.8 19.5c.5-3.5 3-5.2 6.2-5.2s5.7 1.7 6.2 5.2zM15.5 5.3a3.5 3.5 0 010 6.4M17 14.6c2.3.5 3.9 2.1 4.2 4.9h-2.5" />
  </>,
);
export const IconTalk = line('M4 5.5h11v8H8.5L5.5 16v-2.5H4zM17.5 9.5H20v8h-1.5V20l-3-2.5H10v-1.5');
export const IconPromise = drawIcon(
  <>
    <path d="M6 3.5h12v17l-6-3-6 3z" />
    <path d="M9 9.5l2.2 2.2L15 8" />
  </>,
);
export const IconSettings = drawIcon(
  <>
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </>,
);
export const IconLock = drawIcon(
  <>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
    <path d="M8 10.5V8a4 4 0 018 0v2.5M12 14.5v2" />
  </>,
);
export const IconKey = drawIcon(
  <>
    <circle cx="8" cy="15.5" r="4" />
    <path d="M11 12.5l8-8M16 7.5l2.5 2.5" />
  </>,
);
export const IconFingerprint = line(
  'M5 11a7 7 0 0112.5-4.3M19 11c0 3 0 5-.8 7.5M8 19.5c1-2.5 1-5 1-8.5a3 3 0 016 0c0 4 0 6-1.2 9.5M12 11c0 4.5 0 6.5-1.2 9.5M5 15c.2-1.3.2-2.5.2-4',
);
export const IconDevice = drawIcon(
  <>
    <rect x="7" y="3.5" width="10" height="17" rx="2" />
    <path d="M11 17.5h2" />
  </>,
);
export const IconComputer = drawIcon(
  <>
    <rect x="3.5" y="5" width="17" height="11" rx="1.5" />
    <path d="M9 20h6M12 16v4" />
  </>,
);
export const IconLeave = line('M13.5 4H6v16h7.5M10.5 12H20M16.5 8.5L20 12l-3.5 3.5');
export const IconSwitch = line('M4.5 9h14M15 5.5L18.5 9 15 12.5M19.5 15.5h-14M9 12l-3.5 3.5L9 19');
export const IconLetters = line('M3.5 19L8.5 6l5 13M5.3 14.5h6.4M15 19l3-8 3 8M16 16.5h4');
export const IconReadAloud = line('M5 9.5v5h3l4.5 4v-13L8 9.5zM16 9c1.5 1.7 1.5 4.3 0 6M18.5 6.5c3 3 3 8 0 11');
export const IconOffline = line('M7.5 18.5h9.5a3.5 3.5 0 002.6-5.9M16.5 9.8A5.5 5.5 0 0010 6.2M7 9A4.8 4.8 0 007.5 18.5M4 4l16 16');
export const IconInfo = drawIcon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5M12 8v.1" />
  </>,
);
export const IconEye = drawIcon(
  <>
    <path d="M3 12c2-4 5.2-6 9-6s7 2 9 6c-2 4-5.2 6-9 6s-7-2-9-6z" />
    <circle cx="12" cy="12" r="2.8" />
  </>,
);
export const IconEyeShut = line(
  'M4 4l16 16M9.5 6.3A9.8 9.8 0 0112 6c3.8 0 7 2 9 6a14 14 0 01-2.7 3.6M14.5 17.6a9.6 9.6 0 01-2.5.4c-3.8 0-7-2-9-6a13 13 0 013.5-4.2M10 10a2.8 2.8 0 004 4',
);
export const IconHelp = drawIcon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9.8 9.8a2.3 2.3 0 114 1.6c-.9.8-1.8 1.2-1.8 2.4M12 16.4v.1" />
  </>,
);
export const IconLocate = drawIcon(
  <>
    <circle cx="12" cy="12" r="6.5" />
    <circle cx="12" cy="12" r="1.5" fill="currentColor" />
    <path d="M12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21" />
  </>,
);
