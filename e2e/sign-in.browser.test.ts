import type { Page } from 'playwright-core';
import { describe, expect, inject, onTestFailed, onTestFinished, test } from 'vitest';
import { visit } from './browser.ts';
import { takeSeat } from './seats.ts';
import { setStage } from './stage.ts';
import { accounts, type AccountName } from './users.ts';

/** Ways of signing in, and being signed out by somebody else, in real browsers: what only a browser can do (passkeys, cookies, open pages). */
const stage = setStage();
const at = stage.enter;

/** A fingerprint reader that always knows its owner, in place of the machine's own. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The demo's account of that name, as its sign-in page tells it. */
async function demoAccount(account: AccountName): Promise<{ phone: string; password: string; name: string }> {
  const answer = await fetch(`${inject('demoUrl')}/api/identity/demo/accounts`);
  const { groups } = (await answer.json()) as {
    groups: { accounts: { title: string; words: string; phone: string; password: string; name: string }[] }[];
  };
  const wanted = accounts[account];
  return groups.flatMap((group) => group.accounts).find((one) => wanted.every((words) => `${one.title}${one.words}`.includes(words)))!;
}

describe('a passkey', () => {
  test('made on the desk signs in again, without a password', async () => {
    const clerk = await at('desk', 'screener');
    await withAuthenticator(clerk.page);
    await clerk.go('/account');
    const passkeys = clerk.page
      .getByRole('region', { name: '通行密钥' })
      .or(clerk.page.locator('.sec', { hasText: '通行密钥' }))
      .first();
    await passkeys.getByRole('button', { name: '添加' }).click();
    await passkeys.getByRole('button', { name: '删除' }).first().waitFor();
    await clerk.context.clearCookies();
    await clerk.page.goto('/desk/account');
    await clerk.press('通行密钥');
    await clerk.sees('登录着的设备');
    await clerk.sees('本机');
    await clerk.page.getByRole('row', { name: /本机/ }).getByText('通行密钥', { exact: true }).first().waitFor();
  });

  test('made on the phone signs in again there', async () => {
    const deputy = await at('mobile', 'otherDeputy');
    await withAuthenticator(deputy.page);
    await deputy.go('/me/account');
    await deputy.press('添加这台设备');
    await deputy.press('验证并添加');
    await deputy.sees('已添加，下次可直接用指纹或面容登录');
    await deputy.context.clearCookies();
    await deputy.page.goto('/m/me/account');
    await deputy.press('指纹、面容或通行密钥');
    await deputy.sees('登录着的设备');
    await deputy.sees(/通行密钥.*现在用的/);
  });
});

describe('an administrator', () => {
  test('gives a password and then the code that the phone gets', async () => {
    const { phone, password, name } = await demoAccount('administrator');
    const context = await visit(stage.browser, 'desk', { baseURL: inject('demoUrl') });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto('/desk/account');
    await page.getByLabel('手机号').fill(phone);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText(`${name}，密码已通过`).waitFor();
    expect((await page.request.get('/api/me')).status()).toBe(401);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByRole('button', { name: /^填入 \d{6}/ }).click();
    await page.getByRole('button', { name: '确认登录' }).click();
    await page.getByText('密码 + 短信验证码').first().waitFor();
  });
});

describe('an account that the security administrator disables', () => {
  test('is signed out everywhere at once, and cannot sign in until it is enabled again', async () => {
    const colleague = await at('desk', 'committee');
    const there = await at('mobile', 'committee');
    const guard = await at('desk', 'securityAdministrator');
    const me = (await (await colleague.page.request.get('/api/me')).json()) as { person: { id: string } };
    // Whatever fails below, the demo's account must not stay shut for whoever comes next.
    onTestFailed(async () => {
      const administrator = await takeSeat(inject('demoUrl'), 'securityAdministrator');
      await administrator.call('POST', `/api/identity/people/${me.person.id}/enable`, {});
    });
    await guard.go(`/people/${me.person.id}`);
    await guard.press('停用账号');
    await guard.write('原因', '离岗');
    await guard.confirm('停用账号');
    await guard.sees('已停用');
    // Answered means ended everywhere: the very next request of each is refused, and open pages show the sign-in by themselves.
    for (const one of [colleague, there]) expect((await one.page.request.get('/api/me')).status()).toBe(401);
    for (const one of [colleague, there]) await one.page.getByText('演示账号').first().waitFor();
    await colleague.page.getByRole('button', { name: colleague.name }).first().click();
    await colleague.page.getByRole('alert').filter({ hasText: '不正确' }).waitFor();
    await guard.press('启用账号');
    await guard.sees('正常');
    await colleague.page.getByRole('button', { name: colleague.name }).first().click();
    await colleague.page.getByText('演示账号').waitFor({ state: 'detached' });
  });
});
