import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeGroups } from './alike-rules.ts';

const titles = {
  lift: ['既有', '住宅', '加装', '电梯', '加装电梯', '加快', '青禾'],
  liftAgain: ['老旧', '住宅', '加装', '电梯', '加装电梯', '推进', '晴川'],
  river: ['河道', '保洁', '夜间', '照明', '推进'],
  school: ['学校', '营养', '午餐', '监督', '推进'],
  bus: ['公交', '站台', '无障碍', '推进'],
};
const cases = (...names: (keyof typeof titles)[]) => names.map((id) => ({ id, words: titles[id] }));

describe('alikeGroups', () => {
  it('puts together what shares a good part of its title, and shows the words that all of them have', () => {
    expect(alikeGroups(cases('lift', 'river', 'liftAgain', 'school', 'bus'))).toEqual([
      { ids: ['lift', 'liftAgain'], words: ['加装电梯', '住宅'] },
    ]);
  });

  it('does not take a word that is everywhere for likeness', () => {
    const everywhere = Array.from({ length: 40 }, (_, index) => ({
      id: `${index}`,
      words: ['推进', '工作', `词${index}甲`, `词${index}乙`],
    }));
    expect(alikeGroups(everywhere)).toEqual([]);
  });

  it('is one word alone no likeness', () => {
    expect(alikeGroups([{ id: 'a', words: ['电梯'] }, { id: 'b', words: ['电梯'] }, ...cases('river', 'school')])).toEqual([]);
  });

  it('keeps its promises for any titles: every member has every word shown, at least two, and is in one group', () => {
    const word = fc.constantFrom('电梯', '住宅', '河道', '学校', '公交', '道路', '照明', '医院', '养老', '菜场', '12', '的');
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(word, { maxLength: 6 }), { maxLength: 30 }), (all) => {
        const given = all.map((words, index) => ({ id: `${index}`, words }));
        const groups = alikeGroups(given);
        const ids = groups.flatMap((group) => group.ids);
        expect(new Set(ids).size).toBe(ids.length);
        for (const group of groups) {
          expect(group.ids.length).toBeGreaterThan(1);
          expect(group.words.length).toBeGreaterThan(1);
          for (const id of group.ids) expect(given[Number(id)]!.words).toEqual(expect.arrayContaining([...group.words]));
        }
      }),
    );
  });
});
