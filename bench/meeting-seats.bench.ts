import { newId } from '#platform/contract/identifiers.ts';
import { arrange } from '#modules/meeting/contract/places/arrange.ts';
import { checkSeating } from '#modules/meeting/contract/places/checks.ts';
import { hallOf } from '#modules/meeting/contract/places/hall.ts';
import type { HallPlan } from '#modules/meeting/contract/places/seat-map.ts';
import { hallPlan } from '#modules/meeting/contract/places/seat-map.ts';
import type { SeatPerson } from '#modules/meeting/contract/places/seating-rules.ts';
import { seatingRules } from '#modules/meeting/contract/places/seating-rules.ts';
import { byPinyin, byStrokes, placesOf } from '#modules/meeting/contract/places/stroke-order.ts';
import { drawPrint } from '#modules/meeting/server/places/prints/draw-print.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';

/**
 * Work: 3,000 people in 35 delegations seated by rules in a hall of 3,450 seats: the map is read from its plan, the names are put into stroke and
 * pinyin order, everybody is seated, and all rules are checked. The arrangement and the check are told apart too, since the desk checks at
 * every move. Beside it 480 badges as one PDF, with font and codes.
 */
export const description = 'meeting.seats：按规则给 3000 人排座（读图、姓氏笔画、排座、核对），以及 480 张证件的 PDF；--people 3000';

const rounds = 12;
const delegations = 35;
const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武戚莫孔向汤',
);
const given = Array.from('明华伟芳军丽强静磊洋勇艳杰娟涛敏超秀霞平刚桂文辉玲宇浩凯健俊帆雪荣爱建国海晓');

export const measure: MeasuringTask['measure'] = async (words) => {
  const at = words.indexOf('--people');
  const count = at >= 0 ? Number(words[at + 1]) : 3_000;
  const plan = largeHall(count);
  const crowd = crowdOf(count);
  const whole: number[] = [];
  const parts = { arrange: [] as number[], check: [] as number[] };
  let seated = 0;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const task = { hall: hallOf(plan), ...inOrder(crowd), rules: seatingRules.parse({}), kept: new Map<string, string>() };
    const [beforeSeats, { seats }] = [performance.now(), arrange(task)];
    const beforeCheck = performance.now();
    checkSeating({ ...task, seated: seats, locked: new Set() });
    const end = performance.now();
    whole.push(end - began);
    parts.arrange.push(beforeCheck - beforeSeats);
    parts.check.push(end - beforeCheck);
    seated = seats.size;
  }
  const detail = {
    people: count,
    seated,
    arrange: middle(parts.arrange),
    check: middle(parts.check),
    first: Number(whole[0]!.toPrecision(3)),
    rounds,
  };
  const seating: Measurement = {
    name: `meeting.seats ${String(count)} by rules, p50`,
    value: middle(whole),
    unit: 'ms',
    reach: { of: 'value', most: 1_000 },
    detail,
  };
  return [seating, await badges()];
};

const middle = (times: readonly number[]) => Number([...times].sort((one, other) => one - other)[times.length >> 1]!.toPrecision(3));

async function badges(): Promise<Measurement> {
  const people = Array.from({ length: 480 }, (_, index) => ({
    id: newId(),
    name: nameOf(index),
    category: 'member' as const,
    group: `第${String((index % 12) + 1)}代表团`,
    title: '市第二医院护士长',
    unit: '',
    certificate: String(index + 1).padStart(4, '0'),
    badgeCode: `A7K9${String(index).padStart(8, '0')}`,
    seat: `${String((index % 20) + 1)}排${String((index % 30) + 1)}座`,
    row: 1,
    number: 1,
    block: '中区',
    door: '1号门',
    coach: '',
    stop: '',
    hotel: '',
    room: '',
    table: '',
    diet: '',
  }));
  const began = performance.now();
  const told = {
    meeting: '明州市第十六届人民代表大会第五次会议',
    days: '2026年1月26日至29日',
    place: '大会堂',
    version: '',
    madeAt: '2026-01-20',
  };
  const bytes = await drawPrint({ kind: 'badges', bodyKind: 'congress', people, ...told });
  return {
    name: 'meeting.seats 480 badges as PDF',
    value: Math.round(performance.now() - began),
    unit: 'ms',
    detail: { kilobytes: Math.round(bytes.length / 1_024) },
  };
}

/** Four blocks of 30 rows and a stage of 90, with room for a tenth more than come. */
function largeHall(count: number): HallPlan {
  const rows = 30;
  const across = Math.ceil((count * 1.12) / rows / 4);
  const rowsOf = (many: number, seats: number) => Array.from({ length: many }, (_, index) => ({ number: index + 1, from: 0, seats }));
  const width = 4 * (across * 20 + 50) + 100;
  const blocks = Array.from('ABCD', (id, index) => ({
    id,
    name: `${id}区`,
    part: 'floor' as const,
    x: 60 + index * (across * 20 + 50),
    y: 260,
    radius: 2_600,
    rows: rowsOf(rows, across),
  }));
  return hallPlan.parse({
    width,
    height: 1_400,
    stage: { x: width / 2 - 400, y: 40, width: 800, depth: 130 },
    blocks: [{ id: 'S', name: '主席台', part: 'stage', x: width / 2 - 300, y: 70, rows: rowsOf(3, 30) }, ...blocks],
    doors: [{ id: 'd1', name: '1号门', x: 10, y: 260 }],
  });
}

const nameOf = (index: number) =>
  `${surnames[(index * 7) % surnames.length]!}${given[(index * 11) % given.length]!}${index % 3 === 0 ? '' : given[(index * 5 + 3) % given.length]!}`;

type Crowd = {
  readonly groups: { id: string; name: string; position: number }[];
  readonly people: Omit<SeatPerson, 'strokes' | 'pinyin'>[];
};

function crowdOf(count: number): Crowd {
  const groups = Array.from({ length: delegations }, (_, index) => ({
    id: newId(),
    name: `第${String(index + 1)}代表团`,
    position: index,
  }));
  const people = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    name: nameOf(index),
    gender: null,
    category: 'member' as const,
    groupId: groups[index % delegations]!.id,
    title: '',
    unit: '',
    certificate: '',
    position: index,
    initials: '',
    surnameStrokes: 0,
    stage: index < 20 ? ('chair' as const) : index < 90 ? ('presidium' as const) : null,
    stagePosition: index,
    rank: index >= 90 && index < 90 + delegations ? 0 : 2,
    needs: index % 97 === 96 ? '腿伤' : '',
  }));
  return { groups, people };
}

function inOrder({ groups, people }: Crowd) {
  const names = people.map((person) => person.name);
  const [strokes, pinyin] = [placesOf(names, byStrokes), placesOf(names, byPinyin)];
  return { groups, people: people.map((person, index): SeatPerson => ({ ...person, strokes: strokes[index]!, pinyin: pinyin[index]! })) };
}
