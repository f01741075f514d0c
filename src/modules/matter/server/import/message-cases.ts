import { setImmediate } from 'node:timers/promises';
import { dayOf } from '#platform/contract/instant.ts';
import type { Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { grassrootsUnitFor, membersOf, organisationsByIds, unitsFor } from '#modules/directory/server/index.ts';
import type { MemberOfBody } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { Rules } from '../engine/act-context.ts';
import type { Rows } from '../engine/case-rows.ts';
import { CaseRows } from '../engine/case-rows.ts';
import { reportCategory } from '../engine/report-categories.ts';
import { searchText } from '../engine/search.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { Message } from './message-rules.ts';

/** What an import asks of the body once: its rules of today, its deputies and the units that its reports go to. */
export interface ImportSurroundings {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly rules: Rules;
  readonly members: readonly MemberOfBody[];
  readonly units: readonly ReportUnit[];
}

interface ReportUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly regionCode: string;
}

/** Reads them; `authorId` leaves that one deputy. Throws `import.file` where the body has no deputy or no unit yet. */
export async function importSurroundings(database: Database, bodyId: string, authorId: string | null): Promise<ImportSurroundings> {
  return await database.read(
    systemActor,
    async (tx) => {
      const [rules, bodies, near, members] = await Promise.all([
        rulesFor(tx, bodyId),
        organisationsByIds(tx, [bodyId]),
        unitsFor(tx, bodyId, 'grassrootsUnit'),
        membersOf(tx, bodyId, authorId ? { ids: [authorId] } : {}),
      ]);
      const body = bodies.get(bodyId)!;
      const fallback = near.length > 0 ? null : await grassrootsUnitFor(tx, body.regionCode);
      const units = fallback ? [fallback] : near;
      if (units.length === 0 || members.length === 0)
        throw matterProblem('import.file', {
          reason: `${body.name}还没有${units.length > 0 ? '代表' : '基层单位'}，先在管理页面登记再导入。`,
        });
      return { bodyId, bodyName: body.shortName, rules, members, units };
    },
    { access: 'worker' },
  );
}

/**
 * The cases of some messages as rows, complete but for their numbers. Imported reports enter at `now`: their clocks run from then, the time of
 * the message stays in the text. The body's deputies raise them in turn.
 */
export async function casesOf(around: ImportSurroundings, messages: readonly Message[], now: Date): Promise<Rows[]> {
  const { members, units } = around;
  const cases: Rows[] = [];
  for (const [index, message] of messages.entries()) {
    // Lets the statements under way go on.
    if (index % 25 === 0) await setImmediate();
    cases.push(caseOf(around, members[index % members.length]!, unitFor(units, message), message, now));
  }
  return cases;
}

/** The unit that the message's place names; else one by the message's key, so that a repetition goes to the same. */
function unitFor(units: readonly ReportUnit[], { key, place }: Message): ReportUnit {
  const named = place && units.find((one) => one.name.includes(place.slice(0, 2)));
  return named || units[hash(key) % units.length]!;
}

function caseOf(around: ImportSurroundings, author: MemberOfBody, unit: ReportUnit, message: Message, now: Date): Rows {
  const category = reportCategory(message.category);
  const address = message.place || unit.shortName;
  const words = `${message.words}（${dayOf(message.at)}来信）`;
  const of = new CaseRows({
    kind: kindOf('report'),
    rules: around.rules,
    now,
    at: now,
    matter: {
      body_id: around.bodyId,
      title: message.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      source: 'import',
      source_key: message.key,
      form: { words, title: message.title, category: message.category, place: { address } },
      category: message.category,
      field: category?.group ?? null,
      nature: category?.nature ?? 'help',
      address,
      region_code: unit.regionCode,
      assigned_at: now,
    },
  });
  const handling = of.handling(unit, 'sole', now);
  const desk = { kind: 'unit' as const, id: unit.id, name: unit.name, role: 'dutyDesk' };
  for (const clock of ['dispatch', 'objection', 'reply']) of.clock(clock, now, null, desk, { handlingId: handling.id });
  // As in the life of every report, the line is told before there is a number (docs/decisions/0006-numbers-after-commit.md).
  const actor = { id: author.personId, name: `${author.name}代表`, organisationId: around.bodyId, organisation: around.bodyName };
  of.tell('submit', now, actor, { unit: unit.shortName }, handling);
  of.add('handling', { ...handling });
  of.matter.search = searchText(of.matter);
  return of.finish('received');
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + character.codePointAt(0)!) >>> 0;
  return value;
}
