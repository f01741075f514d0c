import { randomUUID } from 'node:crypto';
import { accounts, type AccountName } from './users.ts';

/** A seat of the demo city that acts through the API. */
export interface Seat {
  readonly name: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly call: <Answer = { matterId: string; bodyId: string }>(method: string, path: string, body?: object | FormData) => Promise<Answer>;
}

/** Signs `account` in at the demo city `url` and takes its first seat. Every call is its own; a refusal is thrown with what the server said. */
export async function takeSeat(url: string, account: AccountName): Promise<Seat> {
  const at = (path: string) => `${url}${path}`;
  const wanted: readonly string[] = accounts[account];
  const { groups } = (await (await fetch(at('/api/identity/demo/accounts'))).json()) as {
    groups: { accounts: { accountId: string; title: string; words: string }[] }[];
  };
  const of = groups.flatMap((group) => group.accounts).find((one) => wanted.every((words) => `${one.title} ${one.words}`.includes(words)))!;
  const signed = await fetch(at('/api/identity/demo/sign-in'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ accountId: of.accountId }),
  });
  const cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const me = (await (await fetch(at('/api/me'), { headers: { cookie } })).json()) as {
    person: { id: string; name: string };
    seats: { id: string; organisation: { id: string } }[];
  };
  const [seat] = me.seats;
  return {
    name: me.person.name,
    personId: me.person.id,
    organisationId: seat!.organisation.id,
    call: async <Answer>(method: string, path: string, body?: object | FormData): Promise<Answer> => {
      const form = body instanceof FormData;
      const answer = await fetch(at(path), {
        method,
        headers: {
          cookie,
          'x-seat': seat!.id,
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
          ...(body && !form ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
  };
}

/** One case of the demo city, by which seats act on it. */
export interface CaseAddress {
  readonly kind: string;
  readonly bodyId: string;
  readonly matterId: string;
}

interface Offered {
  readonly acts: readonly {
    readonly act: string;
    readonly targetId: string | null;
    readonly fields: readonly { readonly name: string; readonly choices?: readonly { readonly value: string }[] }[];
  }[];
}

/** Does the act `name` as `seat`, on the share that the case offers it for. Throws what the server refuses. */
export async function act(seat: Seat, of: CaseAddress, name: string, input: object = {}): Promise<void> {
  const address = `/api/matters/${of.bodyId}/${of.matterId}`;
  const found = (await seat.call<Offered>('GET', address)).acts.find((one) => one.act === name);
  if (!found) throw new Error(`${name} is not offered`);
  const target = found.targetId ? `/${name.endsWith('Promise') ? 'commitments' : 'handlings'}/${found.targetId}` : '';
  await seat.call('POST', `${address}${target}/${of.kind}/${name}`, { input });
}

/** The values that the case offers `seat` for a field of an act. */
export async function choicesOf(seat: Seat, of: CaseAddress, name: string, field: string): Promise<readonly string[]> {
  const { acts } = await seat.call<Offered>('GET', `/api/matters/${of.bodyId}/${of.matterId}`);
  const choices = acts.find((one) => one.act === name)?.fields.find((one) => one.name === field)?.choices;
  if (!choices) throw new Error(`${name} offers no ${field}`);
  return choices.map((one) => one.value);
}
