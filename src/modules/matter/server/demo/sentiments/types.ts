/** 一个题目的社情民意零件；槽位与建议的零件相同（{county} {township} {road} {community} {village} {n:下限-上限}）。各句互不依赖，可任意取。 */
export interface SentimentTopic {
  readonly key: string;
  readonly field: string;
  /** 反映什么问题。 */
  readonly titles: readonly string[];
  readonly situation: readonly string[];
  readonly analysis: readonly string[];
  readonly advice: readonly string[];
  /** 编辑后的标题和正文开头，报送用语。 */
  readonly editedTitle: string;
  readonly editedLead: string;
  /** 领导批示、谁落实、落实得怎样。 */
  readonly instruction: string;
  readonly organisation: string;
  readonly outcome: string;
}

/** 全文写成的社情民意信息。 */
export interface WrittenSentiment {
  readonly field: string;
  readonly title: string;
  readonly words: string;
  readonly source: string;
  readonly urgency: 'ordinary' | 'urgent';
  readonly editedTitle: string;
  readonly editedWords: string;
  readonly instruction: string;
  readonly organisation: string;
  readonly outcome: string;
}

/** 一篇社情民意的文字。 */
export interface SentimentStory extends WrittenSentiment {}
