import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { PrintKind } from '../../../contract/places/print-kinds.ts';
import { printKinds } from '../../../contract/places/print-kinds.ts';
import type { SheetKind } from '../../../contract/places/routes.ts';
import { placesSheet, printPlaces, sheetKinds } from '../../../contract/places/routes.ts';
import { PickField } from './fields.tsx';

const notes: Readonly<Record<PrintKind, string>> = {
  badges: 'A4 每张四个，带裁切线；姓名、证号、区、二维码',
  badgePages: '90×130 毫米，每页一个，直接进证卡机',
  tableCards: 'A4 每张两个，对折，两面都是姓名',
  seatLabels: 'A4 每张二十七个，60×30 毫米',
  byGroup: '按团组，谁坐哪里、走哪个门',
  bySeat: '按区和排，每个座位是谁',
  rooms: '按房号，含餐桌和饮食要求',
  coaches: '按车，点名用',
};

/** Everything that can be printed or taken out as Excel. */
export function PrintDialog({ meetingId, seatingId, onClose }: { meetingId: string; seatingId?: string; onClose: () => void }) {
  const [category, setCategory] = useState('');
  const only = category ? { category: category as AttendeeCategory } : {};
  const print = (kind: PrintKind) =>
    saveFrom(printPlaces, { params: { meetingId, kind }, query: { seatingId, ...only } }, `${printKinds[kind]}.pdf`);
  const sheet = (kind: SheetKind) =>
    saveFrom(placesSheet, { params: { meetingId, kind }, query: { seatingId } }, `${sheetKinds[kind]}.xlsx`);
  return (
    <DeskDialog title="导出、打印" note="PDF 里带字体，换哪台机器打印都一样" onClose={onClose} width={620}>
      <PickField
        label="打印哪些人"
        value={category}
        choices={[['', '全部人员'], ...Object.entries(attendeeCategories)]}
        onChange={setCategory}
      />
      <div className="print-grid">
        {(Object.keys(printKinds) as PrintKind[]).map((kind) => (
          <Line key={kind} name={printKinds[kind]} note={notes[kind]} form="PDF" take={() => print(kind)} />
        ))}
        {(Object.keys(sheetKinds) as SheetKind[]).map((kind) => (
          <Line
            key={kind}
            name={sheetKinds[kind]}
            note={kind === 'lodging' ? '改好可以再读回来' : '一人一行'}
            form="Excel"
            take={() => sheet(kind)}
          />
        ))}
      </div>
    </DeskDialog>
  );
}

function Line({ name, note, form, take }: { name: string; note: string; form: string; take: () => Promise<void> }) {
  const { say } = useUndo();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      await take();
      say(`已保存：${name}`);
    } catch (error) {
      say(`没有做好：${wordsOf(error)}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <b>{name}</b>
      <span className="s">{note}</span>
      <Button small busy={busy} onPress={() => void start()}>
        {form}
      </Button>
    </div>
  );
}
