import { describe, expect, test } from 'vitest';
import { liesIn, regionPrefix } from '../contract/region.ts';
import { roles, type Role } from '../contract/seat.ts';
import { Dice } from './demo/dice.ts';
import { fill } from './demo/texts.ts';
import { levelOfCode, parentCode } from './level-rules.ts';
import { chineseNumber, initialsOf, likeAnywhere, sessionName, spell, termName } from './names.ts';
import { readRows } from './people-import/sheet-rules.ts';
import { nationalRegions } from './region-codes.ts';
import { actorIn, misplacedRole, powersApart, rolesOfKind, type SignedIn } from './seat-rules.ts';

describe('names', () => {
  test('are spelled with the readings that surnames have', () => {
    expect(spell('单小明')).toEqual({ pinyin: 'shan xiao ming', initials: 'sxm' });
    expect(spell('欧阳娜娜').initials).toBe('oynn');
    expect(spell('Anna 李').initials).toMatch(/l$/);
    expect(initialsOf('市住房和城乡建设局', '市住建局')).toBe('szfhcxjsj szjj');
  });

  test('numbers are written as ordinals', () => {
    expect([1, 10, 11, 16, 20, 21, 99].map(chineseNumber)).toEqual(['一', '十', '十一', '十六', '二十', '二十一', '九十九']);
    expect(chineseNumber(120)).toBe('一二零');
    expect([termName(16), sessionName(5)]).toEqual(['第十六届', '第五次会议']);
  });

  test('what is typed stands for itself', () => {
    expect(likeAnywhere('50%_\\')).toBe('%50\\%\\_\\\\%');
  });
});

describe('regions', () => {
  test('a code tells level, parent and what lies inside', () => {
    expect(['330000', '330200', '330203', '330203001'].map(levelOfCode)).toEqual(['province', 'city', 'county', 'township']);
    expect(['330000', '330200', '330203', '330203001'].map(parentCode)).toEqual([null, '330000', '330200', '330203']);
    expect(['330000', '330200', '330203', '330203001'].map(regionPrefix)).toEqual(['33', '3302', '330203', '330203001']);
    expect(liesIn('330203001', '330200')).toBe(true);
    expect(liesIn('330300', '330200')).toBe(false);
    expect(liesIn('330200', '330203')).toBe(false);
  });

  test('every region of the national list has a parent that comes before it', () => {
    const seen = new Set<string>();
    for (const region of nationalRegions()) {
      expect(region.parent_code === null || seen.has(region.parent_code), region.code).toBe(true);
      seen.add(region.code);
    }
    expect(seen.size).toBeGreaterThan(3_000);
    expect([...seen].some((code) => code.startsWith('3399'))).toBe(false);
  });
});

describe('seats', () => {
  const who: SignedIn = {
    sessionId: 's',
    accountId: 'a',
    personId: 'p',
    name: '张三',
    seats: [
      { id: 'm', organisationId: 'congress', kind: 'congress', mandate: true, roles: ['deputy'] },
      { id: 'o', organisationId: 'office', kind: 'cppcc', mandate: false, roles: ['clerk'] },
      { id: 'u', organisationId: 'unit', kind: 'handlingUnit', mandate: false, roles: ['unitClerk'] },
    ],
  };

  test('decide how far one sees', () => {
    expect(actorIn(who, null)).toMatchObject({ seatId: 'm', scope: 'member', bodyId: 'congress', unitId: null });
    expect(actorIn(who, 'o')).toMatchObject({ scope: 'office', bodyId: 'office', unitId: null });
    expect(actorIn(who, 'u')).toMatchObject({ scope: 'unit', bodyId: null, unitId: 'unit' });
    expect(actorIn(who, 'x')).toBeNull();
    expect(actorIn({ ...who, seats: [] }, null)).toMatchObject({
      accountId: 'a',
      personId: 'p',
      seatId: null,
      scope: 'public',
      bodyId: null,
      unitId: null,
      roles: [],
    });
    expect(actorIn({ ...who, seats: [] }, 'm')).toMatchObject({ personId: 'p', seatId: null });
  });

  test('carry roles that fit the organisation, and every role has a place', () => {
    expect(misplacedRole('congress', ['clerk', 'gridWorker'])).toBe('gridWorker');
    expect(misplacedRole('grassrootsUnit', ['dutyDesk', 'gridWorker'])).toBeNull();
    const placed = new Set(Object.values(rolesOfKind).flat());
    expect(Object.keys(roles).filter((role) => !placed.has(role as Role))).toEqual(['deputy', 'member']);
  });

  test('keep the three powers apart', () => {
    expect(powersApart(['clerk', 'administrator'])).toBe(true);
    expect(powersApart(['administrator', 'administrator'])).toBe(true);
    expect(powersApart(['administrator', 'auditor'])).toBe(false);
  });
});

describe('a list of people', () => {
  const read = (rows: (string | number | Date | null)[][]) => readRows('members', rows);
  const heading = ['姓名 *', '性别', '出生年月', '手机', '代表团', '职务', '当选日期'];

  test('is read below its heading, in any order, with dates as people write them', () => {
    const { rows, refused, ignoredColumns } = read([
      ['明州市第十六届人大代表名册', null],
      ['备注', ...heading],
      ['x', '张三', '男', '1975.03', 15400000001, '云津代表团', '教师；校长', new Date('2022-02-18')],
      ['', '李四', '女', 1980, '+86 154-0000-0002', '云津代表团', '', '2022年2月18日'],
      ['', '王五', '女', '19800101', '15400000003', '云津代表团', '', '20220218'],
    ]);
    expect(refused).toEqual([]);
    expect(ignoredColumns).toEqual(['备注']);
    expect(rows).toMatchObject([
      { row: 3, name: '张三', birthYear: 1975, phone: '15400000001', positions: ['教师', '校长'], from: '2022-02-18' },
      { row: 4, birthYear: 1980, phone: '15400000002', from: '2022-02-18' },
      { row: 5, birthYear: 1980, from: '2022-02-18' },
    ]);
  });

  test('says every reason against a row, and which headings are missing', () => {
    expect(read([heading, ['张', '?', '1', '1', '', '', '昨天']]).refused).toEqual([
      {
        row: 2,
        name: '张',
        reasons: [
          '缺少代表团或界别',
          '姓名应为 2 到 40 个字',
          '性别应为男或女',
          '手机号应为 11 位数字',
          '出生年份不对',
          '任职日期应如 2022-02-18',
        ],
      },
    ]);
    expect(read([['姓名', '性别']]).missingColumns).toEqual(['手机号', '代表团或界别']);
    expect(read([]).missingColumns).toEqual(['姓名', '性别', '手机号', '代表团或界别']);
    expect(read([heading, ['甲乙', '男', '', '15400000001', '团', '', '2022-02-30']]).refused[0]!.reasons).toEqual([
      '任职日期应如 2022-02-18',
    ]);
  });

  test('loses characters that cannot be seen', () => {
    expect(read([heading, ['张\u200b三\u0007', '男', '', '15400000001', '云津代表团', '', '']]).rows[0]!.name).toBe('张三');
  });
});

test("the demo's dice give the same row for the same seed", () => {
  const row = (seed: number) => {
    const dice = new Dice(seed);
    return [dice.whole(1, 6), dice.id(1_700_000_000_000), dice.pick(['a', 'b', 'c']), dice.some([1, 2, 3], 2)];
  };
  expect(row(1)).toEqual(row(1));
  expect(row(1)).not.toEqual(row(2));
  expect(row(1)[1]).toMatch(/^018bcfe5-6800-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(fill('{county}第{n:3-3}选区', { county: '云津区' }, (min) => min)).toBe('云津区第3选区');
});
