import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button, LinkButton } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Confirm, Sheet } from '#platform/web/mobile/sheet.tsx';
import { telling } from '#platform/web/mobile/toast.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { IconSpeakOut, IconWrite } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { State } from '#platform/web/shared/deadline.ts';
import { StateChip } from '#platform/web/shared/state.tsx';
import {
  listOwnSpeeches,
  signSpeech,
  speechForms,
  nameWords,
  speechStates,
  withdrawSpeech,
  type OwnSpeech,
  type SpeechState,
} from '../../../contract/words/speeches.ts';
import { useKeptSpeeches } from './kept-speeches.ts';
import { LongText } from './long-text.tsx';
import './words.css';

const looks: Partial<Record<SpeechState, State>> = {
  draft: 'overdue',
  selected: 'done',
  spoken: 'done',
  written: 'done',
  declined: 'closed',
  skipped: 'closed',
};

/** My speeches in plenary: how each stands, what I can do, and the speeches that wait for my signature. */
export default function SpeechPage() {
  const meetingId = usePathMember('meetingId');
  const mine = useRead(listOwnSpeeches, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const [fresh] = useState(() => newId());
  const kept = useKeptSpeeches(meetingId);
  return (
    <Page
      title="大会发言"
      parent={`/meeting/${meetingId}`}
      tools={<OfflineChip updatedAt={mine.dataUpdatedAt} />}
      acts={
        mine.data?.mayRegister ? (
          <LinkButton look="fill" icon={IconWrite} to={`/meeting/${meetingId}/speech/${fresh}`}>
            报名发言
          </LinkButton>
        ) : null
      }
    >
      <Reading result={mine}>
        {(data) => (
          <>
            {data.toSign.length > 0 && <ToSign meetingId={meetingId} speeches={data.toSign} />}
            <Section title="我的发言">
              <KeptSpeeches meetingId={meetingId} />
              {data.items.length === 0 && kept.length === 0 ? (
                <div className="card">
                  <Empty icon={IconSpeakOut} title="还没有报名发言">
                    {ruleWords(data)}
                  </Empty>
                </div>
              ) : (
                data.items.map((speech) => <OwnSpeechCard key={speech.id} meetingId={meetingId} speech={speech} bodyKind={data.bodyKind} />)
              )}
            </Section>
            {data.items.length > 0 && <p className="second section">{ruleWords(data)}</p>}
          </>
        )}
      </Reading>
    </Page>
  );
}

/** Registrations that are still on this phone: on their way, or refused and waiting to be changed. */
function KeptSpeeches({ meetingId }: { readonly meetingId: string }) {
  return useKeptSpeeches(meetingId).map((kept) => (
    <article key={kept.speechId} className="card">
      <div className="lead">
        <StateChip state={kept.refusal ? 'overdue' : 'soon'}>{kept.refusal ? '没有报上' : '已存手机，待发送'}</StateChip>
      </div>
      <h3>{kept.form.title}</h3>
      <p className="second wrap">{kept.refusal ?? '有信号自动报名，不用再报。'}</p>
      <div className="btns" style={{ marginTop: 12 }}>
        <LinkButton mini look={kept.refusal ? 'edge' : 'calm'} to={`/meeting/${meetingId}/speech/${kept.speechId}`}>
          修改
        </LinkButton>
      </div>
    </article>
  ));
}

function ruleWords(rules: {
  readonly mostCharacters: number | null;
  readonly oralSeconds: number;
  readonly closesAt: string | null;
  readonly mayRegister: boolean;
}): string {
  const parts = [
    `口头发言每人 ${Math.round(rules.oralSeconds / 60)} 分钟`,
    rules.mostCharacters && `发言稿不超过 ${rules.mostCharacters} 字`,
    rules.closesAt && `${momentWords(rules.closesAt)} 截止报名`,
  ].filter(Boolean);
  return `${parts.join('，')}。${rules.mayRegister ? '没有入选口头发言的，转为书面发言印发。' : '现在不接受报名。'}`;
}

interface OwnSpeechCardProps {
  readonly meetingId: string;
  readonly speech: OwnSpeech;
  readonly bodyKind: 'congress' | 'cppcc';
}

function OwnSpeechCard({ meetingId, speech, bodyKind }: OwnSpeechCardProps) {
  const [leaving, setLeaving] = useState(false);
  const withdraw = useWrite(withdrawSpeech);
  const open = speech.state === 'draft' || speech.state === 'registered';
  return (
    <article className="card">
      <div className="lead">
        <StateChip state={looks[speech.state] ?? 'running'}>{speechStates[speech.state]}</StateChip>
        <span className="kind">
          <Line words={[speechForms[speech.form], nameWords(speech.inNameOf, bodyKind), speech.party]} />
        </span>
      </div>
      <h3>{speech.title}</h3>
      <p className="second">
        <Line
          words={[
            speech.position && speech.state === 'selected' && `第 ${speech.position} 位发言`,
            speech.limitSeconds && `${Math.round(speech.limitSeconds / 60)} 分钟`,
            speech.seconds && `讲了 ${Math.floor(speech.seconds / 60)} 分 ${speech.seconds % 60} 秒`,
            speech.inNameOf === 'sector' && (speech.signedBy ? `${speech.signedBy} 已签署` : '等召集人签署'),
            speech.registeredAt && `${momentWords(speech.registeredAt)} 报名`,
          ]}
        />
      </p>
      {speech.words && <p className="prose">意见：{speech.words}</p>}
      {open && (
        <div className="btns" style={{ marginTop: 12 }}>
          <LinkButton mini look={speech.state === 'draft' ? 'edge' : 'calm'} to={`/meeting/${meetingId}/speech/${speech.id}`}>
            修改
          </LinkButton>
          <Button mini onClick={() => setLeaving(true)}>
            撤回报名
          </Button>
        </div>
      )}
      {leaving && (
        <Confirm
          title="撤回这份发言？"
          act="撤回报名"
          look="warn"
          onClose={() => setLeaving(false)}
          onConfirm={() => telling(withdraw.mutateAsync({ params: { meetingId, speechId: speech.id } }), '已撤回')}
        >
          “{speech.title}”会从报名中撤下。
        </Confirm>
      )}
    </article>
  );
}

function ToSign({
  meetingId,
  speeches,
}: {
  readonly meetingId: string;
  readonly speeches: readonly { id: string; title: string; text: string; speaker: string }[];
}) {
  const [open, setOpen] = useState<string | null>(null);
  const sign = useWrite(signSpeech);
  const speech = speeches.find((one) => one.id === open);
  return (
    <Section title="等我签署" count={speeches.length}>
      <div className="card flush">
        {speeches.map((one) => (
          <Row key={one.id} icon={IconWrite} note={one.speaker} onPress={() => setOpen(one.id)}>
            {one.title}
          </Row>
        ))}
      </div>
      {speech && (
        <Sheet
          tall
          title={speech.title}
          onClose={() => setOpen(null)}
          foot={
            <Button
              look="fill"
              busy={sign.isPending}
              onClick={() =>
                void telling(
                  sign.mutateAsync({ params: { meetingId, speechId: speech.id } }).then(() => setOpen(null)),
                  '已签署',
                )
              }
            >
              以召集人身份签署
            </Button>
          }
        >
          <p className="second">{speech.speaker}</p>
          <LongText text={speech.text} />
        </Sheet>
      )}
    </Section>
  );
}
