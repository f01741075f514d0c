import type { PhotoKind } from './scenes.ts';

export type Urgency = '紧急' | '较急' | '一般';

export type Rating = '满意' | '基本满意' | '不满意';

export type TownshipKind = '街道' | '镇' | '乡';

/** 全文写成的督事。township 与 place 用 places.ts 中的地名；时间只用“今早”“昨晚”一类说法，不写具体日期。 */
export interface WrittenReport {
  key: string;
  title: string;
  words: string;
  category: string;
  township: string;
  place: string;
  urgency: Urgency;
  course: {
    dispatchedAfterMinutes: number;
    /** 网格员或工作人员到场后的说明。 */
    arrival: string;
    steps: string[];
    reply: string;
    photosBefore: PhotoKind;
    photosAfter?: PhotoKind;
  };
  rating: Rating;
  ratingWords: string;
  /** 评为不满意后的重办。 */
  redo?: { reason: string; reply: string; rating: Rating; photosAfter?: PhotoKind };
  /** 承办队伍提出异议和裁定。 */
  objection?: { unit: string; reason: string; decision: string };
  extension?: { reason: string; days: number };
  /** 不再按督事办理，转入其他渠道；reply 是对代表的说明。 */
  stop?: { label: '信访' | '诉讼' | '紧急'; explanation: string };
  /** 由这件督事形成的代表建议标题。 */
  becomesSuggestion?: string;
}

/**
 * 一个情节：标题、描述、到场说明、答复说的是同一件事，同一情节内可任意搭配。槽位：
 * {township} {road} {community} {village}：同一件督事取自同一个镇街，各取一次；
 * {time}：先看本情节 picks.time，没有时取 times，取一次；
 * {n:下限-上限}：取整数，同一件督事里写法相同的槽取同一个数，故 {n:1-200} 在标题、描述、答复里是同一个门牌号；
 * {其他名字}：从 picks 的同名数组中取，同一件督事里取一次。
 * picks 的取值里不再含槽位。
 */
export interface ReportCase {
  /** 只在这些种类的镇街出现；不写则随题目。 */
  kinds?: TownshipKind[];
  picks: Record<string, string[]>;
  titles: string[];
  words: string[];
  remarks: string[];
  replies: string[];
  /** 评为满意时的话，不含槽位。 */
  praise: string[];
  photosBefore: PhotoKind;
  photosAfter: PhotoKind;
}

/** 一个类别的零件，由四个情节组成。 */
export interface ReportTopic {
  category: string;
  /** 出现的相对多少。 */
  weight: number;
  /** 只在这些种类的镇街出现；不写为都可。 */
  kinds?: TownshipKind[];
  /** 只在这些县（市、区）出现；不写为都可。 */
  counties?: string[];
  /** 多发的月份，出现机会加倍；不写为各月相同。 */
  months?: number[];
  urgency: Urgency;
  cases: ReportCase[];
  /** 评为基本满意、不满意时本题的话，与 ratingWords 混用。 */
  ratings: { rating: Rating; text: string }[];
}
