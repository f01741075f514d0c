/**
 * 姓氏笔画: fewer strokes first; among as many, by the first stroke 横 (1) 竖 (2) 撇 (3) 点 (4) 折 (5), then by the second and so on
 * (GB 13000.1 字符集汉字字序（笔画序）规范). Written strokes stand here for usual surnames; the number of strokes of every other character comes from
 * Unicode's stroke order (CLDR `zh-u-co-stroke`), less one for the radicals that the mainland writes with a stroke less, and among those with as
 * many its order decides. A few given names may so stand one stroke beside their place; the office moves them by hand.
 */
const written =
  '丁12 卜24 刁51 ' +
  '于112 万153 干112 马551 卫521 习541 ' +
  '王1121 韦1152 尤1354 车1512 牛3112 毛3115 贝2534 仇3235 公3454 文4134 方4153 尹5113 孔5215 邓5452 巴5215 支1254 井1132 水2534 卞4124 ' +
  '甘12211 艾12234 古12251 石13251 左13121 厉13153 龙13534 卢21513 叶25112 申25112 田25121 史25134 白32511 丘32121 邝41352 ' +
  '包35515 冯41551 宁44512 兰43111 皮53254 司51251 ' +
  '邢113252 吉121251 成135534 毕153512 师231252 曲251221 吕251251 朱311234 乔313432 任323121 伍321251 华323512 向325251 邬355152 全341121 危351355 ' +
  '刘413422 齐413432 江441121 池441525 汤441533 安445531 许431312 阮521135 孙521234 祁452452 关431134 米431234 ' +
  '严1224313 芦1224513 苏1225344 杜1234121 李1234521 杨1234533 巫1234341 吴2511134 时2511124 肖2432511 余3411234 邹3551152 何3212515 佟3235444 ' +
  '狄3534334 应4134431 汪4411121 沈4414535 沙4412343 宋4451234 辛4143112 冷4134454 陆5211252 陈5215234 邵5325152 张5153154 ' +
  '武11212154 苗12225121 范12244155 林12341234 欧13543534 郁13251152 卓21251112 易25113533 罗25221354 季31234521 岳32121252 金34112431 周35121251 ' +
  '郑43113452 单43251112 房45134153 郎45115452 练55115234 孟52125221 屈51352252 ' +
  '项121132534 封121121124 赵121213434 胡122511135 柯123412512 柳123435352 查123425111 郝121323452 荣122451234 钟311152512 段331115354 俞341251122 侯325131134 饶355153135 ' +
  '施415331525 姜431112531 洪441122134 宫445251251 祝452425135 费515322534 姚531341534 娄431234531 贺531252534 骆551354251 闻425122111 ' +
  '秦1113431234 袁1212513534 莫1222511134 晏2511445531 聂1221115454 贾1252212534 夏1325111354 顾1355132534 柴2121351234 党2443452535 钱3111511534 ' +
  '徐3323411234 殷3351115354 翁3454541541 倪3232151135 凌4112134354 高4125125251 郭4125152152 唐4135112251 席4131221252 容4453434251 谈4543344334 陶5235311252 ' +
  '黄12212512134 萧12251123234 梅12343155414 曹12512212511 盛13553425221 龚13534122134 常24345251252 崔25232411121 符31431432124 章41425111234 商41432534251 阎42535135511 梁44153341234 康41351124134 ' +
  '彭121251431333 葛122251135345 董122312511211 蒋122412354124 韩122511124115 程312342511121 傅321251124124 舒341125125452 焦324111214444 鲁352512112511 童414312511211 曾432524312511 温442511252221 游441453315521 谢454325111354 ' +
  '蓝1222231425221 楚1234123452134 雷1452444425121 赖1251234352534 詹3513344111251 解3535112533112 鲍3525121135515 靳1221251123312 裘1241344413534 ' +
  '蔡12235445411234 管31431444525151 谭45125221251112 熊54251135354444 廖41354154134333 臧13511312515345 ' +
  '樊123434341234134 黎312343533424134 颜414313333132534 潘443431234251121 滕351134143112344 ' +
  '薛1223251514143112 霍1452444432411121 穆3123432511234333 戴12125121122134534 魏31234531325113554';

const strokesOf = new Map(
  written.split(' ').flatMap((entry) => {
    const [character, order] = [entry.slice(0, 1), entry.slice(1)];
    return order ? [[character, order] as const] : [];
  }),
);

const collator = new Intl.Collator('zh-u-co-stroke');
/** CLDR marks where the characters of n strokes begin by U+FDD0 and U+2800 + n. */
const firstOf = Array.from({ length: 65 }, (_, count) => `\uFDD0${String.fromCharCode(0x2800 + count)}`);

/** How many strokes the character has; 0 for what is none of Unicode's Chinese characters. */
export function strokeCount(character: string): number {
  const known = strokesOf.get(character);
  if (known) return known.length;
  if (!/\p{Script=Han}/u.test(character)) return 0;
  return unicodeCount(character) - (isWrittenShorter(character) ? 1 : 0);
}

function unicodeCount(character: string): number {
  let count = 0;
  while (count + 1 < firstOf.length && collator.compare(character, firstOf[count + 1]!) >= 0) count += 1;
  return count;
}

/** Radicals 艹 礻 辶 阝 (left and right), where Unicode counts the older form; the block of unified characters is in the order of radicals. */
const shorter = [
  [0x8279, 0x864d],
  [0x793c, 0x79b7],
  [0x8fb6, 0x9090],
  [0x9092, 0x9148],
  [0x961d, 0x96b5],
] as const;

function isWrittenShorter(character: string): boolean {
  const code = character.codePointAt(0)!;
  return shorter.some(([from, to]) => code >= from && code <= to);
}

/** Compares two names by the strokes of their characters, the surname first. */
export function byStrokes(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = compareCharacters(left[index]!, right[index]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareCharacters(one: string, other: string): number {
  if (one === other) return 0;
  const byCount = strokeCount(one) - strokeCount(other);
  if (byCount !== 0) return byCount;
  const [left, right] = [strokesOf.get(one), strokesOf.get(other)];
  if (left && right && left !== right) return left < right ? -1 : 1;
  return collator.compare(one, other);
}

/** Places of names in an order, beginning with 0; equal names share no place, so that the order is total. */
export function placesOf(names: readonly string[], compare: (one: string, other: string) => number): number[] {
  const order = names.map((_, index) => index).sort((one, other) => compare(names[one]!, names[other]!) || one - other);
  const places: number[] = [];
  order.forEach((index, place) => (places[index] = place));
  return places;
}

/** Compares two names by pinyin. */
export const byPinyin = new Intl.Collator('zh-u-co-pinyin').compare;

/** For the test of the table: written strokes whose number is not what Unicode and the shorter radicals say. */
export function doubtfulStrokes(): string[] {
  return [...strokesOf].flatMap(([character, order]) =>
    Math.abs(unicodeCount(character) - order.length) > 2 || unicodeCount(character) < order.length ? [`${character}${order}`] : [],
  );
}
