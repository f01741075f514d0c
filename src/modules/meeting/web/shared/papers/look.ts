/** How somebody likes to read: pages or large print (`size` in CSS pixels), by day or by night. */
interface Look {
  readonly large: boolean;
  readonly size: number;
  readonly night: boolean;
}

/** How he read last on this device; else what his size of the terminal suggests. */
export function keptLook(): Look {
  const elder = document.documentElement.dataset['size'] === 'elder';
  return { large: elder, size: elder ? 30 : 24, night: false, ...kept() };
}

export function keepLook(look: Look): void {
  try {
    localStorage.setItem('paper-look', JSON.stringify(look));
  } catch {
    // A device that keeps nothing asks again next time.
  }
}

function kept(): Partial<Look> {
  try {
    return JSON.parse(localStorage.getItem('paper-look') ?? '{}') as Partial<Look>;
  } catch {
    return {};
  }
}
