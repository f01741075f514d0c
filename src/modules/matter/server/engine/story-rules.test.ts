import { describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { Case } from './case.ts';
import { tellStory } from './story-rules.ts';

const author: Actor = { ...nobody, personId: 'author' };

/** A case whose co-signers stand so. */
function collecting(kind: string, states: readonly string[]): Case {
  const parties = states.map((state, at) => ({ role: 'signer', state, person_id: String(at) }));
  return { kind: kindOf(kind), matter: { state: 'collecting', author_id: 'author' }, parties, handlings: [] } as unknown as Case;
}

describe('a case whose co-signers are asked', () => {
  test.each([
    [['invited', 'invited'], '正在等受邀的代表确认联名'],
    [['confirmed', 'invited', 'declined'], '正在等受邀的代表确认联名，已有 1 位联名，还等 1 位'],
    [['confirmed', 'stale'], '正在等受邀的代表确认联名，已有 1 位联名，还等 1 位'],
    [['confirmed', 'confirmed', 'declined'], '已有 2 位联名，可以提交'],
    [['declined'], '受邀的都没有联名，可以另邀他人'],
  ])('with %j tells: %s', (states, words) => {
    expect(tellStory(collecting('suggestion', states), author)).toBe(words);
  });

  test('does not promise filing where so many signers are demanded', () => {
    expect(tellStory(collecting('motion', ['confirmed', 'confirmed']), author)).toBe('已有 2 位联名，受邀的都已答复');
  });
});
