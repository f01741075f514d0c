import { encodeCursor } from '#platform/contract/paging.ts';

/** A seeded source of chance: the same seed gives the same calls. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  happens(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

/** Texts that have broken somebody's server before. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\t\r\n',
  'x'.repeat(10_001),
  '漢'.repeat(12_000),
  '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(40),
  'e\u0301\u202e\u200b\ufeff',
  '\u0000',
  '开头\u0000结尾',
  '\ud800',
  '头\udc00尾',
  `'; drop table matter; --`,
  `' or 1=1 --`,
  `") union select phone_sealed from account --`,
  '$1',
  '\\',
  '%',
  '_%\\',
  'a & | ! ( b:*',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}',
  `=cmd|' /C calc'!A0`,
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  '__proto__',
  'constructor',
  'null',
  'true',
  'NaN',
  '1e999',
  '-1',
  '99999999999999999999',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '2026-11-23T25:61:61.000Z',
  '2026-02-30T00:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01A20731-DCA1-71B7-BDA9-CD39519D0C52',
];

/** Cursors of the right form with the wrong things in them, and of the wrong form. */
const nastyCursors: readonly string[] = [
  'AAAA',
  '!!!!',
  encodeCursor([]),
  encodeCursor([null, null]),
  encodeCursor(['x', 'y']),
  encodeCursor([1e300, 'y']),
  encodeCursor(['2026-02-30T00:00:00.000Z', '01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor(['+275760-09-13T00:00:00.001Z', '01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor(['2026-01-01', '01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor([-1, '01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor(['01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor(['\u0000', '01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor(['a', 'b', 'c', 'd', 'e']),
  encodeCursor([1, 2, 3]),
  encodeCursor([2 ** 40, '01a20731-dca1-71b7-bda9-cd39519d0c52']),
  encodeCursor(['9999-12-31T23:59:59.999Z', '01a20731-dca1-71b7-bda9-cd39519d0c52']),
];

const nastyValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  -(2 ** 31) - 1,
  [],
  {},
  [[]],
  [null],
  ['x'],
  { a: 1 },
  nested(60),
  Array.from({ length: 600 }, () => 'x'),
  { toString: 'x', valueOf: 1, length: -1 },
];

/** Something that should not stand where `name` stands. */
export function nastyFor(dice: Dice, name: string): unknown {
  if (name === 'cursor') return dice.pick(nastyCursors);
  return dice.happens(60) ? dice.pick(nastyTexts) : dice.pick(nastyValues);
}

/** A copy of `value` with one thing in it changed, removed, doubled or added. */
export function mutated(dice: Dice, value: unknown, name = ''): unknown {
  if (Array.isArray(value) && value.length > 0 && dice.happens(60)) {
    const index = dice.below(value.length);
    return dice.happens(20) ? [...value, ...value] : value.with(index, mutated(dice, value[index], name));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return nastyFor(dice, name);
  const members = Object.entries(value);
  const kind = dice.below(10);
  if (members.length === 0 || kind === 0) return nastyFor(dice, name);
  if (kind === 1) return { ...value, [dice.pick(['extra', 'constructor', 'id', 'bodyId', '漢'])]: nastyFor(dice, 'extra') };
  const [chosen, old] = dice.pick(members);
  if (kind === 2) return Object.fromEntries(members.filter(([key]) => key !== chosen));
  return { ...value, [chosen]: mutated(dice, old, chosen) };
}
