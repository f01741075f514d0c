/** 一个议题的零件；槽位与督事、建议的零件相同，同一范围的数只取一次。 */
export interface ConcernTopic {
  readonly key: string;
  /** 督事类别的 key。 */
  readonly category: string;
  readonly titles: readonly string[];
  readonly words: readonly string[];
  readonly wish: readonly string[];
  /** 参加协商的各方。 */
  readonly people: string;
  /** 协商纪要和达成的意见。 */
  readonly talks: readonly { readonly words: string; readonly outcome: string }[];
  /** 承办单位；街道由镇街基层治理中心承办。 */
  readonly unit: string;
  readonly answers: readonly string[];
  readonly praise: readonly string[];
}

/** 一件议事的文字和经过。 */
export interface ConcernStory {
  readonly category: string;
  readonly title: string;
  readonly words: string;
  readonly wish: string;
  readonly address: string;
  readonly people: string;
  readonly talks: readonly {
    readonly level: 'village' | 'township' | 'county' | 'city';
    readonly place: string;
    readonly words: string;
    readonly outcome: string;
  }[];
  readonly unit: string;
  readonly answer: string;
  readonly answerClass: 'done' | 'explained' | 'planned';
  readonly praise: string;
}

/** 全文写成的议事，发生在 township 所指的镇街。 */
export interface WrittenConcern extends ConcernStory {
  readonly township: string;
}
