/** How one kind speaks of people and steps that it shares with others; the same procedure reads 代表、建议、面商 in a congress and 委员、提案、办理协商 in a CPPCC. */
export interface Speech {
  /** 代表, 委员 */ readonly member: string;
  /** 建议, 提案 */ readonly name: string;
  /** 领衔代表, 第一提案人 */ readonly author: string;
  /** 受理, 立案 */ readonly accept: string;
  /** 面商, 办理协商 */ readonly contact: string;
  /** Who may take part beside the office: 代表工作机构, 提案工作机构 */ readonly office: string;
}

export const congressSpeech = (name: string): Speech => ({
  member: '代表',
  name,
  author: '领衔代表',
  accept: '受理',
  contact: '面商',
  office: '代表工作机构',
});

export const cppccSpeech = (name: string): Speech => ({
  member: '委员',
  name,
  author: '第一提案人',
  accept: '立案',
  contact: '办理协商',
  office: '提案工作机构',
});
