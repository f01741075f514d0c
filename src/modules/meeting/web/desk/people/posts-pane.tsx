import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { usePages, useWrite } from '#platform/web/shared/queries.ts';
import type { AttendeePost } from '../../../contract/meeting.ts';
import type { GroupLine } from '../../../contract/people/people.ts';
import { listAttendees, setPosts } from '../../../contract/people/routes.ts';
import { peopleWords, postsOf } from '../../../contract/people/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { useRovingRows } from '../shared/roving-rows.ts';

/** Who holds an office in a group. Each change is written at once. */
export function PostsPane({ group }: { group: GroupLine }) {
  const meeting = useMeeting();
  const { posts: names } = peopleWords(meeting.bodyKind);
  const { say } = useUndo();
  const [adding, setAdding] = useState(false);
  const write = useWrite(setPosts);
  const rows = useRovingRows();
  const offices = postsOf(group.kind);
  const held = group.posts.map(({ attendeeId, post }) => ({ attendeeId, post }));
  const save = (posts: readonly { attendeeId: string; post: AttendeePost }[], words: string) =>
    write.mutate(
      { params: { meetingId: meeting.id, groupId: group.id }, body: { posts: [...posts] } },
      { onSuccess: () => say(words), onError: (error) => say(`没有保存：${wordsOf(error)}`) },
    );
  return (
    <Section
      title={group.name}
      note={group.posts.length > 0 ? `${group.posts.length} 人任职` : undefined}
      act={
        <Button small onPress={() => setAdding(!adding)}>
          <Icon name={adding ? 'close' : 'plus'} />
          {adding ? '收起' : '加人'}
        </Button>
      }
    >
      {adding && (
        <PickPerson
          group={group}
          onPick={(id, name) =>
            save([...held, { attendeeId: id, post: offices[held.length === 0 ? 0 : offices.length - 1]! }], `已加${name}`)
          }
        />
      )}
      {group.posts.length === 0 && !adding && <p className="m">还没有人任职。点“加人”，从名单里选。</p>}
      <div {...rows} role="group" aria-label="任职的人，在“取消”上按上下键换人">
        {group.posts.map((one, index) => (
          <PostLine
            key={one.attendeeId}
            one={one}
            of={group}
            onChange={(post) =>
              save(
                held.map((other, place) => (place === index ? { ...other, post } : other)),
                `${one.name}任${names[post]}`,
              )
            }
            onRemove={() =>
              save(
                held.filter((other) => other.attendeeId !== one.attendeeId),
                `已取消${one.name}的职务`,
              )
            }
          />
        ))}
      </div>
    </Section>
  );
}

interface PostLineProps {
  readonly one: GroupLine['posts'][number];
  readonly of: GroupLine;
  readonly onChange: (post: AttendeePost) => void;
  readonly onRemove: () => void;
}

function PostLine({ one, of, onChange, onRemove }: PostLineProps) {
  const { posts: names } = peopleWords(useMeeting().bodyKind);
  return (
    <div className="post-line" data-row={one.attendeeId}>
      <span className="cut" title={one.title}>
        <b>{one.name}</b>
        <span className="m">
          {' '}
          {one.groupName !== of.name && one.groupName} {one.title}
        </span>
      </span>
      <select
        className="pick"
        aria-label={`${one.name}的职务`}
        value={one.post}
        onChange={(event) => onChange(event.target.value as AttendeePost)}
      >
        {[...new Set([...postsOf(of.kind), one.post])].map((post) => (
          <option key={post} value={post}>
            {names[post]}
          </option>
        ))}
      </select>
      <Button small onPress={onRemove}>
        取消
      </Button>
    </div>
  );
}

/** People by name; of a delegation or sector its own, of an organ anybody. */
function PickPerson({ group, onPick }: { group: GroupLine; onPick: (id: string, name: string) => void }) {
  const meeting = useMeeting();
  const [words, setWords] = useState('');
  const rows = useRovingRows();
  const own = group.people > 0;
  const query = { ...(words.trim() ? { words: words.trim() } : {}), ...(own ? { groupId: group.id } : {}), limit: 60 };
  const found = usePages(listAttendees, { params: { meetingId: meeting.id }, query }, { keepPrevious: true });
  const free = found.items.filter((one) => !group.posts.some((post) => post.attendeeId === one.id));
  return (
    <>
      <input
        className="input"
        aria-label="按姓名找人"
        placeholder="姓名或拼音首字母"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div {...rows} className="pick-people" role="group" aria-label="可选的人，按上下键换人">
        {free.map((one) => (
          <button key={one.id} data-row={one.id} type="button" onClick={() => onPick(one.id, one.name)}>
            <b className="nw">{one.name}</b>
            <span className="m cut">
              {own ? '' : one.groupName} {one.title}
            </span>
          </button>
        ))}
        {free.length === 0 && !found.isPending && <p className="m">没有找到，换个姓名试试。</p>}
      </div>
    </>
  );
}
