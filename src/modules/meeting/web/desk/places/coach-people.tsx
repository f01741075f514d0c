import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { CoachLine } from '../../../contract/places/routes.ts';
import { readCoachPeople, setCoachPeople } from '../../../contract/places/routes.ts';
import { AttendeePick } from './attendee-pick.tsx';
import { CoachDialog } from './coach-dialog.tsx';

/** Who rides in a coach, changed by hand: whoever is put in leaves the coach he had. */
export function CoachPeople({ meetingId, coach, topics }: { meetingId: string; coach: CoachLine; topics: readonly string[] }) {
  const { say } = useUndo();
  const [editing, setEditing] = useState(false);
  const people = useRead(readCoachPeople, { params: { meetingId, coachId: coach.id } }, { topics });
  const set = useWrite(setCoachPeople);
  const change = (add: readonly string[], remove: readonly string[], words: string) =>
    set.mutate(
      { params: { meetingId, coachId: coach.id }, body: { add: [...add], remove: [...remove], stop: '' } },
      { onSuccess: () => say(words), onError: (error) => say(`没有改：${wordsOf(error)}`) },
    );
  return (
    <>
      <div className="sec">
        <h2 className="title-2">{coach.number}</h2>
        <Facts
          pairs={[
            ['车牌', coach.plate],
            ['司机', [coach.driver, coach.driverPhone].filter(Boolean).join(' ')],
            ['座位', `${coach.people} 人，共 ${coach.places} 座`],
            ['联络员', coach.liaison?.name ?? '还没有指定'],
          ]}
        />
        <div className="row" style={{ marginTop: 8 }}>
          <Button small onPress={() => setEditing(true)}>
            改车辆
          </Button>
        </div>
      </div>
      <Section title="加人">
        <AttendeePick
          meetingId={meetingId}
          picked={null}
          onPick={(one) => one && change([one.id], [], `${one.name} 安排到${coach.number}`)}
        />
      </Section>
      <Read of={people} rows={12}>
        {(data) => (
          <Section title="乘车人" note={`${data.people.length} 人`}>
            <div className="people-list">
              {data.people.map((one) => (
                <div key={one.id}>
                  <b>{one.name}</b>
                  <span className="s cut">{[one.groupName, one.stop].filter(Boolean).join('，')}</span>
                  <span className="right">
                    <button type="button" className="lk s" onClick={() => change([], [one.id], `${one.name} 不再乘${coach.number}`)}>
                      移出
                    </button>
                  </span>
                </div>
              ))}
            </div>
          </Section>
        )}
      </Read>
      {editing && <CoachDialog meetingId={meetingId} coach={coach} onClose={() => setEditing(false)} />}
    </>
  );
}
