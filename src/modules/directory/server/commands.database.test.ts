import { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import * as identity from '#modules/identity/contract/routes.ts';
import { listTerms, readMe } from '../contract/routes.ts';
import { directoryCommands } from './commands.ts';
import { makeCity, makeStaff, making, newTestPhone, testPhoneSecret } from './factory.ts';
import { endSeats } from './jobs.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function run(...words: string[]): Promise<string> {
  const program = new Command().exitOverride();
  directoryCommands(program, async () => ({ database: server.database, settings: { secret: testPhoneSecret } as never }));
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync(['node', 'cli', 'admin', ...words]);
    return said.mock.calls.flat().join('\n');
  } finally {
    said.mockRestore();
  }
}

test('an installation without demo data begins with a body and its administrators, who then sign in', async () => {
  const phone = newTestPhone();
  const body = ['--kind', 'congress', '--name', '宁海县人民代表大会', '--short', '宁海县人大', '--region', '330226'];
  expect(await run('add-body', ...body)).toMatch(/已新建 宁海县人民代表大会，编号 [\da-f-]{36}/);
  expect(await run('add-administrator', '--organisation', '宁海县人民代表大会', '--name', '钱管理', '--phone', phone)).toContain(
    '系统管理员',
  );
  const words = ['--organisation', '宁海县人民代表大会', '--name', '孙安全', '--phone', newTestPhone(), '--role', 'securityAdministrator'];
  expect(await run('add-administrator', ...words)).toContain('安全管理员');
  await server.call(identity.requestCode, { body: { phone } });
  const answer = await server.call(identity.signInWithCode, { body: { phone, code: server.messages.at(-1)!.code! } });
  const headers = { cookie: answer.cookies[0]! };
  // A phone is one factor; the password that is set now is the other.
  expect((await server.call(identity.changePassword, { body: { next: 'Qingshan-lvshui-7' } }, headers)).status).toBe(200);
  expect((await server.call(readMe, {}, headers)).body).toMatchObject({
    seat: { title: '宁海县人大系统管理员', roles: ['administrator'] },
  });
  expect((await server.call(listTerms, {}, headers)).body).toEqual({ items: [] });
});

test('what cannot be is refused in words', async () => {
  await expect(run('add-body', '--kind', 'party', '--name', 'x', '--short', 'x', '--region', '330226')).rejects.toThrow('--kind 应为');
  await expect(run('add-body', '--kind', 'cppcc', '--name', 'x', '--short', 'x', '--region', '339999')).rejects.toThrow('没有这个区划代码');
  const to = (organisation: string, phone: string, role: string) =>
    run('add-administrator', '--organisation', organisation, '--name', '某某', '--phone', phone, '--role', role);
  await expect(to('没有的机构', newTestPhone(), 'auditor')).rejects.toThrow('没有找到这个机构');
  await expect(to('没有的机构', '123', 'auditor')).rejects.toThrow('11 位手机号');
  await expect(to('没有的机构', newTestPhone(), 'clerk')).rejects.toThrow('--role 应为');
});

test('seats whose last day is over are closed at night', async () => {
  const seat = await making(server.database, async (tx) => await makeStaff(tx, (await makeCity(tx)).congress, ['clerk']));
  const sql = (text: string) => withClient(server.isolated.adminUrl, async (client) => (await client.query(text)).rows as unknown[]);
  await sql(`update post set to_day = current_date - 1 where id = '${seat.seatId}'`);
  await endSeats.handle(server.database, {}, { id: 'x', signal: new AbortController().signal });
  expect(await sql(`select status from post where id = '${seat.seatId}'`)).toEqual([{ status: 'ended' }]);
});
