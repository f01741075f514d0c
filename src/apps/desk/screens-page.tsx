import { useState } from 'react';
import type { FormEvent } from 'react';
import type { ScreenLine } from '#platform/contract/screens.ts';
import { endScreen, listScreens, pairScreen, renameScreen } from '#platform/contract/screens.ts';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { faultOf, FormDialog, Refusal, TextField } from '#platform/web/desk/form.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { agoWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';

type Open = { kind: 'rename' | 'end'; screen: ScreenLine } | null;

/** The wall screens of the body: pair one by the code that it shows, name them, end them. */
export default function ScreensPage() {
  const screens = useRead(listScreens, {}, { staleTime: 15_000 });
  const [open, setOpen] = useState<Open>(null);
  const online = screens.data?.items.filter((one) => one.online).length ?? 0;
  const facts = screens.data && screens.data.items.length > 0 && (
    <Clock tone={online > 0 ? 'done' : 'waiting'} words={`${online} 块在线，共 ${screens.data.items.length} 块`} />
  );
  return (
    <DeskPage title="大屏" facts={facts}>
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane label="已接入的大屏">
          <Section title="已接入的大屏" note="屏幕不用登录，只显示本机构的统计和最新动态">
            <Read of={screens}>{({ items }) => (items.length === 0 ? <NoScreens /> : <ScreenTable items={items} onOpen={setOpen} />)}</Read>
          </Section>
        </Pane>
        <Pane label="接入一块大屏" as="aside">
          <PairForm />
        </Pane>
      </Panes>
      {open?.kind === 'rename' && <RenameDialog screen={open.screen} onClose={() => setOpen(null)} />}
      {open?.kind === 'end' && <EndDialog screen={open.screen} onClose={() => setOpen(null)} />}
    </DeskPage>
  );
}

function NoScreens() {
  return <Empty words="还没有接入大屏" hint={`在要接入的屏幕上打开 ${location.origin}/screen/，屏幕会显示 6 位配对码，填到右边即可。`} />;
}

function ScreenTable({ items, onOpen }: { items: readonly ScreenLine[]; onOpen: (open: Open) => void }) {
  return (
    <table className="small-table">
      <thead>
        <tr>
          <th>名称</th>
          <th style={{ width: 130 }}>状态</th>
          <th style={{ width: 230 }}>屏幕</th>
          <th style={{ width: 110 }}>地址</th>
          <th style={{ width: 150 }}>接入</th>
          <th style={{ width: 130 }}>操作</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td>
              <b>{one.name}</b>
            </td>
            <td>{one.online ? <Clock tone="done" words="在线" /> : <Clock tone="waiting" words={`${agoWords(one.lastSeenAt)}在线`} />}</td>
            <td>{one.device}</td>
            <td>{one.address}</td>
            <td>
              {one.pairedBy}，{momentWords(one.pairedAt)}
            </td>
            <td>
              <Button small onPress={() => onOpen({ kind: 'rename', screen: one })}>
                改名
              </Button>{' '}
              <Button small onPress={() => onOpen({ kind: 'end', screen: one })}>
                解除
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The code may come with the address: the screen shows it as a picture, too. */
function PairForm() {
  const [address, changeAddress] = useAddress();
  const [code, setCode] = useState(address.code ?? '');
  const [name, setName] = useState('');
  const { say } = useUndo();
  const pair = useWrite(pairScreen, {
    onDone: (screen) => {
      say(`“${screen.name}”已接入`);
      setCode('');
      setName('');
      changeAddress({ code: undefined });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pair.mutate({ body: { code, name } });
  };
  return (
    <Section title="接入一块大屏">
      <form onSubmit={submit}>
        <TextField
          name="配对码"
          hint="屏幕上显示的 6 位"
          wrong={faultOf(pair.error, 'code')}
          value={code}
          onChange={(typed) => setCode(typed.toUpperCase())}
          required
          maxLength={9}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          style={{ fontSize: 24, height: 48, letterSpacing: '.2em', fontWeight: 600 }}
        />
        <NameField value={name} onChange={setName} hint="让同事一看就知道是哪块屏，如 一楼大厅" error={pair.error} />
        <Button filled submit busy={pair.isPending} onPress={() => undefined}>
          接入大屏
        </Button>
        <Refusal error={pair.error} />
      </form>
      <ol className="m" style={{ listStyle: 'decimal', margin: '16px 0 0', paddingLeft: 18 }}>
        <li>
          在要接入的屏幕上打开 {location.origin}/screen/（督办屏打开 {location.origin}/screen/?page=supervision）
        </li>
        <li>把屏幕显示的码填到上面，起个名字</li>
        <li>几秒后屏幕自动显示本机构的数据，以后不用登录</li>
      </ol>
    </Section>
  );
}

function RenameDialog({ screen, onClose }: { screen: ScreenLine; onClose: () => void }) {
  const [name, setName] = useState(screen.name);
  const { say } = useUndo();
  const rename = useWrite(renameScreen, {
    onDone: () => {
      say('大屏已改名');
      onClose();
    },
  });
  return (
    <FormDialog
      title="给大屏改名"
      width={420}
      words="保存名称"
      busy={rename.isPending}
      blocked={name.trim() === screen.name ? '名称没有变' : null}
      error={rename.error}
      onSubmit={() => rename.mutate({ params: { id: screen.id }, body: { name } })}
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} error={rename.error} />
    </FormDialog>
  );
}

function NameField({ error, ...field }: { value: string; onChange: (value: string) => void; hint?: string; error: Error | null }) {
  return <TextField {...field} name="名称" wrong={faultOf(error, 'name')} required maxLength={30} />;
}

function EndDialog({ screen, onClose }: { screen: ScreenLine; onClose: () => void }) {
  const { say } = useUndo();
  const end = useWrite(endScreen, {
    onDone: () => {
      say(`“${screen.name}”已解除`);
      onClose();
    },
  });
  return (
    <DeskDialog
      title={`解除“${screen.name}”`}
      onClose={onClose}
      width={420}
      foot={
        <>
          <Button onPress={onClose}>不解除</Button>
          <Button filled busy={end.isPending} onPress={() => end.mutate({ params: { id: screen.id } })}>
            解除大屏
          </Button>
        </>
      }
    >
      <p>屏幕立刻不再显示本机构的数据，回到配对码。要再用时重新接入即可。</p>
      <Refusal error={end.error} />
    </DeskDialog>
  );
}
