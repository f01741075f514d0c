import {
  IconBell, IconCamera, IconClip, IconCode, IconComputer, IconCross, IconDelete, IconDevice, IconDown, IconDownload, IconEye, IconFilter, IconFingerprint, IconFlag, IconForward,
  IconInfo, IconKey, IconLeave, IconLink, IconLocate, IconLock, IconMessage, IconOffline, IconOverdue, IconPaper, IconPeople, IconPerson, IconPhone, IconPicture, IconPin,
  IconPlus, IconPromise, IconRefresh, IconRunning, IconSearch, IconSend, IconSettings, IconSoon, IconStar, IconSwitch, IconTalk, IconTick, IconUndo, IconUnit, IconUpload,
  IconWaiting, IconWrite,
} from '../shared/icons.tsx';
import type { IconComponent } from '../shared/icons.tsx';

/** On the desk a running clock is a clock face and due soon a half disc (look/desk); the names say the shape. */
const shapes = {
  bell: IconBell, camera: IconCamera, clip: IconClip, clock: IconSoon, close: IconCross, code: IconCode, computer: IconComputer, delete: IconDelete, device: IconDevice, down: IconDown, download: IconDownload,
  eye: IconEye, filter: IconFilter, find: IconSearch, fingerprint: IconFingerprint, flag: IconFlag, forward: IconForward, half: IconRunning, info: IconInfo, key: IconKey, late: IconOverdue,
  leave: IconLeave, link: IconLink, locate: IconLocate, lock: IconLock, message: IconMessage, offline: IconOffline, paper: IconPaper, people: IconPeople, person: IconPerson,
  phone: IconPhone, picture: IconPicture, pin: IconPin, plus: IconPlus, promise: IconPromise, refresh: IconRefresh, send: IconSend, settings: IconSettings, star: IconStar,
  switch: IconSwitch, talk: IconTalk, tick: IconTick, undo: IconUndo, unit: IconUnit, upload: IconUpload, wait: IconWaiting, write: IconWrite,
} as const satisfies Record<string, IconComponent>;

export type IconName = keyof typeof shapes;

/** An icon of the shared set in the size of the desk's text. `label` only where no words stand beside it. */
export function Icon({ name, size = 14, label }: { name: IconName; size?: number; label?: string }) {
  const Shape = shapes[name];
  return <Shape size={size} label={label} className="i" />;
}
