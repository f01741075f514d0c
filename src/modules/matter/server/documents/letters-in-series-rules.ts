import type { LetterName, LetterWords } from '../../contract/intake.ts';

/** What a letter says about itself, and the standard words of congresses and CPPCC committees. */
export interface LetterForm {
  readonly label: string;
  readonly each: string;
  readonly columns: readonly string[];
  readonly fillings: readonly (readonly [name: string, label: string])[];
  readonly words: { readonly congress: LetterWords; readonly cppcc: LetterWords };
}

const common = [
  ['body', '本机关全称'],
  ['office', '工作机构'],
  ['kind', '事项种类，如建议'],
  ['count', '件数'],
  ['today', '发文日期'],
  ['list', '清单表格，独占一行'],
] as const;
const toUnit = [...common, ['unit', '承办单位全称']] as const;
const toProposer = [...common, ['proposer', '提出人姓名'], ['group', '代表团或界别']] as const;

/** Both bodies' words of one letter: `{called}` is 代表 or 委员. */
function inBoth(words: Omit<LetterWords, 'sender' | 'signature' | 'contact'>): LetterForm['words'] {
  const of = (called: string): LetterWords => {
    const say = (text: string) => text.replaceAll('{called}', called);
    return {
      sender: '{office}',
      title: say(words.title),
      addressee: say(words.addressee),
      text: say(words.text),
      signature: '{office}',
      contact: '',
    };
  };
  return { congress: of('代表'), cppcc: of('委员') };
}

export const letterForms: Readonly<Record<LetterName, LetterForm>> = {
  assignment: {
    label: '交办函',
    each: '每个承办单位一份',
    columns: ['编号', '标题', '提出人', '承办方式', '答复期限'],
    fillings: toUnit,
    words: inBoth({
      title: '关于交办{kind}的函',
      addressee: '{unit}：',
      text: '现将属于贵单位职责范围的{kind}{count}件交办，清单如下：\n{list}\n请及时签收并明确承办人员。认为不属于本单位职责的，请在退办期内写明理由退回，不要自行转送其他单位。\n办理中请主动与{called}沟通，充分听取意见；请按期书面答复，不能按期答复的，请在到期前申请延期。',
    }),
  },
  notice: {
    label: '告知函',
    each: '每位提出人一份',
    columns: ['编号', '标题', '处理情况', '承办单位', '答复期限'],
    fillings: toProposer,
    words: inBoth({
      title: '关于{kind}处理情况的告知函',
      addressee: '{proposer}{called}：',
      text: '您提出的{kind}{count}件，处理情况如下：\n{list}\n承办单位将与您联系沟通并书面答复。办理进展可在履职通随时查看，有什么要求请与我们联系。\n感谢您对工作的关心和支持。',
    }),
  },
  cover: {
    label: '答复函封面',
    each: '每件每家答复单位一份',
    columns: ['编号', '标题', '答复单位', '答复日期', '办理结果'],
    fillings: [...toProposer, ['unit', '答复单位全称'], ['number', '编号'], ['title', '事项标题'], ['due', '评价截止日期']],
    words: inBoth({
      title: '关于送达{number}{kind}答复的函',
      addressee: '{proposer}{called}：',
      text: '现将{unit}对您提出的《{title}》的答复送上，请查收。\n{list}\n请您看后对办理情况作出评价，{due}如不满意，请写明理由，我们将督促重新办理。',
    }),
  },
  urging: {
    label: '催办函',
    each: '每个有到期、逾期事项的承办单位一份',
    columns: ['编号', '标题', '要办的事', '期限', '情况'],
    fillings: toUnit,
    words: inBoth({
      title: '关于催办{kind}的函',
      addressee: '{unit}：',
      text: '截至{today}，贵单位承办的{kind}中有{count}项即将到期或已经逾期，清单如下：\n{list}\n请抓紧办理。已经逾期的，请在收到本函后尽快答复，并说明逾期原因；确需延长的，请按规定申请。',
    }),
  },
};

/** The fillings that words name and the letter does not know. Pure. */
export function unknownFillings(letter: LetterName, words: LetterWords): string[] {
  const known = new Set(letterForms[letter].fillings.map(([name]) => name));
  const named = Object.values(words).flatMap((text) => [...text.matchAll(/\{([^{}\s]{0,30})\}/g)].map((found) => found[1]!));
  return [...new Set(named.filter((name) => !known.has(name)))];
}

/** The paragraphs of a letter's text with its fillings in place; `null` stands where the table goes. */
export function paragraphsOf(text: string, fillings: Readonly<Record<string, string>>): (string | null)[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap((line) => {
      const [before, ...after] = line.split('{list}');
      if (after.length === 0) return [fillIn(line, fillings)];
      return [before!, null, after.join('')].filter((part) => part !== '').map((part) => (part === null ? null : fillIn(part, fillings)));
    });
}

/** Every `{name}` replaced by its filling. What is filled in is never looked through again. */
export function fillIn(text: string, fillings: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([^{}\s]{1,30})\}/g, (whole, name: string) => fillings[name] ?? whole);
}

/** File names of letters: without what folders and archives cannot hold, each once. */
export function fileNames(names: readonly string[]): string[] {
  const used = new Map<string, number>();
  return names.map((name) => {
    const bare = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 80);
    const times = (used.get(bare) ?? 0) + 1;
    used.set(bare, times);
    return times === 1 ? bare : `${bare}（${times}）`;
  });
}
