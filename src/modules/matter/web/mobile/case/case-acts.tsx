import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ActView, CaseView } from '../../../contract/views.ts';
import { actWords, actsInOrder, stateOfClock, wordsOfKind } from '../../shared/index.ts';
import { useAct } from '../act/use-act.ts';
import { addressOfCase } from '../addresses.ts';
import { Button, Tool } from '#platform/web/mobile/button.tsx';
import { Row } from '#platform/web/mobile/parts.tsx';
import { Confirm, Sheet } from '#platform/web/mobile/sheet.tsx';
import {
  IconBell,
  IconClip,
  IconFollow,
  IconMessage,
  IconPeople,
  IconPin,
  IconWrite,
  type IconComponent,
} from '#platform/web/shared/icons.tsx';

const icons: Readonly<Record<string, IconComponent>> = {
  message: IconMessage,
  addFiles: IconClip,
  urge: IconBell,
  follow: IconFollow,
  invite: IconPeople,
  IconPin,
  revise: IconWrite,
  arrive: IconPin,
};
/** Acts that may stand large where there is no main one; ending or turning something never does. */
const prominent = new Set(['follow', 'invite']);
const tools = new Set(['message', 'addFiles', 'invite', 'arrive']);

/** What I can do now: one filled button, beside it the two acts that belong to every day. */
export function ActBar({ found, onMore }: { readonly found: CaseView; readonly onMore: () => void }) {
  const { main, others, grave } = actsInOrder(found.acts);
  const daily = others.filter((act) => tools.has(act.act) && !act.blocked).slice(0, 2);
  const alternative = main ? grave.find((act) => act.act === 'decline') : undefined;
  const start = useStart(found);
  const free = others.find((act) => prominent.has(act.act) && !act.blocked);
  const first = main ?? urgeOfLate(found) ?? free ?? (found.acts.length === 1 ? daily[0] : undefined);
  const beside = daily.filter((act) => act !== first);
  return (
    <>
      {beside.map((act) => (
        <Tool key={act.act} label={act.label} icon={icons[act.act] ?? IconWrite} shows="both" onPress={() => start.begin(act)} />
      ))}
      {alternative && <Button onClick={() => start.begin(alternative)}>{alternative.label}</Button>}
      {first ? (
        <Button look={main || first.act === 'urge' ? 'fill' : 'edge'} disabled={Boolean(first.blocked)} onClick={() => start.begin(first)}>
          {actWords(found, first)}
        </Button>
      ) : (
        <Button onClick={onMore}>更多操作</Button>
      )}
      {start.asking}
    </>
  );
}

/** Nothing is for me to do, but somebody is late: then reminding them is what helps. */
function urgeOfLate(found: CaseView): ActView | undefined {
  const late = new Set(
    found.clocks
      .filter((clock) => !clock.metAt && !clock.right && stateOfClock(clock.state) === 'overdue')
      .map((clock) => clock.handlingId),
  );
  return found.acts.find((act) => act.act === 'urge' && !act.blocked && late.has(act.targetId));
}

/** All other acts, the ones that end or refuse last; a blocked one says why. */
export function MoreActs({ found, onClose }: { readonly found: CaseView; readonly onClose: () => void }) {
  const { others, grave } = actsInOrder(found.acts);
  const start = useStart(found);
  return (
    <Sheet title="还可以做什么" onClose={onClose}>
      {[...others, ...grave].map((act) =>
        act.blocked ? (
          <Row key={act.act + act.targetId} note={act.blocked}>
            <span className="blocked">{actWords(found, act)}</span>
          </Row>
        ) : (
          <Row key={act.act + act.targetId} onPress={() => start.begin(act)}>
            {actWords(found, act)}
          </Row>
        ),
      )}
      {start.asking}
    </Sheet>
  );
}

/** Begins an act: those that ask for something have a page, the others ask once more and are done. */
function useStart(found: CaseView) {
  const navigate = useNavigate();
  const act = useAct(found);
  const [asking, setAsking] = useState<ActView | null>(null);
  const { bodyId, id } = found.matter;
  const begin = (one: ActView) => {
    if (one.fields.every((field) => field.name === 'version')) setAsking(one);
    else void navigate({ to: `${addressOfCase(bodyId, id)}/act/${one.act}`, search: one.targetId ? { target: one.targetId } : {} });
  };
  const input = asking?.fields.some((field) => field.name === 'version') ? { version: found.version } : {};
  return {
    begin,
    asking: asking && (
      <Confirm
        title={`${asking.label}？`}
        act={asking.label}
        look={asking.weight === 'grave' ? 'warn' : 'fill'}
        onClose={() => setAsking(null)}
        onConfirm={() => act.run(asking, input)}
      >
        {asking.act === 'confirm'
          ? `您将在第 ${found.version} 稿上联名。${wordsOfKind(found.matter.kind).author}改了文本，会请您重新确认。`
          : `《${found.matter.title}》`}
      </Confirm>
    ),
  };
}
