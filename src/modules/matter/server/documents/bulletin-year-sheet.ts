import writeXlsxFile from 'write-excel-file/node';
import type { Tx } from '#platform/server/database.ts';
import { readBulletinYear } from '../bulletins/read-bulletin-year.ts';

const columns = ['反映人', '界别', '报送', '单篇采用', '综合采用', '原稿转送', '上级采用', '领导批示'] as const;

/** The year's list of submissions and adoptions as an Excel sheet, as {@link readBulletinYear} counts them. Texts are written as text. */
export async function bulletinYearSheet(tx: Tx, year: number): Promise<{ name: string; bytes: Buffer }> {
  const { items } = await readBulletinYear(tx, year);
  const heading = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#F5F6F8' }));
  const rows = items.map((one) => [
    { value: one.author, type: String },
    { value: one.group, type: String },
    ...[one.submitted, one.single, one.compiled, one.original, one.adopted, one.instructed].map((value) => ({ value, type: Number })),
  ]);
  const bytes = await writeXlsxFile([heading, ...rows], {
    columns: [{ width: 12 }, { width: 24 }, ...Array.from({ length: 6 }, () => ({ width: 10 }))],
    stickyRowsCount: 1,
    sheet: `${year}年`,
  }).toBuffer();
  return { name: `${year}年社情民意信息报送采用情况.xlsx`, bytes };
}
