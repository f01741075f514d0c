import { describe, expect, test } from 'vitest';
import { kinds } from '../../contract/kinds/index.ts';
import { stages } from '../../contract/kind.ts';
import { deskOfClock, isAssigned, isScreened, queueGroups, queuesOf } from './office-kinds.ts';

const named = (name: string) => kinds[name]!;
const labels = (name: string, turn: string) =>
  queuesOf(named(name))
    .filter((one) => one.turn === turn)
    .map((one) => one.label);

describe('the queues of an office', () => {
  test('stand for the kinds that it takes up itself; 督事 and 社情民意 have pages of their own', () => {
    expect(Object.keys(kinds).filter((name) => isScreened(named(name)))).toEqual(['suggestion', 'motion', 'proposal', 'concern']);
    expect(Object.keys(kinds).filter((name) => isAssigned(named(name)))).toEqual(['suggestion', 'motion', 'proposal', 'concern']);
  });

  test('follow from declared states and acts', () => {
    expect(labels('suggestion', 'office')).toEqual(['待审核']);
    expect(labels('suggestion', 'past')).toEqual(['退回修改', '已受理', '已并案', '转代表来信', '不予受理']);
    expect(labels('proposal', 'past')).toContain('已转社情民意');
    expect(labels('motion', 'office')).toEqual(
      expect.arrayContaining(['待登记', '闭会待转交', '待下次会议', '待主席团决定', '待表决', '待常委会决定']),
    );
    expect(labels('motion', 'committee')).toEqual(expect.arrayContaining(['委员会研究', '闭会研究', '闭会审议']));
    expect(labels('concern', 'office')).toEqual(['待受理']);
  });

  test('many stand under the stages of their kind, each once', () => {
    const groups = queueGroups(named('motion'), (stage) => named('motion').stageWords?.[stage] ?? stages[stage]);
    expect(groups[0]).toMatchObject({ title: '登记' });
    const ids = groups.flatMap((group) => group.queues.map((one) => one.id));
    expect([...ids].sort()).toEqual(
      queuesOf(named('motion'))
        .map((one) => one.id)
        .sort(),
    );
  });

  test('a task counts on the page where it is done', () => {
    expect(deskOfClock(named('suggestion'), 'screen')).toBe('screening');
    expect(deskOfClock(named('suggestion'), 'assign')).toBe('assignment');
    expect(deskOfClock(named('concern'), 'consult')).toBe('assignment');
    expect(deskOfClock(named('motion'), 'decide')).toBe('screening');
    expect(deskOfClock(named('sentiment'), 'edit')).toBe('bulletins');
    expect(deskOfClock(named('suggestion'), 'decideExtension')).toBeNull();
    expect(deskOfClock(named('report'), 'dispatch')).toBe('duty');
  });
});
