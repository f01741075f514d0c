import { useState } from 'react';
import { channelWords, choose, listChoices, type Channel } from '../../contract/notifications.ts';
import type { AnswerOf } from '../../contract/route.ts';
import { Reading, wordsOf } from '../shared/conditions.tsx';
import { useRead, useWrite } from '../shared/queries.ts';
import { Choices } from './fields.tsx';
import { Page } from './page.tsx';
import { Row, Section } from './parts.tsx';
import { PushSection } from './push.tsx';
import { Sheet } from './sheet.tsx';
import { toast } from './toast.tsx';

type Choice = AnswerOf<typeof listChoices>['choices'][number];
const channels = Object.entries(channelWords).map(([value, label]) => ({ value, label }));

/** How each kind of message reaches me. */
export default function ChoicesPage() {
  const choices = useRead(listChoices);
  const [changing, setChanging] = useState<Choice | null>(null);
  return (
    <Page title="消息提醒" parent="/messages">
      <PushSection />
      <Section title="每类消息">
        <div className="card flush">
          <Reading result={choices} rows={5}>
            {(data) =>
              data.choices.map((one) => (
                <Row
                  key={one.kind}
                  onPress={() => setChanging(one)}
                  note={one.reminder ? '只在工作时间推送' : undefined}
                  end={<span className="second whole">{channelWords[one.channel]}</span>}
                >
                  {one.label}
                </Row>
              ))
            }
          </Reading>
        </div>
      </Section>
      {changing && <ChannelSheet choice={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

function ChannelSheet({ choice, onClose }: { readonly choice: Choice; readonly onClose: () => void }) {
  const change = useWrite(choose, {
    onDone: () => {
      toast('已保存');
      onClose();
    },
  });
  const pick = (channel: string) =>
    change.mutate({ body: { kind: choice.kind, channel: channel as Channel } }, { onError: (error) => toast(wordsOf(error), 'fault') });
  return (
    <Sheet title={choice.label} onClose={onClose}>
      <p className="second">原来的设置是“{channelWords[choice.defaultChannel]}”。</p>
      <Choices
        label={`${choice.label}怎么提醒`}
        even
        options={channels}
        value={change.variables?.body?.channel ?? choice.channel}
        onChoose={pick}
      />
    </Sheet>
  );
}
