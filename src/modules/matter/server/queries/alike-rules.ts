/** A waiting case with the words of its title. */
export interface Worded {
  readonly id: string;
  readonly words: readonly string[];
}

/** Cases that share words, and the words that every one of them has, longest first. */
export interface AlikeGroup {
  readonly ids: readonly string[];
  readonly words: readonly string[];
}

/** Words of which more than this share of the cases has one tell nothing apart (推进, 设施). */
const commonShare = 0.2;
/** How much of a title's telling words the shared ones must make up, by characters, for two cases to be alike. */
const likeness = 0.4;

/**
 * Groups cases by the words that their titles share: a modest look-alike, no judgement. Every member of a group has every word shown with
 * it, at least two of them, and they make up a good part of each title. Words that many cases have do not count. A case is in one
 * group at most; the same cases in the same order give the same groups.
 */
export function alikeGroups(cases: readonly Worded[]): AlikeGroup[] {
  const weightOf = weights(cases);
  const groups: { ids: string[]; words: readonly string[] }[] = [];
  for (const { id, words } of cases) {
    const own = withoutParts(words.filter((word) => weightOf(word) > 0));
    const heavy = sum(own, weightOf) * likeness;
    const best = groups
      .map((group) => ({ group, shared: group.words.filter((word) => own.includes(word)) }))
      .filter(
        ({ group, shared }) =>
          shared.length >= 2 &&
          sum(shared, weightOf) >= Math.max(heavy, sum(group.words, weightOf) * (group.ids.length > 1 ? 0.75 : likeness)),
      )
      .toSorted((one, other) => sum(other.shared, weightOf) - sum(one.shared, weightOf))[0];
    if (best) {
      best.group.ids.push(id);
      best.group.words = best.shared;
    } else groups.push({ ids: [id], words: own });
  }
  return groups
    .filter((group) => group.ids.length > 1)
    .map((group) => ({
      ids: group.ids,
      words: group.words.toSorted((one, other) => weightOf(other) - weightOf(one)),
    }))
    .toSorted((one, other) => other.ids.length - one.ids.length);
}

/** The length of a word; nothing for words that are too common or too short, and for figures. */
function weights(cases: readonly Worded[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const { words } of cases) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(4, cases.length * commonShare);
  return (word) => (word.length < 2 || /^\d+$/.test(word) || (counts.get(word) ?? 0) > most ? 0 : word.length);
}

/** Long words are cut into their parts as well (排水管网: 排水, 管网); the parts say nothing more. */
function withoutParts(words: readonly string[]): string[] {
  const distinct = [...new Set(words)];
  return distinct.filter((word) => !distinct.some((other) => other !== word && other.includes(word)));
}

function sum(words: readonly string[], weightOf: (word: string) => number): number {
  return words.reduce((all, word) => all + weightOf(word), 0);
}
