import { newId } from '#platform/contract/identifiers.ts';
import { tables } from '#platform/server/database.ts';
import type { Field } from '../../contract/field.ts';
import type { Conversion, Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { ActContext } from '../engine/act-context.ts';
import { send, textOf } from '../engine/act-context.ts';
import { startClock } from '../engine/clocks.ts';
import { emptyMatter } from '../engine/empty-matter.ts';
import { frozenText, inStoredOrder } from '../engine/frozen-text.ts';
import { searchText } from '../engine/search.ts';
import type { MatterRow, MatterTables } from '../tables.ts';

/**
 * Turns the case into one of another kind, as the act declares it (议案转建议, 提案转社情民意, 督事转建议 …): same people with their confirmations, same
 * files, the story before it; a new life and, later, a number of its own. The old number stays with the old case.
 */
export async function convert(context: ActContext): Promise<void> {
  context.patch.converted_into = await makeFrom(context, context.act.converts!, context.case.matter.kind);
}

/** Makes a second case of a part of this one, with the same people; this one goes on. */
export async function split(context: ActContext): Promise<void> {
  await makeFrom(context, context.act.converts!, null);
}

async function makeFrom(context: ActContext, conversion: Conversion, source: string | null): Promise<string> {
  const to = kindOf(conversion.to);
  const submitted = conversion.arrives !== to.first;
  const made = newMatter(context, to, conversion, submitted, source);
  const db = tables<MatterTables>(context.tx);
  // A context of its own for the new case: its clocks start with this act, under its own kind, and are written after its own row.
  const patch: ActContext['patch'] = {};
  const started: ActContext['started'] = [];
  if (conversion.starts)
    startClock({ ...context, kind: to, case: { ...context.case, kind: to, matter: made }, patch, started }, conversion.starts);
  const row = { ...made, ...(patch as { due_at?: Date }) };
  send(
    context,
    db
      .insertInto('matter')
      .values({ ...row, form: JSON.stringify(row.form), units: null, search: submitted ? searchText(row) : '' })
      .execute(),
  );
  if (started.length > 0) send(context, db.insertInto('matter_clock').values(started.map(asStored)).execute());
  if (submitted) carryText(context, made);
  if (submitted) carrySigners(context, made.id);
  writeOrigin(context, to, made);
  context.words.into = to.words.name;
  context.words.newTitle = made.title;
  // Not a filling of any sentence: kinds that are numbered after commit find the new case by it.
  context.words.madeId = made.id;
  return made.id;
}

function newMatter(context: ActContext, to: Kind, conversion: Conversion, submitted: boolean, source: string | null): MatterRow {
  const {
    tx,
    case: { matter },
  } = context;
  const title = textOf(context.input, 'title') || matter.title;
  const form: Record<string, unknown> = {
    ...formFrom(context, to, conversion),
    ...(to.form.some((one) => one.name === 'title') ? { title } : {}),
  };
  const kept = { author_id: matter.author_id, author_name: matter.author_name, author_title: matter.author_title };
  return {
    ...emptyMatter,
    ...kept,
    delegation_id: matter.delegation_id,
    collective: matter.collective,
    signer_count: matter.signer_count,
    body_id: matter.body_id,
    id: newId(tx.now.getTime()),
    kind: to.kind,
    state: conversion.arrives,
    stage: to.states[conversion.arrives]!.stage,
    title,
    form: inStoredOrder(form),
    frozen: submitted,
    revision: 1,
    field: typeof form.field === 'string' ? form.field : matter.field,
    openness: matter.openness,
    visibility: to.visibility,
    address: matter.address,
    lon: matter.lon,
    lat: matter.lat,
    region_code: matter.region_code,
    origin_id: matter.id,
    source: source ?? 'split',
    source_key: source && matter.id,
    created_at: tx.now,
    changed_at: tx.now,
    submitted_at: submitted ? tx.now : null,
  };
}

/** Fields of the same name are kept; the others are made of the texts that the conversion names, the act's own before the form's. */
function formFrom(context: ActContext, to: Kind, conversion: Conversion): Record<string, unknown> {
  const { matter } = context.case;
  const known: Record<string, unknown> = { ...matter.form, address: matter.address, ...context.input };
  const made: Record<string, unknown> = {};
  for (const field of to.form) {
    const named = conversion.text[field.name];
    const value = named
      ? joined(
          field,
          named.map((name) => known[name]),
        )
      : context.kind.kind === to.kind || field.input === 'files'
        ? matter.form[field.name]
        : sameField(context, field);
    if (value !== undefined && value !== null && value !== '') made[field.name] = value;
  }
  return made;
}

/** A field that both forms have with the same input goes over as it is: 类别, 是否公开, 希望由谁办. */
function sameField(context: ActContext, field: Field): unknown {
  const old = context.kind.form.find((one) => one.name === field.name);
  return old?.input === field.input ? context.case.matter.form[field.name] : undefined;
}

function joined(field: Field, values: readonly unknown[]): unknown {
  const given = values.filter((value) => value !== undefined && value !== null && value !== '');
  if (given.length === 0) return undefined;
  if (field.input === 'list')
    return given.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : linesOf(value))).slice(0, field.max ?? 20);
  if (field.input === 'line' || field.input === 'text')
    return given
      .map((value) => (Array.isArray(value) ? value.join('\n') : String(value)))
      .join('\n\n')
      .slice(0, field.max ?? 10_000);
  return given[0];
}

/** A text written line by line, as the points of a list; a point is no longer than the list takes. */
function linesOf(value: unknown): string[] {
  return String(value)
    .split('\n')
    .map((line) => line.trim().slice(0, 2_000))
    .filter(Boolean);
}

/** The text as it was filed under the new kind, so that it can be proved later as any other. */
function carryText(context: ActContext, made: MatterRow): void {
  const text = frozenText(made, context.tx.now);
  send(
    context,
    tables<MatterTables>(context.tx)
      .insertInto('matter_text')
      .values({ ...text, form: JSON.stringify(text.form) })
      .execute(),
  );
}

/** A started clock as a statement of its own takes it: its parts that are JSON as text. */
function asStored(clock: ActContext['started'][number]) {
  return {
    ...clock,
    period: null,
    explanation: clock.explanation && JSON.stringify(clock.explanation),
    pauses: JSON.stringify(clock.pauses),
  };
}

/** Whoever stood under the old text stands under what became of it, and hears of it. */
function carrySigners(context: ActContext, id: string): void {
  const signers = context.case.parties.filter(
    (party) => party.role === 'signer' && party.state === 'confirmed' && party.withdrew_at === null,
  );
  if (signers.length === 0) return;
  send(
    context,
    tables<MatterTables>(context.tx)
      .insertInto('matter_party')
      .values(signers.map((party) => ({ ...party, matter_id: id, version: 1 })))
      .execute(),
  );
}

function writeOrigin(context: ActContext, to: Kind, made: MatterRow): void {
  const {
    tx,
    kind,
    case: { matter },
  } = context;
  send(
    context,
    tables<MatterTables>(tx)
      .insertInto('matter_history')
      .values({
        body_id: made.body_id,
        id: newId(tx.now.getTime()),
        matter_id: made.id,
        revision: 1,
        at: tx.now,
        act: context.name,
        label: `转为${to.words.name}`,
        line: `由${kind.words.name}${matter.number_text ?? ''}《${matter.title}》${kind.kind === to.kind ? '分出' : '转来'}`,
        actor_id: tx.actor.personId,
        actor_name: tx.actor.name,
        organisation_id: tx.actor.bodyId ?? tx.actor.unitId,
        organisation_name: null,
        audience: 'all',
        handling_id: null,
        files: [],
      })
      .execute(),
  );
}
