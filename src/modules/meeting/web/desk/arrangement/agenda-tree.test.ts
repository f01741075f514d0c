import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTree } from '../../../contract/arrangement/numbering-rules.ts';
import { branchOf, depthOf, indent, insertAfter, move, outdent, without } from './agenda-tree.ts';
import type { Draft } from './agenda-tree.ts';

const item = (id: string, parentId: string | null = null): Draft => ({
  id,
  parentId,
  title: id,
  note: '',
  presenter: '',
  minutes: null,
  hidden: false,
});
const shown = (items: readonly Draft[]) => items.map((one) => '-'.repeat(depthOf(items, one)) + one.id).join(' ');
const tree = [item('a'), item('b', 'a'), item('c', 'a'), item('d', 'c'), item('e')];

test.each([
  ['indent puts e below a', () => indent(tree, 'e'), 'a -b -c --d -e'],
  ['indent leaves a first item where it is', () => indent(tree, 'b'), 'a -b -c --d e'],
  ['outdent lifts c with d behind a', () => outdent(tree, 'c'), 'a -b c -d e'],
  ['move takes a branch along', () => move(tree, 'a', 1), 'e a -b -c --d'],
  ['move stays on its level', () => move(tree, 'c', -1), 'a -c --d -b e'],
  ['move at the end changes nothing', () => move(tree, 'e', 1), 'a -b -c --d e'],
  ['a new item comes behind the whole branch', () => insertAfter(tree, 'a', item('n')), 'a -b -c --d n e'],
  ['taking out takes what hangs below', () => without(tree, 'a'), 'e'],
])('%s', (_, act, expected) => expect(shown(act())).toBe(expected));

const acts = fc.array(fc.record({ act: fc.constantFrom('indent', 'outdent', 'up', 'down', 'add'), at: fc.nat() }), { maxLength: 40 });

test('whatever is done, the list stays a tree of four levels that lost nothing', () => {
  fc.assert(
    fc.property(acts, (all) => {
      let items: readonly Draft[] = tree;
      for (const [index, { act, at }] of all.entries()) {
        const { id } = items[at % items.length]!;
        if (act === 'indent') items = indent(items, id);
        else if (act === 'outdent') items = outdent(items, id);
        else if (act === 'add') items = insertAfter(items, id, item(`n${index}`));
        else items = move(items, id, act === 'up' ? -1 : 1);
      }
      expect(isTree(items)).toBe(true);
      expect(items.length).toBe(tree.length + all.filter((one) => one.act === 'add').length);
      expect(Math.max(...items.map((one) => depthOf(items, one)))).toBeLessThanOrEqual(3);
      for (const one of items) expect(branchOf(items, one.id).map((inner) => items.indexOf(inner))).toEqual(contiguous(items, one));
    }),
  );
});

/** A branch stands in one run. */
function contiguous(items: readonly Draft[], one: Draft): number[] {
  const from = items.indexOf(one);
  return branchOf(items, one.id).map((_, index) => from + index);
}
