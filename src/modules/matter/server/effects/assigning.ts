import type { Place } from '../../contract/field.ts';
import type { ActContext } from '../engine/act-context.ts';
import { begunHandling } from '../engine/begun-handling.ts';
import type { NamedUnit } from '../engine/begun-handling.ts';
import { changeHandling, listOf, textOf } from '../engine/act-context.ts';
import { currentHandlings } from '../engine/case.ts';
import { startClock, voidClocks } from '../engine/clocks.ts';
import { reportCategory } from '../engine/report-categories.ts';
import { assignableUnits, staffNames, unitOfPlace } from '../engine/surroundings.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { HandlingRow } from '../tables.ts';

/** Assigns units (DOMAIN §1.6): one alone, a lead with co-handlers, or several that each answer their part. Also adds co-handlers later. */
export async function assign(context: ActContext): Promise<void> {
  const { input } = context;
  const lead = textOf(input, 'lead');
  const roles: [string, string][] =
    input.mode === 'separate'
      ? listOf(input, 'separate').map((unit) => [unit, 'separate'])
      : [
          ...(lead ? [[lead, input.mode === 'lead' ? 'lead' : 'sole'] as [string, string]] : []),
          ...(input.mode === 'sole' ? [] : listOf(input, 'co').map((unit): [string, string] => [unit, 'co'])),
        ];
  const wanted = new Map(roles.toReversed());
  const there = new Set(currentHandlings(context.case).map((one) => one.unit_id));
  const units = (await assignableUnits(context.tx, context.case.matter.body_id, [...wanted.keys()].toReversed())).filter(
    (unit) => !there.has(unit.id),
  );
  if (units.length === 0) throw matterProblem('matter.unit-unknown');
  for (const unit of units) open(context, newHandling(context, unit, wanted.get(unit.id)!));
  if (context.case.matter.assigned_at === null) context.patch.assigned_at = context.tx.now;
  const said = units.map((unit) => `${unit.shortName}${context.kind.handlingRoles[wanted.get(unit.id)!]}`).join('、');
  context.words.units = said;
  context.organisations.handler = units.map((unit) => unit.id);
}

/** Takes the handling away and gives its share to another unit, with its clocks anew. */
export async function reassign(context: ActContext): Promise<void> {
  const { handling } = context;
  const [unit] = await assignableUnits(context.tx, context.case.matter.body_id, [textOf(context.input, 'unit')]);
  if (!handling || !unit || currentHandlings(context.case).some((one) => one.unit_id === unit.id))
    throw matterProblem('matter.unit-unknown');
  voidClocks(context, (clock) => clock.handling_id === handling.id);
  changeHandling(context, handling.id, { state: 'ended', ended_at: context.tx.now });
  open(context, newHandling(context, unit, handling.role));
  context.words.unit = unit.shortName;
  context.organisations.dutyDesk = [unit.id];
  context.organisations.allHandlers = [unit.id];
}

/** Keeps why a unit says that the case is not its own, and whose it says it is, until the office decides (退办). */
export async function keepObjection(context: ActContext): Promise<void> {
  const unitId = textOf(context.input, 'unit') || null;
  const [unit] = unitId ? await assignableUnits(context.tx, context.case.matter.body_id, [unitId]) : [];
  changeHandling(context, context.handling!.id, {
    objection: { reason: textOf(context.input, 'reason'), unitId, unitName: unit?.name ?? null, at: context.tx.now.toISOString() },
  });
  context.words.unit = context.handling!.unit_short_name;
}

/** Keeps where a matter is and what it is about, without sending it to anybody yet. */
export async function locate(context: ActContext): Promise<void> {
  await keepPlace(context);
}

/** Sends a report to the grassroots unit of its place at once, and keeps where it is and how urgent its category makes it. */
export async function route(context: ActContext): Promise<void> {
  const { matter } = context.case;
  const found = await keepPlace(context);
  Object.assign(context.patch, { voice_id: (matter.form.voice as string | undefined) ?? null, assigned_at: context.tx.now });
  context.words.place = found.address;
  open(context, newHandling(context, { id: found.unitId, name: found.unitName, shortName: found.unitShortName }, 'sole'));
  context.words.unit = found.unitShortName;
}

/** Writes place and category of the form onto the matter; answers with the grassroots unit that has the place. */
async function keepPlace(context: ActContext) {
  const { matter } = context.case;
  const place = matter.form.place as Place;
  const category = reportCategory(String(matter.form.category ?? ''));
  const found = await unitOfPlace(context.tx, matter.body_id, place);
  Object.assign(context.patch, {
    category: category?.key ?? null,
    field: category?.group ?? null,
    nature: category?.nature ?? 'help',
    region_code: found.regionCode,
    grid_id: found.gridId,
    address: place.address,
    lon: place.lon ?? null,
    lat: place.lat ?? null,
  });
  return { ...found, address: place.address };
}

/** The duty desk sends one of its grid workers. */
export async function dispatch(context: ActContext): Promise<void> {
  const { handling } = context;
  const worker = textOf(context.input, 'worker');
  const name = (await staffNames(context.tx, handling!.unit_id, [worker], ['gridWorker'])).get(worker)!;
  voidClocks(context, (clock) => clock.clock === 'work' && clock.handling_id === handling!.id);
  changeHandling(context, handling!.id, { worker_id: worker, worker_name: name, received_at: handling!.received_at ?? context.tx.now });
  context.words.worker = name;
  context.people.worker = [worker];
}

/** The unit says which of its divisions and people handles the case; also on signing for it. */
export async function appointOfficer(context: ActContext): Promise<void> {
  const { handling } = context;
  const officer = textOf(context.input, 'officer');
  const name = officer ? (await staffNames(context.tx, handling!.unit_id, [officer])).get(officer)! : null;
  const division = textOf(context.input, 'division');
  changeHandling(context, handling!.id, {
    received_at: handling!.received_at ?? context.tx.now,
    ...(division ? { division } : {}),
    ...(officer ? { officer_id: officer, officer_name: name } : {}),
  });
  context.words.person = name ?? division;
  if (officer) context.people.worker = [officer];
}

function newHandling({ case: { matter }, tx }: ActContext, unit: NamedUnit, role: string): HandlingRow {
  return begunHandling(matter, unit, role, tx.now);
}

/** The clocks that begin with a handling, by its role: only what its kind declares. */
const opening: Readonly<Record<string, readonly string[]>> = {
  co: ['receive', 'objection', 'coOpinion'],
  principal: ['receive', 'objection', 'contact', 'dispatch', 'reply'],
};

function open(context: ActContext, handling: HandlingRow): void {
  changeHandling(context, handling.id, handling);
  // The clocks' rows refer to nothing but the matter, so they may travel before the handling's own row.
  for (const clock of opening[handling.role] ?? opening.principal!)
    if (clock in context.kind.clocks) startClock(context, clock, { handling });
}
