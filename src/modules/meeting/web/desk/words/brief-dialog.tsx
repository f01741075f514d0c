import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { seatInUse } from '#platform/web/shared/call.ts';
import { dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { saveBrief, type BriefView } from '../../../contract/words/briefs.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { Refusal, TextField, faultOf } from '#platform/web/desk/form.tsx';

interface Words {
  readonly groupId: string;
  readonly sittingId: string;
  readonly title: string;
  readonly text: string;
}

interface BriefDialogProps {
  readonly briefId: string;
  readonly brief: BriefView | null;
  readonly onClose: () => void;
}

/** Writes a brief. What is typed is kept on this computer until it is saved. */
export function BriefDialog({ briefId, brief, onClose }: BriefDialogProps) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const kept = `brief ${seatInUse() ?? ''} ${meeting.id} ${brief ? briefId : 'new'} ${brief?.revision ?? 0}`;
  const stored = { groupId: brief?.groupId ?? '', sittingId: brief?.sittingId ?? '', title: brief?.title ?? '', text: brief?.text ?? '' };
  const draft = useDraft<Words>(kept, stored);
  const { groupId, sittingId, title, text } = draft.content;
  const save = useWrite(saveBrief, { onDone: () => void draft.discard().then(onClose) });
  const reason = title.trim().length < 4 ? '标题至少 4 个字' : text.trim() === '' ? '请写正文' : null;
  const send = (submit: boolean) => {
    const body = { revision: brief?.revision ?? 0, groupId: groupId || null, sittingId: sittingId || null, title, text, submit };
    save.mutate({ params: { meetingId: meeting.id, briefId }, body }, { onSuccess: () => say(submit ? '已送审' : '已保存') });
  };
  return (
    <DeskDialog
      title={brief ? '修改简报' : '写简报'}
      place="side"
      width={760}
      onClose={onClose}
      foot={
        <>
          <span className="s">{draft.savedAt ? `这台电脑 ${timeWords(draft.savedAt)} 自动保存` : ''}</span>
          <Button busy={save.isPending} blocked={reason} onPress={() => send(false)}>
            保存
          </Button>
          <Button filled busy={save.isPending} blocked={reason} onPress={() => send(true)}>
            送审
          </Button>
        </>
      }
    >
      {brief?.words && <p className="refused-line">退回意见：{brief.words}</p>}
      <BriefFields words={draft.content} change={draft.change} error={save.error} />
      <Refusal error={save.error} />
    </DeskDialog>
  );
}

interface BriefFieldsProps {
  readonly words: Words;
  readonly change: (part: Partial<Words>) => void;
  readonly error: Error | null;
}

function BriefFields({ words, change, error }: BriefFieldsProps) {
  const meeting = useMeeting();
  const debates = meeting.sittings.filter((one) => !['meal', 'registration', 'other'].includes(one.kind));
  const held = debates.filter((one) => one.dueGroups.length === 0 || one.dueGroups.includes(words.groupId));
  return (
    <>
      <div className="field-row">
        <label className="field">
          <span className="name">团组</span>
          <select className="input" value={words.groupId} onChange={(event) => change({ groupId: event.target.value, sittingId: '' })}>
            <option value="">大会秘书处</option>
            {meeting.groups.map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="name">哪一场</span>
          <select className="input" value={words.sittingId} onChange={(event) => change({ sittingId: event.target.value })}>
            <option value="">不限</option>
            {held.map((one) => (
              <option key={one.id} value={one.id}>
                {dayWords(one.startsAt)} {timeWords(one.startsAt)} {one.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <TextField name="标题" maxLength={80} value={words.title} wrong={faultOf(error, 'title')} onChange={(title) => change({ title })} />
      <label className="field">
        <span className="name">
          正文 <span className="s">{words.text.length} 字，一行一段；“一、”开头的短行作小标题</span>
        </span>
        <textarea
          className="input area"
          rows={22}
          maxLength={20_000}
          value={words.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
    </>
  );
}
