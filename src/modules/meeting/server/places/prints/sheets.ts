import writeXlsxFile from 'write-excel-file/node';
import type { Tx } from '#platform/server/database.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { SheetKind } from '../../../contract/places/routes.ts';
import { sheetKinds } from '../../../contract/places/routes.ts';
import { listLodging } from '../lodging.ts';
import { meetingOf } from '../../core/find.ts';
import { readPrint } from './prints.ts';
import type { PrintPerson } from './print-data.ts';

/** A sheet before it is written: heads with their widths, and rows of texts. */
interface SheetData {
  readonly name: string;
  readonly title: string;
  readonly heads: readonly (readonly [string, number])[];
  readonly rows: readonly (readonly string[])[];
}

/** The rows of a sheet. The one of lodging has the columns that are read back in. */
export async function readSheet(tx: Tx, meetingId: string, kind: SheetKind, seatingId: string | undefined): Promise<SheetData> {
  const meeting = await meetingOf(tx, meetingId);
  const title = sheetKinds[kind];
  const told = { name: `${meeting.title}${title}.xlsx`, title };
  if (kind === 'lodging') return { ...told, ...lodgingSheet((await listLodging(tx, meetingId)).items) };
  const { people } = await readPrint(tx, meetingId, kind === 'seats' ? 'byGroup' : 'coaches', seatingId ? { seatingId } : {});
  return { ...told, ...(kind === 'seats' ? seatSheet(people) : coachSheet(people)) };
}

/** Every text is written as text, so that none of it can ever be a formula (formula injection). */
export async function makeSheet({ name, title, heads, rows }: SheetData): Promise<{ name: string; bytes: Buffer }> {
  const heading = heads.map(([value]) => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#F5F6F8' }));
  const body = rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String })));
  const bytes = await writeXlsxFile([heading, ...body], {
    columns: heads.map(([, width]) => ({ width })),
    stickyRowsCount: 1,
    sheet: title,
  }).toBuffer();
  return { name, bytes };
}

function seatSheet(people: readonly PrintPerson[]): Pick<SheetData, 'heads' | 'rows'> {
  return {
    heads: [
      ['团组', 20],
      ['姓名', 12],
      ['类别', 12],
      ['座位', 18],
      ['区', 14],
      ['门', 14],
      ['证号', 12],
      ['单位职务', 36],
    ],
    rows: people.map((one) => [
      one.group,
      one.name,
      attendeeCategories[one.category],
      one.seat,
      one.block,
      one.door,
      one.certificate,
      one.title || one.unit,
    ]),
  };
}

function coachSheet(people: readonly PrintPerson[]): Pick<SheetData, 'heads' | 'rows'> {
  return {
    heads: [
      ['车号', 12],
      ['姓名', 12],
      ['团组', 20],
      ['上车点', 24],
      ['类别', 12],
    ],
    rows: people.map((one) => [one.coach, one.name, one.group, one.stop, attendeeCategories[one.category]]),
  };
}

function lodgingSheet(items: Awaited<ReturnType<typeof listLodging>>['items']): Pick<SheetData, 'heads' | 'rows'> {
  return {
    heads: [
      ['团组', 20],
      ['姓名', 12],
      ['性别', 6],
      ['酒店', 24],
      ['房号', 10],
      ['餐厅', 20],
      ['桌号', 8],
      ['饮食要求', 20],
      ['需要', 24],
      ['编号', 38],
    ],
    rows: items.map((one) => [
      one.groupName,
      one.name,
      one.gender === 'male' ? '男' : one.gender === 'female' ? '女' : '',
      one.hotel,
      one.room,
      one.hall,
      one.table,
      one.diet,
      one.needs,
      one.attendeeId,
    ]),
  };
}
