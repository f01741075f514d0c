import { reportGroups } from '../demo/reports/categories.ts';

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
  return reportCategories
    .map((category) => ({ ...category, matched: category.keywords.filter((keyword) => words.includes(keyword)) }))
    .filter((category) => category.matched.length > 0)
    .toSorted((one, other) => other.matched.join('').length - one.matched.join('').length);
}
