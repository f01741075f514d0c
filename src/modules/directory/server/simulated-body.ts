import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import { beginSession, openPhoneVault, sessionCookie } from '#modules/identity/server/index.ts';
import { initialsOf } from './names.ts';
import { writeMandates, writePeople, writePosts } from './people-import/write-people.ts';
import type { DirectoryTables } from './tables.ts';

/** Somebody of a simulated body, signed in: `cookie` is the header that his phone or desk sends. */
export interface SimulatedSeat {
  readonly personId: string;
  readonly seatId: string;
  readonly cookie: string;
}

const db = (tx: Tx) => tables<DirectoryTables>(tx);
const region = { code: '339900', name: '明州市', level: 'city', parent_code: null } as const;

/**
 * Lays out a congress that a simulation stands on, in a database of its own (access `worker`): a clerk at its office and a deputy for each of
 * `names`, each with an account and a session on one device. `secret` is the installation's, with which phones are sealed.
 */
export async function layOutBody(
  tx: Tx,
  secret: string,
  names: readonly string[],
): Promise<{ bodyId: string; office: SimulatedSeat; members: SimulatedSeat[] }> {
  const from = addDays(dayOf(tx.now), -300);
  const { bodyId, termId, groupId } = await layOutCongress(tx, from);
  const people = ['大会秘书处', ...names].map((name, place) => ({
    id: newId(),
    accountId: newId(),
    seatId: newId(),
    name,
    gender: 'female' as const,
    birthYear: null,
    // 154 is assigned to nobody.
    phone: `154${String(place).padStart(8, '0')}`,
    publicFigure: place > 0,
  }));
  await writePeople(tx, openPhoneVault(secret), people, null);
  const [clerk, ...deputies] = people;
  const mandates = deputies.map(({ id, seatId }) => ({
    id: seatId,
    personId: id,
    groupId,
    electoralUnit: region.name,
    positions: [],
    certificateNumber: null,
    from,
  }));
  await writeMandates(tx, bodyId, termId, mandates);
  const { id: personId, seatId } = clerk!;
  const post = { id: seatId, personId, organisationId: bodyId, inBody: true, division: '', title: '会务', from };
  await writePosts(tx, [{ ...post, roles: ['clerk'] }]);
  const seats = await Promise.all(people.map((one, place) => signedIn(tx, one, place === 0 ? 'Chrome Windows' : 'iPhone Mobile Safari')));
  return { bodyId, office: seats[0]!, members: seats.slice(1) };
}

async function layOutCongress(tx: Tx, from: string): Promise<{ bodyId: string; termId: string; groupId: string }> {
  const [bodyId, termId, groupId] = [newId(), newId(), newId()];
  await db(tx)
    .insertInto('region')
    .values(region)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const [name, shortName] = ['明州市人民代表大会', '明州市人大'];
  await db(tx)
    .insertInto('organisation')
    .values({
      id: bodyId,
      kind: 'congress',
      name,
      short_name: shortName,
      initials: initialsOf(name, shortName),
      level: region.level,
      region_code: region.code,
      parent_id: null,
    })
    .execute();
  await db(tx).insertInto('term').values({ body_id: bodyId, id: termId, number: 1, from_day: from, to_day: null }).execute();
  await db(tx).insertInto('member_group').values({ body_id: bodyId, id: groupId, place: 0, kind: 'delegation', name: '代表团' }).execute();
  return { bodyId, termId, groupId };
}

async function signedIn(
  tx: Tx,
  person: { readonly id: string; readonly accountId: string; readonly seatId: string },
  userAgent: string,
): Promise<SimulatedSeat> {
  const { token } = await beginSession(tx, { accountId: person.accountId, method: 'code', userAgent, address: '127.0.0.1' });
  return { personId: person.id, seatId: person.seatId, cookie: `${sessionCookie}=${token}` };
}
