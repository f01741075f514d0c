import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '#platform/server/database.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import { reportCategories } from '../engine/report-categories.ts';
import { makeCast, raiseReport, type TestCast } from '../factory.ts';
import { readCase } from './read-case.ts';
import { readForm } from './read-form.ts';

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => new Date('2026-03-02T02:00:00.000Z') });
  cast = await makeCast(database);
});
afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const natures = [...new Map(reportCategories.map((category) => [category.nature, category.key]))];

test.each(natures)('the form of a report promises for a matter of %s the very day that the answer is due', async (_, category) => {
  const form = await database.read(cast.author.actor, (tx) => readForm(tx, 'report'));
  const of = await raiseReport(database, cast, { category });
  const found = await database.read(cast.author.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
  expect(found.clocks.find((clock) => clock.clock === 'reply')!.dueOn).toBe(form.answerByCategory[category]);
});

test('the form of a suggestion has one period for all categories', async () => {
  const form = await database.read(cast.author.actor, (tx) => readForm(tx, 'suggestion'));
  expect(form.answerByCategory).toEqual({});
});
