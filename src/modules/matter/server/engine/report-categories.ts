import { reportGroups } from './report-groups.ts';

/** One category of 督事 with its group in front, e.g. 道路设施：井盖缺损. */
export interface ReportCategoryLine {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly nature: string;
  readonly keywords: readonly string[];
}

export const reportCategories: readonly ReportCategoryLine[] = reportGroups.flatMap((group) =>
  group.items.map((item) => ({ key: item.key, label: item.label, group: group.label, nature: item.nature, keywords: item.keywords })),
);

const byKey = new Map(reportCategories.map((category) => [category.key, category]));

/** The category `key`, or undefined. */
export function reportCategory(key: string): ReportCategoryLine | undefined {
  return byKey.get(key);
}

/** Categories whose keywords stand in `words`, those with more and longer ones first. */
export function categoriesIn(words: string): (ReportCategoryLine & { matched: string[] })[] {
  const found = keywordsIn(words);
  return reportCategories
    .filter((category) => category.keywords.some((keyword) => found.has(keyword)))
    .map((category) => ({ ...category, matched: category.keywords.filter((keyword) => found.has(keyword)) }))
    .toSorted((one, other) => other.matched.join('').length - one.matched.join('').length);
}

/** Keywords by their first character, so that a text is gone through once and not once for each of several hundred words. */
const keywordsByFirst = Map.groupBy(new Set(reportCategories.flatMap((category) => category.keywords)), (keyword) => keyword[0]!);

function keywordsIn(words: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < words.length; at += 1)
    for (const keyword of keywordsByFirst.get(words[at]!) ?? []) if (words.startsWith(keyword, at)) found.add(keyword);
  return found;
}
