import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#platform/contract/identifiers.ts';
import { Database } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { migrate } from '#platform/server/migrate.ts';
import { openPostgres, wipePostgres } from '#platform/server/postgres/open-postgres.ts';
import { addressesAt, createDatabase } from '#platform/server/postgres/provide-database.ts';
import { makeCity, makeMember, making, signInForTest } from '#modules/directory/server/factory.ts';
import { makeAttendee, makeMeeting } from '#modules/meeting/server/factory.ts';
import type { DrawnPaper } from '#modules/meeting/server/papers/demo-pdf.ts';
import { papersDb } from '#modules/meeting/server/papers/find-paper.ts';
import { benchSecret } from '../matters/open-matters.ts';
import { startServer } from '../product-process.ts';

/** The product with one meeting, one deputy and one long paper of the class 内部, served from `folder`. */
export async function openPaperServer(folder: string, paper: DrawnPaper) {
  // PostgreSQL's own user must be able to enter.
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  const server = await openPostgres({ dataDir: join(folder, 'postgres'), purpose: 'bench' });
  await createDatabase(server.url('postgres'), 'luzhitong', benchSecret);
  await migrate({ url: server.url('luzhitong'), secret: benchSecret });
  const urls = addressesAt(server.url('luzhitong'), benchSecret);
  const database = new Database(urls);
  const { seat, meetingId } = await plant(database, data, paper);
  const { cookie } = await signInForTest(database, seat.accountId);
  const [name, value] = cookie!.split('=') as [string, string];
  const product = await startServer({ DATABASE_URL: urls.adminUrl, SECRET: benchSecret, DATA_DIR: data, DEMO: 'off' });
  return {
    url: product.url,
    cookie: { name, value },
    list: `/m/meeting/${meetingId}/papers`,
    close: async () => {
      await product.stop();
      await database.close();
      await server.close();
      await wipePostgres(join(folder, 'postgres'));
    },
  };
}

async function plant(database: Database, data: string, paper: DrawnPaper) {
  const files = new FileRoom({ settings: { kind: 'folder', path: join(data, 'files') }, dataDir: data });
  return await making(database, async (tx) => {
    const city = await makeCity(tx);
    const seat = await makeMember(tx, city.congress, { name: '林知远' });
    const meeting = await makeMeeting(tx, city.congress, {});
    await makeAttendee(tx, meeting, { seat, certificateNumber: '0012' });
    const [paperId, title] = [newId(), '政府工作报告和预算草案汇编'];
    const of = { body_id: meeting.bodyId, meeting_id: meeting.id };
    const prepared = await files.prepare(`${title}.pdf`, () => Promise.resolve(paper.bytes));
    const owner = { bodyId: meeting.bodyId, personId: seat.personId, unitId: null };
    const file = await files.insert(tx, prepared, owner, { kind: 'paper', id: paperId });
    await papersDb(tx)
      .insertInto('paper')
      .values({
        ...of,
        id: paperId,
        title,
        class: 'internal',
        state: 'issued',
        position: 1,
        version: 1,
        issued_at: tx.now,
        changed_at: tx.now,
      })
      .execute();
    const texts = { page_texts: JSON.stringify(paper.texts), page_sizes: JSON.stringify(paper.texts.map(() => paper.size)) };
    await papersDb(tx)
      .insertInto('paper_version')
      .values({
        ...of,
        ...texts,
        paper_id: paperId,
        version: 1,
        file_id: file.id,
        media_type: 'application/pdf',
        bytes: paper.bytes.length,
        pages: paper.texts.length,
        made_by: '大会秘书处',
        made_at: tx.now,
      })
      .execute();
    return { seat, meetingId: meeting.id };
  });
}
