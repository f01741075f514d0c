import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { arrange, centreOut, openSeats, zoneSeats } from './arrange.ts';
import type { SeatingTask } from './arrange.ts';
import { checkSeating, repair } from './checks.ts';
import { doubledNames, hallOf, seatName } from './hall.ts';
import { changesBetween, exchange, fits, moved } from './moves.ts';
import type { HallPlan } from './seat-map.ts';
import { hallPlan } from './seat-map.ts';
import type { SeatPerson } from './seating-rules.ts';
import { seatingRules } from './seating-rules.ts';
import { byStrokes, doubtfulStrokes, placesOf, strokeCount } from './stroke-order.ts';
import { waysIn } from './ways.ts';

/** Seating by rules: what holds for every hall, every crowd and every lock. */
const straight = (rows: number, seats: number) => Array.from({ length: rows }, (_, index) => ({ number: index + 1, from: 0, seats }));

function plan(blocks: readonly { rows: number; seats: number }[], stage = 0, more: Partial<HallPlan> = {}): HallPlan {
  let x = 60;
  const floor = blocks.map(({ rows, seats }, index) => {
    const block = { id: `B${String(index)}`, name: `${String(index)}区`, part: 'floor', x, y: 200, rows: straight(rows, seats) } as const;
    x += seats * 20 + 40;
    return block;
  });
  const onStage = stage > 0 ? [{ id: 'S', name: '主席台', part: 'stage' as const, x: 100, y: 60, rows: straight(2, stage) }] : [];
  return hallPlan.parse({
    width: x + 60,
    height: 900,
    stage: null,
    blocks: [...onStage, ...floor],
    doors: [{ id: 'd', name: '1号门', x: 10, y: 190 }],
    ...more,
  });
}

function crowd(sizes: readonly number[], told: (index: number, place: number) => Partial<SeatPerson> = () => ({})) {
  const groups = sizes.map((_, index) => ({ id: newId(), name: `第${String(index + 1)}团`, position: index }));
  let place = -1;
  const people = sizes.flatMap((size, index) =>
    Array.from({ length: size }, (_, nth): SeatPerson => {
      place += 1;
      return {
        id: newId(),
        name: `人${String(place)}`,
        gender: null,
        category: 'member',
        groupId: groups[index]!.id,
        title: '',
        unit: '',
        certificate: '',
        stage: null,
        stagePosition: 0,
        rank: nth === 0 ? 0 : 2,
        // Spread over the group, so that the order is not the order of the list.
        strokes: (place * 7_919) % 10_007,
        pinyin: place,
        position: place,
        initials: '',
        surnameStrokes: 4,
        needs: '',
        ...told(index, place),
      };
    }),
  );
  return { groups, people };
}

const rules = seatingRules.parse({});
const blocks = fc.array(fc.record({ rows: fc.integer({ min: 2, max: 9 }), seats: fc.integer({ min: 3, max: 14 }) }), {
  minLength: 1,
  maxLength: 4,
});
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

/** A hall with blocked seats, a crowd with needs and a few who are locked somewhere. */
const tasks = fc
  .record({ blocks, sizes, stage: fc.integer({ min: 0, max: 6 }), seed: fc.integer({ min: 1, max: 1_000 }) })
  .map((told): SeatingTask => {
    const bare = plan(told.blocks, told.stage);
    const all = hallOf(bare).seats;
    const blocked = all.filter((_, index) => (index * 31 + told.seed) % 17 === 0).map((seat) => seat.key);
    const hall = hallOf({ ...bare, blocked });
    const { groups, people } = crowd(told.sizes, (_, place) => ({
      needs: (place + told.seed) % 13 === 0 ? '腿伤' : '',
      stage: told.stage > 0 && place < 5 ? (place < 2 ? 'chair' : 'presidium') : null,
      stagePosition: place,
    }));
    const open = openSeats(hall);
    const kept = new Map<string, string>();
    people.slice(5).forEach((person, index) => {
      const seat = open[(index * 37 + told.seed) % Math.max(1, open.length)];
      if (index % 11 === 0 && seat && !kept.has(seat.key)) kept.set(seat.key, person.id);
    });
    return { hall, people, groups, rules, kept };
  });

describe('automatic seating', () => {
  test('nobody sits twice, no blocked seat is used, locked people stay, and everybody sits where there is room', () => {
    fc.assert(
      fc.property(tasks, (task) => {
        const { seats, unseated } = arrange(task);
        expect(new Set(seats.values()).size).toBe(seats.size);
        for (const key of seats.keys()) expect(task.hall.byKey.get(key)!.blocked).toBe(false);
        for (const [key, person] of task.kept) expect(seats.get(key)).toBe(person);
        expect(seats.size + unseated.length).toBe(task.people.length);
        const free = openSeats(task.hall).filter((seat) => !seats.has(seat.key)).length;
        expect(unseated.length > 0 && free > 0).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('a group that some block has room for hangs together; the names follow each other; nothing in order is told as wrong', () => {
    fc.assert(
      fc.property(tasks, (task) => {
        const free = { ...task, kept: new Map() };
        const { seats, split } = arrange(free);
        const reports = checkSeating({ ...free, seated: seats, locked: new Set() });
        const apart = reports.find((one) => one.rule === 'together')!.findings.filter((one) => !split.includes(one.groupId ?? ''));
        expect(apart).toEqual([]);
        for (const rule of ['order', 'usable', 'stage', 'zones'] as const)
          expect(reports.find((one) => one.rule === rule)!.findings).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the convenor sits in the first row of his group and people with needs at an aisle', () => {
    const hall = hallOf(
      plan([
        { rows: 8, seats: 12 },
        { rows: 8, seats: 12 },
      ]),
    );
    const { groups, people } = crowd([30, 25, 40], (_, place) => ({ needs: place % 9 === 4 ? '用拐杖' : '' }));
    const { seats } = arrange({ hall, people, groups, rules, kept: new Map() });
    const reports = checkSeating({ hall, people, groups, rules, seated: seats, locked: new Set() });
    expect(reports.filter((one) => one.findings.length > 0)).toEqual([]);
  });

  test('zones are kept: non-voting people sit in theirs, and a member who strays is found and brought back', () => {
    const bare = plan([{ rows: 6, seats: 10 }]);
    const zone = hallOf(bare)
      .seats.filter((seat) => seat.row >= 5)
      .map((seat) => seat.key);
    const hall = hallOf({ ...bare, zones: [{ kind: 'nonVoting', seats: zone }] });
    const { groups, people } = crowd([20, 9], (group) => (group === 1 ? { category: 'nonVoting', rank: 2 } : {}));
    const { seats } = arrange({ hall, people, groups, rules, kept: new Map() });
    const guests = new Set(people.filter((person) => person.category === 'nonVoting').map((person) => person.id));
    for (const [key, person] of seats) expect(hall.byKey.get(key)!.zone === 'nonVoting').toBe(guests.has(person));
    const [from] = [...seats].find(([, id]) => id === people[5]!.id)!;
    const strayed = moved(seats, exchange(seats, from, zone.at(-1)!));
    const state = { hall, people, groups, rules, seated: strayed, locked: new Set<string>() };
    const [finding] = checkSeating(state).find((one) => one.rule === 'zones')!.findings;
    expect(finding?.personId).toBe(people[5]!.id);
    const after = moved(strayed, repair(state, finding!)!.moves);
    expect(checkSeating({ ...state, seated: after }).find((one) => one.rule === 'zones')!.findings).toEqual([]);
    expect(zoneSeats(hall, { category: 'member' })).toEqual([]);
  });

  test('on the stage the first sits in the middle, the second at his left hand, the third at his right', () => {
    const row = hallOf(plan([{ rows: 1, seats: 7 }])).seats;
    expect(centreOut(row, 7).map((seat) => seat.place)).toEqual([3, 4, 2, 5, 1, 6, 0]);
    expect(centreOut(row, 4).map((seat) => seat.place)).toEqual([2, 3, 1, 4]);
  });

  test('one press mends the order and the aisle without moving who is locked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }), (one, other) => {
        const hall = hallOf(plan([{ rows: 8, seats: 10 }]));
        const { groups, people } = crowd([60], (_, place) => ({ needs: place === 7 ? '腿伤' : '' }));
        const { seats } = arrange({ hall, people, groups, rules, kept: new Map() });
        const keys = [...seats.keys()];
        let seated = moved(seats, exchange(seats, keys[one]!, keys[other]!));
        const locked = new Set([people[20]!.id]);
        const lockedAt = [...seated].find(([, id]) => id === people[20]!.id)![0];
        const state = () => ({ hall, people, groups, rules, seated, locked });
        for (const rule of ['aisle', 'convenor', 'order'] as const) {
          const [finding] = checkSeating(state()).find((report) => report.rule === rule)!.findings;
          const mended = finding && repair(state(), finding);
          expect(mended ? fits(seated, mended.moves) : true).toBe(true);
          if (mended) seated = moved(seated, mended.moves);
        }
        expect(seated.get(lockedAt)).toBe(people[20]!.id);
        for (const rule of ['order', 'convenor'] as const)
          expect(checkSeating(state()).find((report) => report.rule === rule)!.findings).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('moves', () => {
  test('undoing what was done gives the seating back, whatever the moves', () => {
    const seatings = fc
      .array(fc.integer({ min: 0, max: 30 }), { maxLength: 31 })
      .map((list) => new Map([...new Set(list)].map((person, seat) => [`A:1:${String(seat)}`, String(person)])));
    fc.assert(
      fc.property(seatings, seatings, (before, after) => {
        const moves = changesBetween(before, after);
        expect(fits(before, moves)).toBe(true);
        expect(moved(before, moves)).toEqual(after);
        expect(moved(after, moves, { back: true })).toEqual(before);
        expect(moves.length === 0 || !fits(after, moves)).toBe(true);
      }),
    );
  });
});

describe('halls', () => {
  test('a row is numbered through all blocks, in each block, or odd and even from the middle', () => {
    const numbersOf = (numbering: 'across' | 'block' | 'oddEven' | 'evenOdd') => {
      const bare = plan([
        { rows: 1, seats: 3 },
        { rows: 1, seats: 3 },
      ]);
      return hallOf({ ...bare, blocks: bare.blocks.map((block) => ({ ...block, numbering })) }).seats.map((seat) => seat.number);
    };
    expect(numbersOf('across')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(numbersOf('block')).toEqual([1, 2, 3, 1, 2, 3]);
    expect(numbersOf('oddEven')).toEqual([5, 3, 1, 2, 4, 6]);
    expect(numbersOf('evenOdd')).toEqual([6, 4, 2, 1, 3, 5]);
  });

  test('two seats of one name are found, and a missing seat shifts the numbers but leaves no aisle', () => {
    const bare = plan([
      { rows: 2, seats: 4 },
      { rows: 2, seats: 4 },
    ]);
    const same = hallOf({ ...bare, blocks: bare.blocks.map((block) => ({ ...block, numbering: 'block' as const })) });
    expect(doubledNames(same)).toContain('1排1座');
    const holed = hallOf({ ...bare, missing: ['B0:1:1'] });
    expect(doubledNames(holed)).toEqual([]);
    expect(holed.byKey.get('B0:1:2')).toMatchObject({ number: 2, fromAisle: 1 });
    expect(seatName(holed.byKey.get('B0:2:0')!)).toBe('2排1座');
  });

  test('the way to every seat begins at a door, ends at the seat and runs through nobody', () => {
    const hall = hallOf(
      plan([
        { rows: 6, seats: 8 },
        { rows: 6, seats: 8 },
      ]),
    );
    const ways = waysIn(hall);
    for (const seat of hall.seats) {
      const way = ways.to(seat)!;
      expect(way.points[0]).toEqual({ x: 10, y: 190 });
      expect(way.points.at(-1)).toEqual({ x: seat.x, y: seat.y });
      const through = hall.seats.filter(
        (other) => other !== seat && way.points.slice(0, -1).some((point) => Math.hypot(point.x - other.x, point.y - other.y) < 5),
      );
      expect(through).toEqual([]);
    }
    expect(ways.to(hall.seats[0]!, { stepless: true })).toBeNull();
  });
});

describe('surname strokes', () => {
  test('fewer strokes first, then 横竖撇点折', () => {
    const names = ['陈明', '丁一', '王华', '卜凡', '刁光', '于洋', '马军', '沈知微', '何其', '李想', '杨帆'];
    expect(
      names
        .toSorted(byStrokes)
        .map((name) => name[0])
        .join(''),
    ).toBe('丁卜刁于马王李杨何沈陈');
    expect(['丁', '沈', '花', '阳', '李'].map(strokeCount)).toEqual([2, 7, 7, 6, 7]);
    expect(strokeCount('A')).toBe(0);
  });

  test('the table of written strokes agrees with Unicode as far as both count the same radicals', () => {
    expect(doubtfulStrokes()).toEqual([]);
  });

  test('every name has a place of its own', () => {
    expect(placesOf(['王二', '丁一', '王二'], byStrokes)).toEqual([1, 0, 2]);
  });
});
