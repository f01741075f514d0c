import type { Database, Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { Settings } from '#platform/server/settings.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { bodiesOf, loadDemo as loadDirectoryDemo } from '#modules/directory/server/index.ts';
import { publishRules } from '#modules/profile/server/index.ts';
import { dayOf, startOfDay } from '#platform/contract/instant.ts';
import { loadDemo as loadMatterDemo } from '#modules/matter/server/index.ts';
import { loadDemo as loadMeetingDemo } from '#modules/meeting/server/index.ts';

/** One part of the demo data, written in one transaction together with the note that it is there. */
export interface DemoSeed {
  /** Stable name. */
  readonly name: string;
  /** What is being written, in words for whoever waits. */
  readonly words: string;
  readonly write: (tx: Tx, around: SeedSurroundings) => Promise<unknown>;
}

export interface SeedSurroundings {
  readonly settings: Settings;
  readonly files: FileRoom;
  /** Tells whoever waits how far it is. */
  readonly say: (words: string) => void;
}

/** The demo city 明州市, part by part; later parts stand on earlier ones. */
export const demoSeeds: readonly DemoSeed[] = [
  {
    name: 'directory',
    words: '区划、单位、人员和账号',
    write: async (tx, { settings }) => {
      const [{ seedDirectory }, { cityTexts }] = await Promise.all([loadDirectoryDemo(), loadMatterDemo()]);
      return await seedDirectory(tx, { secret: settings.secret, texts: cityTexts });
    },
  },
  { name: 'profile', words: '各级的办理规则', write: publishDemoRules },
  {
    name: 'matter',
    words: '三年的建议、督事、提案和社情民意',
    write: async (tx, { files, say }) => {
      const { seedMatters } = await loadMatterDemo();
      return await seedMatters(tx, { files, say: (words) => say(`  ${words}`) });
    },
  },
  {
    name: 'meeting',
    words: '两会、常委会会议和视察活动',
    write: async (tx, { files, say }) => {
      const { seedMeetings } = await loadMeetingDemo();
      await seedMeetings(tx, { files, say: (words) => say(`  ${words}`) });
    },
  },
];

/** Three versions of the city congress's rules and one of every other body's, so that the rules desk has a past to show. */
async function publishDemoRules(tx: Tx): Promise<void> {
  const year = Number(dayOf(tx.now).slice(0, 4));
  for (const body of await bodiesOf(tx)) {
    const at = (day: string) => ({ validFrom: day, publishedAt: startOfDay(day), publishedBy: '代表工作机构' });
    const first = { ...at(`${year - 4}-01-01`), departures: {}, note: '首次发布' };
    await publishRules(tx, body.id, first);
    if (body.level !== 'city' || body.kind !== 'congress') continue;
    const shorterContact = { firstContactPeriod: { amount: 15, unit: 'workingDay' } } as const;
    await publishRules(tx, body.id, { ...at(`${year - 1}-03-12`), departures: { redoLimit: 1 }, note: '随代表法修订调整' });
    await publishRules(tx, body.id, {
      ...at(`${year}-01-01`),
      departures: { redoLimit: 1, ...shorterContact },
      note: '首次联系代表缩短为十五个工作日',
    });
  }
}

/** Writes the parts that are not there yet. Cut off in the middle, the next start goes on with the part that was under way. */
export async function seedDemo(database: Database, seeds: readonly DemoSeed[], around: SeedSurroundings): Promise<void> {
  const there = await database.read(
    systemActor,
    async (tx) => {
      const rows = await tables<PlatformTables>(tx).selectFrom('seed_run').select('name').execute();
      return new Set(rows.map((row) => row.name));
    },
    { access: 'worker' },
  );
  for (const seed of seeds.filter(({ name }) => !there.has(name))) {
    const begun = performance.now();
    around.say(`正在准备演示数据：${seed.words}……`);
    await database.transact(
      systemActor,
      async (tx) => {
        await seed.write(tx, around);
        await tables<PlatformTables>(tx).insertInto('seed_run').values({ name: seed.name, at: tx.now }).execute();
      },
      { access: 'worker' },
    );
    around.say(`  完成（${((performance.now() - begun) / 1_000).toFixed(1)} 秒）`);
  }
}
