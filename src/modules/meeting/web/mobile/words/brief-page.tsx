import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Choices, Fault, Field, TextArea, TextField, showFirstFault } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line } from '#platform/web/mobile/parts.tsx';
import { toast } from '#platform/web/mobile/toast.tsx';
import { Loading, OfflineChip, Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayWords, timeWords } from '#platform/web/shared/dates.ts';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { StateChip } from '#platform/web/shared/state.tsx';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import { briefStates, listBriefs, readBrief, saveBrief, type BriefView } from '../../../contract/words/briefs.ts';
import { LongText } from './long-text.tsx';
import './words.css';

/** One brief: to read, or to write where it is one's own and not handed in. */
export default function BriefPage() {
  const meetingId = usePathMember('meetingId');
  const briefId = usePathMember('briefId');
  const brief = useRead(readBrief, { params: { meetingId, briefId } }, { topics: [`meeting:${meetingId}`] });
  const writesFor = useRead(listBriefs, { params: { meetingId } }).data?.writesFor ?? [];
  // An id that nobody has used yet begins a new brief, for those who may write one.
  const fresh = brief.error instanceof Problem && brief.error.status === 404 && writesFor.length > 0;
  if (fresh || brief.data?.mayWrite)
    return <Writer key={brief.data?.revision ?? 0} meetingId={meetingId} briefId={briefId} brief={brief.data ?? null} />;
  return (
    <Page
      title={brief.data?.number ? `简报第 ${brief.data.number} 期` : '简报'}
      parent={`/meeting/${meetingId}/briefs`}
      tools={<OfflineChip updatedAt={brief.dataUpdatedAt} />}
    >
      <Reading result={brief}>
        {(data) => (
          <article className="section card">
            {data.state !== 'issued' && <StateChip state="running">{briefStates[data.state]}</StateChip>}
            <h2>{data.title}</h2>
            <p className="label">
              <Line words={[data.groupName, data.sittingTitle, data.issuedAt && dayWords(data.issuedAt), `整理：${data.writtenBy}`]} />
            </p>
            <LongText text={data.text} />
          </article>
        )}
      </Reading>
    </Page>
  );
}

interface Words {
  readonly groupId: string;
  readonly sittingId: string;
  readonly title: string;
  readonly text: string;
}

function Writer({ meetingId, briefId, brief }: { readonly meetingId: string; readonly briefId: string; readonly brief: BriefView | null }) {
  const router = useRouter();
  const groups = useRead(listBriefs, { params: { meetingId } }).data?.writesFor ?? [];
  const save = useWrite(saveBrief);
  const draft = useDraft<Words>(`brief ${meetingId} ${briefId}`, {
    groupId: brief?.groupId ?? '',
    sittingId: brief?.sittingId ?? '',
    title: brief?.title ?? '',
    text: brief?.text ?? '',
  });
  const [faulty, setFaulty] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const { title, text, sittingId } = draft.content;
  const groupId = draft.content.groupId || groups[0]?.groupId || null;
  const send = async (submit: boolean) => {
    setFaulty(true);
    setRefusal(null);
    if (title.trim().length < 4 || text.trim() === '') {
      showFirstFault();
      return;
    }
    try {
      const body = { revision: brief?.revision ?? 0, groupId, sittingId: sittingId || null, title, text, submit };
      await save.mutateAsync({ params: { meetingId, briefId }, body });
      await draft.discard();
      toast(submit ? '已送审' : '已保存');
      if (submit) await router.navigate({ to: `/meeting/${meetingId}/briefs`, replace: true });
    } catch (error) {
      setRefusal(error);
    }
  };
  return (
    <Page
      title={brief ? '修改简报' : '写简报'}
      parent={`/meeting/${meetingId}/briefs`}
      acts={
        <>
          <Button busy={save.isPending} onClick={() => void send(false)}>
            保存
          </Button>
          <Button look="fill" busy={save.isPending} onClick={() => void send(true)}>
            送审
          </Button>
        </>
      }
      actWords={refusal ? <Fault words={wordsOf(refusal)} /> : draft.savedAt ? `${timeWords(draft.savedAt)} 已存在手机上` : undefined}
    >
      {draft.restored === null ? (
        <Loading rows={4} />
      ) : (
        <div className="section card">
          {brief?.words && <Fault words={`退回意见：${brief.words}`} />}
          <About meetingId={meetingId} groupId={groupId} groups={groups} sittingId={sittingId} change={draft.change} />
          <TextFields title={title} text={text} faulty={faulty} change={draft.change} />
        </div>
      )}
    </Page>
  );
}

interface TextFieldsProps {
  readonly title: string;
  readonly text: string;
  readonly faulty: boolean;
  readonly change: (part: Partial<Words>) => void;
}

function TextFields({ title, text, faulty, change }: TextFieldsProps) {
  return (
    <>
      <TextField
        label="标题"
        required
        value={title}
        maxLength={80}
        placeholder="如：第一组审议政府工作报告"
        fault={faulty && title.trim().length < 4 ? '标题至少 4 个字' : undefined}
        onText={(value) => change({ title: value })}
      />
      <TextArea
        label="正文"
        required
        lines={14}
        value={text}
        placeholder="谁说了什么，有哪些意见和建议"

        maxLength={20_000}
        fault={faulty && text.trim() === '' ? '请写正文' : undefined}
        onText={(value) => change({ text: value })}
      />
    </>
  );
}

interface AboutProps {
  readonly meetingId: string;
  readonly groupId: string | null;
  readonly groups: readonly { readonly groupId: string | null; readonly name: string }[];
  readonly sittingId: string;
  readonly change: (part: Partial<Words>) => void;
}

/** Which group the brief is of, and which sitting it tells of. */
function About({ meetingId, groupId, groups, sittingId, change }: AboutProps) {
  const sittings = useRead(readMeeting, { params: { meetingId } }).data?.sittings ?? [];
  const debates = sittings.filter((one) => !['meal', 'registration', 'other'].includes(one.kind));
  const held = debates.filter((one) => one.dueGroups.length === 0 || (groupId !== null && one.dueGroups.includes(groupId)));
  const named = groups.flatMap((one) => (one.groupId === null ? [] : [{ value: one.groupId, label: one.name }]));
  return (
    <>
      {named.length > 1 && (
        <Field label="哪个组">
          <Choices label="哪个组" value={groupId} onChoose={(value) => change({ groupId: value })} options={named} />
        </Field>
      )}
      {held.length > 0 && (
        <Field label="哪一场（可不选）">
          <Choices
            label="哪一场"
            value={sittingId}
            onChoose={(value) => change({ sittingId: value === sittingId ? '' : value })}
            options={held.slice(0, 12).map((one) => ({ value: one.id, label: `${dayWords(one.startsAt)} ${one.title}` }))}
          />
        </Field>
      )}
    </>
  );
}
