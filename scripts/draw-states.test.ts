import { readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { kinds } from '../src/modules/matter/contract/kinds/index.ts';
import { statePage, statePath } from './draw-states.ts';

test.each(Object.values(kinds))('docs/states of $words.name is what its declaration says (npm run docs:states)', (kind) => {
  expect(readFileSync(statePath(kind.kind), 'utf8')).toBe(statePage(kind));
});

test('there is a page for each kind and for nothing else', () => {
  const pages = readdirSync(dirname(statePath('x')));
  expect(pages.toSorted()).toEqual(
    Object.keys(kinds)
      .map((kind) => `${kind}.md`)
      .toSorted(),
  );
});
