import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { FormDialog, TextField, faultOf } from '#platform/web/desk/form.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { QrPicture } from '#platform/web/shared/qr-picture.tsx';
import { addScanner, listScanners } from '../../../contract/presence/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

/** Names a device, then shows the code that makes a phone or tablet it; says when it has come. */
export function ScannerDialog({ onClose }: { onClose: () => void }) {
  const meeting = useMeeting();
  const [name, setName] = useState('');
  const add = useWrite(addScanner);
  if (add.data) return <CodeOfScanner name={name} made={add.data} onClose={onClose} />;
  return (
    <FormDialog
      title="接入一台扫码设备"
      note="任何手机或平板的浏览器都可以，不用登录。"
      words="生成接入码"
      busy={add.isPending}
      blocked={name.trim() ? null : '请给设备起个名字'}
      error={add.error}
      onSubmit={() => add.mutate({ params: { meetingId: meeting.id }, body: { name: name.trim() } })}
      onClose={onClose}
    >
      <TextField
        name="设备名"
        hint="按位置起名，便于核对"
        value={name}
        maxLength={30}
        autoFocus
        placeholder="东门一号"
        wrong={faultOf(add.error, 'name')}
        onChange={setName}
      />
    </FormDialog>
  );
}

interface Made {
  readonly id: string;
  readonly code: string;
  readonly link: string;
  readonly codeUntil: string;
}

function CodeOfScanner({ name, made, onClose }: { name: string; made: Made; onClose: () => void }) {
  const meeting = useMeeting();
  const scanners = useRead(listScanners, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`], staleTime: 0 });
  const here = scanners.data?.items.find((one) => one.id === made.id);
  const enrolled = here?.state === 'enrolled';
  return (
    <DeskDialog
      title={enrolled ? `${name}已接入` : `接入${name}`}
      note={enrolled ? here.device : '用要接入的手机或平板扫这个二维码，或在浏览器打开下面的地址，输入接入码。'}
      onClose={onClose}
      foot={
        <>
          {!enrolled && <Button onPress={() => void scanners.refetch()}>看接好了没有</Button>}
          <Button filled onPress={onClose}>
            {enrolled ? '好' : '关闭'}
          </Button>
        </>
      }
    >
      {!enrolled && (
        <div className="enrol-code">
          <QrPicture text={made.link} label="接入二维码" ecc="medium" />
          <p className="enrol-figures">{made.code}</p>
          <p className="m">{new URL('/m/scan', made.link).href}</p>
          <p className="m">{timeWords(made.codeUntil)} 前有效，只能用一次。</p>
        </div>
      )}
    </DeskDialog>
  );
}
