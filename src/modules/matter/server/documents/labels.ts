import { encodeQR } from 'qr';
import { sql } from 'kysely';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { addressesOfOrganisations, membersOf, organisationsByIds, postalAddressesOf } from '#modules/directory/server/index.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import type { makeLabels as labelsRoute } from '../../contract/intake.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { MatterTables } from '../tables.ts';
import type { Label } from './labels-sheet.ts';
import { labelPage } from './labels-sheet.ts';

/**
 * Labels of a selection as one page to print: units or proposers once each (to stick on envelopes, with the postal address where there is
 * one), or one for each matter's file with a QR code that opens the case. Only matters of the actor's body count. Throws `letters.none` where there is nothing to print.
 */
export async function makeLabels(
  tx: Tx,
  asked: BodyOf<typeof labelsRoute>,
  { publicUrl, phones }: Pick<Setting, 'publicUrl' | 'phones'>,
): Promise<string> {
  const bodyId = tx.actor.bodyId!;
  const body = (await organisationsByIds(tx, [bodyId])).get(bodyId)!;
  const labels = await makers[asked.of](tx, asked.matters, { publicUrl, phones, from: body.name });
  if (labels.length === 0)
    throw matterProblem('letters.none', { reason: asked.of === 'units' ? '还没有交办给承办单位。' : '没有找到这些事项。' });
  recordAct(tx, {
    bodyId,
    act: 'matter.make-labels',
    subjectKind: 'letters',
    subjectId: bodyId,
    detail: { of: asked.of, labels: labels.length },
  });
  return labelPage(labels, asked.sheet, asked.used);
}

interface Setting {
  readonly publicUrl: string;
  readonly from: string;
  /** Opens what is sealed of a person. */
  readonly phones: PhoneVault;
}

const makers: Readonly<Record<'units' | 'proposers' | 'files', (tx: Tx, ids: readonly string[], setting: Setting) => Promise<Label[]>>> = {
  units: async (tx, ids, { from }) => {
    const rows = await chosen(tx, ids);
    const units = [
      ...Map.groupBy(
        rows.flatMap((row) => row.units),
        (unit) => unit.id,
      ).values(),
    ];
    const addresses = await addressesOfOrganisations(
      tx,
      units.map(([unit]) => unit!.id),
    );
    return units
      .toSorted(([one], [other]) => one!.name.localeCompare(other!.name, 'zh'))
      .map((same) => ({
        head: `${same[0]!.name} 收`,
        lines: [addresses.get(same[0]!.id)].filter((line) => line !== undefined),
        foot: `${from} 寄（${same.length} 件）`,
        qr: null,
      }));
  },
  proposers: async (tx, ids, { from, phones }) => {
    const rows = await chosen(tx, ids);
    const people = new Map(
      (await membersOf(tx, tx.actor.bodyId!, { ids: rows.flatMap((row) => row.author_id ?? []) })).map((one) => [one.personId, one]),
    );
    const authors = new Map(rows.filter((row) => row.author_id !== null).map((row) => [row.author_id!, row]));
    const addresses = await postalAddressesOf(tx, phones, [...authors.keys()]);
    return [...authors.values()].map((row) => {
      const called = kindOf(row.kind).bodyKind === 'congress' ? '代表' : '委员';
      const position = people.get(row.author_id!)?.positions[0];
      return {
        head: `${row.author_name} ${called} 收`,
        lines: [addresses.get(row.author_id!), position, row.author_title].filter((line) => line !== undefined && line !== ''),
        foot: `${from} 寄`,
        qr: null,
      } as Label;
    });
  },
  files: async (tx, ids, { publicUrl, from }) =>
    (await chosen(tx, ids)).map((row) => ({
      head: row.number_short ? `${kindOf(row.kind).words.name} ${row.number_short} 号` : `${kindOf(row.kind).words.name}（未编号）`,
      lines: [row.title, [row.author_name, row.units.map((unit) => unit.name).join('、')].filter(Boolean).join(' ｜ ')],
      foot: from,
      qr: modulesOf(`${publicUrl}/desk/matters/${row.body_id}/${row.id}`),
    })),
};

/** The dark modules, without the quiet edge; the drawing has its own. */
function modulesOf(text: string): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
}

async function chosen(tx: Tx, ids: readonly string[]) {
  return await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['body_id', 'id', 'kind', 'number_short', 'title', 'author_id', 'author_name', 'author_title'])
    .select(
      sql<
        { id: string; name: string }[]
      >`coalesce((select json_agg(distinct jsonb_build_object('id', h.unit_id, 'name', h.unit_name)) from handling h
        where h.body_id = matter.body_id and h.matter_id = matter.id and h.state <> 'ended'), '[]')`.as('units'),
    )
    .where('body_id', '=', tx.actor.bodyId)
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .where('submitted_at', 'is not', null)
    .orderBy('number')
    .orderBy('id')
    .execute();
}
