/** The written parts that the demo city is made of. The module that has them hands them over; see {@link CityTexts}. */
export interface CityTexts {
  /** Counties in order, each with its townships and streets. */
  readonly places: readonly {
    readonly county: string;
    readonly townships: readonly {
      readonly name: string;
      readonly kind: '街道' | '镇' | '乡';
      readonly roads: readonly string[];
      readonly communities: readonly string[];
      readonly villages: readonly string[];
    }[];
  }[];
  readonly surnames: readonly { readonly text: string; readonly weight: number }[];
  readonly givenNames: readonly { readonly text: string; readonly sex: '男' | '女' }[];
  /** What deputies do for a living. */
  readonly occupations: readonly { readonly weight: number; readonly posts: readonly string[] }[];
  /** How electoral units and delegations are written on each level; `{county}`, `{n:1-6}` and so on are filled in. */
  readonly electoralUnits: readonly { readonly level: '市' | '县' | '乡'; readonly pattern: string; readonly delegation: string }[];
  readonly units: readonly {
    readonly name: string;
    readonly short: string;
    readonly level: 'city' | 'county';
    readonly county?: string;
    readonly duties: string;
    readonly keywords: readonly string[];
    readonly divisions: readonly string[];
  }[];
}

/** Sectors (界别) of a CPPCC committee with their shares of the members. */
export const sectors: readonly { readonly name: string; readonly weight: number; readonly countyToo: boolean }[] = [
  { name: '中国共产党', weight: 8, countyToo: true },
  { name: '民革', weight: 3, countyToo: false },
  { name: '民盟', weight: 4, countyToo: true },
  { name: '民建', weight: 4, countyToo: true },
  { name: '民进', weight: 3, countyToo: true },
  { name: '农工党', weight: 4, countyToo: true },
  { name: '致公党', weight: 2, countyToo: false },
  { name: '九三学社', weight: 4, countyToo: true },
  { name: '无党派人士', weight: 4, countyToo: true },
  { name: '共青团和青联', weight: 3, countyToo: true },
  { name: '总工会', weight: 3, countyToo: true },
  { name: '妇联', weight: 3, countyToo: true },
  { name: '工商联', weight: 7, countyToo: true },
  { name: '科协', weight: 3, countyToo: true },
  { name: '侨联和台联', weight: 3, countyToo: true },
  { name: '文化艺术', weight: 5, countyToo: true },
  { name: '科学技术', weight: 5, countyToo: true },
  { name: '社会科学', weight: 2, countyToo: false },
  { name: '经济', weight: 8, countyToo: true },
  { name: '农业', weight: 5, countyToo: true },
  { name: '教育', weight: 6, countyToo: true },
  { name: '体育', weight: 2, countyToo: false },
  { name: '新闻出版', weight: 2, countyToo: true },
  { name: '医药卫生', weight: 6, countyToo: true },
  { name: '社会福利和社会保障', weight: 3, countyToo: true },
  { name: '环境资源', weight: 3, countyToo: true },
  { name: '少数民族', weight: 1, countyToo: false },
  { name: '宗教', weight: 2, countyToo: true },
  { name: '特别邀请人士', weight: 4, countyToo: true },
];

/** Fills `{county}`, `{township}`, `{community}`, `{road}`, `{village}` and `{n:1-6}`. */
export function fill(pattern: string, words: Readonly<Record<string, string>>, whole: (min: number, max: number) => number): string {
  return pattern.replaceAll(/\{(\w+)(?::(\d+)-(\d+))?\}/g, (_, name: string, min?: string, max?: string) =>
    name === 'n' ? String(whole(Number(min), Number(max))) : (words[name] ?? ''),
  );
}
