import { kindOf } from '#modules/matter/contract/kinds/index.ts';
import { chanceOf } from '#platform/server/chance.ts';
import { composeReport, composeSuggestion, pickTopic } from '#modules/matter/server/demo/compose.ts';
import { places } from '#modules/matter/server/demo/places.ts';
import { topics } from '#modules/matter/server/demo/suggestions/parts.ts';
import { reportCategory } from '#modules/matter/server/engine/report-categories.ts';
import { searchVector } from '#modules/matter/server/engine/search.ts';
import { tokensOf } from '#modules/insight/server/index.ts';

/** One text that many matters of the benchmark's database share, with its search vector but for the tokens of body and number. */
export interface BenchText {
  readonly kind: 'suggestion' | 'report';
  readonly title: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly field: string;
  readonly category: string | null;
  readonly nature: string | null;
  readonly address: string | null;
  readonly search: string;
}

const scenes = places.flatMap(({ county, townships }) => townships.map((township) => ({ county, township })));

/** Composes `count` texts of each kind out of the written parts of the demo city; the same ones at every call. */
export function drawTexts(count: number): BenchText[] {
  const chance = chanceOf(20_261_123);
  const suggestions = Array.from({ length: count }, (): BenchText => {
    const scene = chance.pick(scenes);
    const { title, field, situation, analysis, measures } = composeSuggestion(chance, pickTopic(chance, topics, scene), scene, 2026);
    const form = { title, field, situation, analysis, measures, openness: 'open' };
    return { kind: 'suggestion', title, form, field, category: null, nature: null, address: null, search: vectorOf(title, form, '') };
  });
  const reports = Array.from({ length: count }, (): BenchText => {
    const scene = chance.pick(scenes);
    const { title, words, category, address } = composeReport(chance, scene);
    const group = reportCategory(category);
    const form = { title, words, category, place: { address } };
    const nature = group?.nature ?? 'help';
    return { kind: 'report', title, form, field: group?.group ?? '', category, nature, address, search: vectorOf(title, form, address) };
  });
  return [...suggestions, ...reports];
}

function vectorOf(title: string, form: Readonly<Record<string, unknown>>, address: string): string {
  const texts = Object.values(form).flatMap((value) =>
    Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [],
  );
  return searchVector([
    [title, 'A'],
    [address, 'B'],
    [texts.join('\n'), 'C'],
  ]);
}

/** Pairs of words that stand together in one title, as somebody searches who remembers it roughly. */
export function wordPairs(texts: readonly BenchText[], count: number): string[] {
  const pairs = texts.flatMap((text) => {
    const words = tokensOf(text.title).filter((word) => /^\p{Script=Han}{2,4}$/u.test(word));
    return words.length > 1 ? [`${words[0]} ${words.at(-1)}`] : [];
  });
  const different = [...new Set(pairs)];
  return Array.from(
    { length: Math.min(count, different.length) },
    (_, index) => different[Math.floor((index * different.length) / count)]!,
  );
}

/** Words of a state as the declaration has them: the stage of a row must be its state's. */
export function stageOf(kind: string, state: string): string {
  return kindOf(kind).states[state]!.stage;
}
