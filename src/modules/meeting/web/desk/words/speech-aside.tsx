import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import {
  readSpeech,
  recordSeal,
  screeningOutcomes,
  screeningSteps,
  speechForms,
  nameWords,
  speechStates,
  type ScreeningOutcome,
  type SpeechView,
} from '../../../contract/words/speeches.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { Refusal } from '#platform/web/desk/form.tsx';
import { ScreenDialog } from './screen-dialog.tsx';

/** One speech beside the list: text, speaker, what each step said, and the next step. */
export function SpeechAside({ speechId, screening }: { readonly speechId: string; readonly screening: boolean }) {
  const meeting = useMeeting();
  const speech = useRead(readSpeech, { params: { meetingId: meeting.id, speechId } }, { topics: [`meeting:${meeting.id}`] });
  return (
    <Read of={speech} rows={12}>
      {(data) => <Speech speech={data} screening={screening} />}
    </Read>
  );
}

function Speech({ speech, screening }: { readonly speech: SpeechView; readonly screening: boolean }) {
  const meeting = useMeeting();
  const [outcome, setOutcome] = useState<ScreeningOutcome | null>(null);
  const open = screening && speech.state !== 'draft';
  useKeys([
    open && { keys: 'p', label: '通过', act: () => setOutcome('pass') },
    open && { keys: 'b', label: '退回', act: () => setOutcome('sendBack') },
  ]);
  return (
    <>
      <div className="sec">
        <h2 className="title-2">{speech.title}</h2>
        <Facts
          pairs={[
            ['发言人', `${speech.speaker}　${speech.groupName}　${speech.unit}`],
            ['电话', speech.phone],
            ['形式', `${speechForms[speech.form]}，${speech.characters} 字`],
            ['名义', [nameWords(speech.inNameOf, meeting.bodyKind), speech.party].filter(Boolean).join('：')],
            ['签署', speech.signedBy && `${speech.signedBy}，${momentWords(speech.signedAt!)}`],
            ['状态', <Tag key="state">{speechStates[speech.state]}</Tag>],
          ]}
        />
        {open && (
          <div className="row wrap">
            <Button filled keys="P" onPress={() => setOutcome('pass')}>
              {speech.form === 'written' ? '收入汇编' : `${screeningSteps[speech.screened] ?? '审定'}通过`}
            </Button>
            {speech.form === 'oral' && <Button onPress={() => setOutcome('written')}>改为书面</Button>}
            <Button keys="B" onPress={() => setOutcome('sendBack')}>
              退回修改
            </Button>
            <Button onPress={() => setOutcome('decline')}>不采用</Button>
            <Seal speech={speech} />
          </div>
        )}
      </div>
      {speech.screenings.length > 0 && (
        <Section title="遴选经过">
          {speech.screenings.map((step) => (
            <p key={step.at + step.outcome}>
              <Tag>{screeningSteps[step.step - 1] ?? ''}</Tag> {screeningOutcomes[step.outcome]}
              <span className="s">
                {'　'}
                {step.byName}，{momentWords(step.at)}
              </span>
              {step.words && <span className="m">　{step.words}</span>}
            </p>
          ))}
        </Section>
      )}
      <Section title="发言稿">
        <div className="prose speech-text">{speech.text}</div>
      </Section>
      {outcome && <ScreenDialog speeches={[speech]} outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}

/** The sealed paper has come in. */
function Seal({ speech }: { readonly speech: SpeechView }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [open, setOpen] = useState(false);
  const [by, setBy] = useState(speech.party);
  const seal = useWrite(recordSeal, {
    onDone: () => {
      say('已登记签署（盖章）件');
      setOpen(false);
    },
  });
  if (speech.signedAt || speech.inNameOf === 'self' || speech.inNameOf === 'joint') return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>登记签署件</Button>
      {open && (
        <DeskDialog
          title="登记已收到签署（盖章）件"
          onClose={() => setOpen(false)}
          foot={
            <Button
              filled
              busy={seal.isPending}
              blocked={by.trim().length < 2 ? '请写明谁签署或盖章' : null}
              onPress={() => seal.mutate({ params: { meetingId: meeting.id, speechId: speech.id }, body: { signedBy: by.trim() } })}
            >
              登记
            </Button>
          }
        >
          <label className="field">
            <span className="name">签署人或盖章单位</span>
            <input className="input" autoFocus value={by} maxLength={60} onChange={(event) => setBy(event.target.value)} />
          </label>
          <Refusal error={seal.error} />
        </DeskDialog>
      )}
    </>
  );
}
