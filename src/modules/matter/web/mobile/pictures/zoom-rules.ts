/** How one picture lies on the screen: its size as a multiple of the fitted one, and how far its middle lies from the screen's, in px. */
export interface Look {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A place in px, measured from the middle of the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The picture as large as fits. */
export const whole: Look = { scale: 1, x: 0, y: 0 };
/** What a double tap and the button show. */
export const close = 2.5;
export const closest = 5;

/** Looks closer (or from farther) by `factor` with what lies at `at` staying under the finger. `fitted` is the picture's size at scale 1. */
export function zoom(look: Look, factor: number, at: Point, fitted: Size, screen: Size): Look {
  const scale = Math.min(closest, Math.max(1, look.scale * factor));
  const grown = scale / look.scale;
  return within({ scale, x: at.x - (at.x - look.x) * grown, y: at.y - (at.y - look.y) * grown }, fitted, screen);
}

/** Moves the picture so that none of its edges leaves the screen's edge bare where the picture is larger than the screen. */
export function within(look: Look, fitted: Size, screen: Size): Look {
  const reach = (length: number, room: number) => Math.max(0, (length * look.scale - room) / 2);
  return {
    scale: look.scale,
    x: limited(look.x, reach(fitted.width, screen.width)),
    y: limited(look.y, reach(fitted.height, screen.height)),
  };
}

/** The picture to show after a finger that moved by `moved` px left the screen: a fifth of the width turns one on, and nothing beyond the ends. */
export function turned(index: number, count: number, moved: number, width: number): number {
  if (Math.abs(moved) < width / 5) return index;
  return Math.min(count - 1, Math.max(0, index - Math.sign(moved)));
}

/** Whether a finger that left the screen wanted to leave the pictures: down by more than a sixth of the height, and more down than aside. */
export function leaves(moved: Point, height: number): boolean {
  return moved.y > height / 6 && moved.y > Math.abs(moved.x) * 1.5;
}

function limited(value: number, most: number): number {
  return most === 0 ? 0 : Math.min(most, Math.max(-most, value));
}
