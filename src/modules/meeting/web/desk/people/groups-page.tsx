import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { MeetingGroupKind } from '../../../contract/meeting.ts';
import { meetingGroupKinds } from '../../../contract/meeting.ts';
import type { GroupLine } from '../../../contract/people/people.ts';
import { addGroup, addSecretariat, changeGroup, orderGroups, readPeopleSummary, removeGroup } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { useRovingRows } from '../shared/roving-rows.ts';
import { FormDialog, TextField, PickField } from '#platform/web/desk/form.tsx';
import { PostsPane } from './posts-pane.tsx';
import './people.css';

/** 编组: the groups of the meeting in their order, and who holds an office in the one that is picked. */
export default function GroupsPage() {
  const { meetingId = '' } = useParams({ strict: false });
  return (
    <MeetingPage part="people" title="编组" tools={<GroupTools meetingId={meetingId} />}>
      <Groups />
    </MeetingPage>
  );
}

function GroupTools({ meetingId }: { meetingId: string }) {
  const go = useGo();
  const { say } = useUndo();
  const [open, setOpen] = useState(false);
  const meeting = useMeeting();
  const secretariat = useWrite(addSecretariat, {
    onDone: ({ added }) => say(added > 0 ? `已建 ${added} 个秘书处工作组` : '秘书处各组都有了'),
  });
  return (
    <>
      <Button onPress={() => go(`/meetings/${meetingId}/people`)}>回到人员</Button>
      {meeting.kind === 'plenarySession' && (
        <Button busy={secretariat.isPending} onPress={() => secretariat.mutate({ params: { meetingId } })}>
          建秘书处各组
        </Button>
      )}
      <Button filled onPress={() => setOpen(true)}>
        新增编组
      </Button>
      {open && <GroupDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function Groups() {
  const meeting = useMeeting();
  const summary = useRead(readPeopleSummary, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`] });
  const [picked, setPicked] = useState<string | null>(null);
  return (
    <Read of={summary} rows={12}>
      {({ groups }) => {
        const here = groups.find((one) => one.id === picked) ?? groups[0];
        return (
          <Panes columns="minmax(0, 1fr) 480px">
            <Pane label="编组">
              {groups.length === 0 ? (
                <Empty words="还没有编组" hint="在“人员”页按名册填入时，代表团或界别会一并建立；主席团、秘书处在这里新增。" />
              ) : (
                <GroupTable groups={groups} picked={here?.id ?? ''} onPick={setPicked} />
              )}
            </Pane>
            <Pane label="职务" as="aside">
              {here && <PostsPane key={here.id} group={here} />}
            </Pane>
          </Panes>
        );
      }}
    </Read>
  );
}

function GroupTable({ groups, picked, onPick }: { groups: readonly GroupLine[]; picked: string; onPick: (id: string) => void }) {
  const meeting = useMeeting();
  const order = useWrite(orderGroups);
  const [change, setChange] = useState<GroupLine | null>(null);
  const [remove, setRemove] = useState<GroupLine | null>(null);
  const rows = useRovingRows();
  const move = (from: number, steps: number) => {
    const ids = groups.map((one) => one.id);
    const [id] = ids.splice(from, 1);
    ids.splice(from + steps, 0, id!);
    order.mutate({ params: { meetingId: meeting.id }, body: { groupIds: ids } });
  };
  return (
    <Section title="编组" note={`${groups.length} 个，次序用于名单、座次和打印；键盘用上下键换行，左右键选要做的事`}>
      <div {...rows} role="group" aria-label="编组的各行，按上下键换行、左右键选要做的事">
        <table className="small-table">
          <thead>
            <tr>
              <th style={{ width: 170 }}>名称</th>
              <th style={{ width: 64 }}>种类</th>
              <th className="num" style={{ width: 52 }}>
                人数
              </th>
              <th>负责人</th>
              <th style={{ width: 236 }}>
                <span className="unseen">可以做的</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group, index) => (
              <GroupRow
                key={group.id}
                group={group}
                on={group.id === picked}
                ends={{ first: index === 0, last: index === groups.length - 1 }}
                acts={{
                  pick: () => onPick(group.id),
                  move: (steps) => move(index, steps),
                  change: () => setChange(group),
                  remove: () => setRemove(group),
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {change && <GroupDialog of={change} onClose={() => setChange(null)} />}
      {remove && <RemoveGroupDialog group={remove} onClose={() => setRemove(null)} />}
    </Section>
  );
}

interface GroupRowProps {
  readonly group: GroupLine;
  readonly on: boolean;
  readonly ends: { readonly first: boolean; readonly last: boolean };
  readonly acts: {
    readonly pick: () => void;
    readonly move: (steps: number) => void;
    readonly change: () => void;
    readonly remove: () => void;
  };
}

function GroupRow({ group, on, ends, acts }: GroupRowProps) {
  const { posts } = peopleWords(useMeeting().bodyKind);
  return (
    <tr data-row={group.id} aria-current={on ? 'true' : undefined} className={on ? 'on' : undefined}>
      <td>
        <button type="button" className="lk" onClick={acts.pick}>
          {group.name}
        </button>
        {group.place && <div className="s">{group.place}</div>}
      </td>
      <td className="m">{meetingGroupKinds[group.kind]}</td>
      <td className="num">{group.people || group.posts.length}</td>
      <td aria-label="负责人">
        <Heads group={group} posts={posts} />
      </td>
      <td aria-label="可以做的">
        <div className="row">
          <Button small blocked={ends.first ? '已在最前' : null} onPress={() => acts.move(-1)}>
            上移
          </Button>
          <Button small blocked={ends.last ? '已在最后' : null} onPress={() => acts.move(1)}>
            下移
          </Button>
          <Button small onPress={acts.change}>
            修改
          </Button>
          <Button small blocked={group.people > 0 ? `还有 ${group.people} 人，先移走` : null} onPress={acts.remove}>
            删除
          </Button>
        </div>
      </td>
    </tr>
  );
}

/** Those who speak for the group; plain members are many. */
function Heads({ group, posts }: { group: GroupLine; posts: ReturnType<typeof peopleWords>['posts'] }) {
  const heads = group.posts.filter((post) => post.post !== 'member');
  if (heads.length === 0) return <span className="soon-words">{group.kind === 'presidium' ? '未定执行主席' : '未定负责人'}</span>;
  return (
    <span className="group-posts">
      {heads.slice(0, 5).map((post) => (
        <span key={post.attendeeId}>
          <span className="m">{posts[post.post]}</span> {post.name}
        </span>
      ))}
      {heads.length > 5 && <span className="m">等 {heads.length} 人</span>}
    </span>
  );
}

function GroupDialog({ of, onClose }: { of?: GroupLine; onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const usual: MeetingGroupKind = meeting.kind === 'plenarySession' ? 'presidium' : 'group';
  const [value, setValue] = useState({ kind: of?.kind ?? usual, name: of?.name ?? '', place: of?.place ?? '' });
  const onDone = () => {
    say(of ? `已修改${value.name}` : `已新增${value.name}`);
    onClose();
  };
  const add = useWrite(addGroup, { onDone });
  const change = useWrite(changeGroup, { onDone });
  const write = of ? change : add;
  const submit = () => {
    const { kind, name, place } = value;
    if (of) change.mutate({ params: { meetingId: meeting.id, groupId: of.id }, body: { name, place } });
    else add.mutate({ params: { meetingId: meeting.id }, body: { kind, name, place } });
  };
  return (
    <FormDialog
      title={of ? `修改${of.name}` : '新增编组'}
      words={of ? '保存修改' : '新增编组'}
      width={420}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {!of && (
        <PickField
          name="种类"
          value={value.kind}
          onChange={(kind) =>
            setValue({ ...value, kind: kind as MeetingGroupKind, name: value.name || (kind === 'presidium' ? '主席团' : '') })
          }
          choices={Object.entries(meetingGroupKinds)}
        />
      )}
      <TextField name="名称" required maxLength={40} autoFocus value={value.name} onChange={(name) => setValue({ ...value, name })} />
      <TextField name="分组会议地点" maxLength={80} value={value.place} onChange={(place) => setValue({ ...value, place })} />
    </FormDialog>
  );
}

function RemoveGroupDialog({ group, onClose }: { group: GroupLine; onClose: () => void }) {
  const meeting = useMeeting();
  const write = useWrite(removeGroup);
  return (
    <ConfirmDialog
      title={`删除${group.name}`}
      words="删除编组"
      onConfirm={() => write.mutateAsync({ params: { meetingId: meeting.id, groupId: group.id } })}
      onClose={onClose}
    >
      <p>在这个编组里担任的职务一并取消，人员不受影响。</p>
    </ConfirmDialog>
  );
}
