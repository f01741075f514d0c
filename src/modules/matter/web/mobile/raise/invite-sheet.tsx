import { useState } from 'react';
import { PeopleField } from '../field/people-field.tsx';
import { Button } from '#platform/web/mobile/button.tsx';
import { Fault, TextField } from '#platform/web/mobile/fields.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { useOffline } from '#platform/web/shared/signal.ts';

interface InviteSheetProps {
  readonly kind: string;
  readonly onInvite: (people: readonly string[], words: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Whom to ask to sign, with a word to them. */
export function InviteSheet({ kind, onInvite, onClose }: InviteSheetProps) {
  const [people, setPeople] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const offline = useOffline();
  const send = async () => {
    setBusy(true);
    try {
      await onInvite(people, words);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title="邀请联名"
      onClose={onClose}
      foot={
        <Button look="fill" busy={busy} disabled={people.length === 0 || offline} onClick={() => void send()}>
          {people.length > 0 ? `邀请 ${people.length} 位联名` : '请先选人'}
        </Button>
      }
    >
      <p className="second">对方看到的是现在这一稿。以后改了文本，会请他们重新确认。</p>
      {offline && <Fault words="邀请联名需要网络，请在有信号时再试。" />}
      <PeopleField
        field={{ name: 'people', label: '邀请谁联名', input: 'people', required: true }}
        value={people}
        fault={undefined}
        onChange={(value) => setPeople(value as string[])}
        place={{ act: 'invite', kind }}
      />
      <TextField label="附言（可不填）" value={words} onText={setWords} maxLength={200} placeholder="为什么请他们联名" />
    </Sheet>
  );
}
