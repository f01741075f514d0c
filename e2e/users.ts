import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { visit, type TerminalName } from './browser.ts';

/** Demo accounts as the sign-in page shows them: words of the title, and where several share it, words of what they are for. */
export const accounts = {
  deputy: ['明州市人大代表', '随手拍督事'],
  otherDeputy: ['明州市人大代表', '被邀请联名'],
  twoSeats: ['明州市人大代表（两级代表）'],
  member: ['明州市政协委员', '界别内'],
  secondMember: ['明州市政协委员', '被邀请联名，附议'],
  thirdMember: ['明州市政协委员', '被邀请联名，报社情民意'],
  screener: ['明州市人大代表工作处处长'],
  officeLeader: ['明州市人大代表工作委员会主任'],
  committee: ['城建环资工委主任'],
  leader: ['明州市人大常委会副主任'],
  proposalOffice: ['明州市政协提案处处长'],
  proposalLeader: ['明州市政协', '审定立案和交办'],
  housingClerk: ['市住建局办公室督查专员'],
  housingOfficer: ['市住建局城市更新处负责人'],
  housingHead: ['市住建局分管负责人'],
  financeClerk: ['市财政局办公室督查专员'],
  transportClerk: ['市交通运输局', '会办提案和建议'],
  dutyDesk: ['云塘街道值班受理员'],
  gridWorker: ['云塘街道专职网格员'],
  streetLeader: ['云塘街道主任'],
  administrator: ['明州市人大系统管理员'],
  securityAdministrator: ['明州市人大安全管理员'],
  auditor: ['明州市人大审计员'],
} as const satisfies Record<string, readonly string[]>;

export type AccountName = keyof typeof accounts;

/** Somebody at a terminal of a running installation, signed in by one click. */
export class User {
  readonly page: Page;
  readonly terminal: TerminalName;
  readonly context: BrowserContext;
  /** As the sign-in page writes it. */
  readonly name: string;

  private constructor(page: Page, terminal: TerminalName, name: string) {
    this.page = page;
    this.terminal = terminal;
    this.name = name;
    this.context = page.context();
    page.setDefaultTimeout(20_000);
  }

  /** Opens the terminal as a fresh visitor and signs in with a press on the demo account. */
  static async enter(
    browser: Browser,
    url: string,
    terminal: 'mobile' | 'desk',
    account: AccountName,
    options?: BrowserContextOptions,
  ): Promise<User> {
    const context = await visit(browser, terminal, { baseURL: url, ...options });
    const page = await context.newPage();
    const home = terminal === 'mobile' ? '/m/' : '/desk/';
    await page.goto(home);
    const button = accounts[account]
      .reduce<Locator>((buttons, words) => buttons.filter({ hasText: words }), page.getByRole('button'))
      .first();
    const user = new User(page, terminal, await button.locator('b').innerText());
    await button.click();
    await page.getByText('演示账号').waitFor({ state: 'detached' });
    // Who works at the desk is taken there.
    if (!page.url().includes(home)) await page.goto(home);
    if (terminal === 'mobile') await user.keepSize();
    return user;
  }

  /** Answers the question of the first run: the standard version. */
  private async keepSize(): Promise<void> {
    const keep = this.page.getByRole('button', { name: '就用标准版' });
    await keep.click();
    await keep.waitFor({ state: 'detached' });
  }

  /** Goes to an address of the own terminal, e.g. `/report`. */
  async go(path: string): Promise<void> {
    await this.page.goto(`${this.terminal === 'mobile' ? '/m' : '/desk'}${path}`);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
  }

  async write(label: string | RegExp, words: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(words);
  }

  /** One of several that exclude each other. */
  async choose(name: string): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check();
  }

  /** Presses the button of the question that lies over the page. */
  async confirm(name: string): Promise<void> {
    await this.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  }

  /** Does an act of the open case on the desk: by its button, or else from the list of the others; `fill` fills in its form. */
  async act(name: string, fill: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> {
    const words = new RegExp(`^${name}`);
    const direct = this.page.getByRole('main').getByRole('button', { name: words });
    const others = this.page.getByRole('button', { name: /^(其他|办理)/ });
    await direct.or(others).first().waitFor();
    if ((await direct.count()) === 0) await others.click();
    // The page may still be on its way from the act before: then the button appears beside the open list.
    await direct
      .or(this.page.getByRole('menuitem', { name: words }))
      .first()
      .click();
    const dialog = this.page.getByRole('dialog');
    await fill(dialog);
    await dialog.getByRole('button', { name: words }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Puts exactly these units into a field of the desk: what the page proposes by itself depends on the demo city's past, which moves with the day. */
  async pickUnits(field: string, units: readonly string[]): Promise<void> {
    const box = this.page.getByRole('combobox', { name: field });
    const proposed = this.page.locator('.ant-select-multiple').filter({ has: box }).locator('.ant-select-selection-item');
    for (let left = await proposed.count(); left > 0; left -= 1) {
      await box.press('Backspace');
      await proposed.nth(left - 1).waitFor({ state: 'detached' });
    }
    for (const unit of units) {
      await box.fill(unit);
      await this.page.locator('.ant-select-dropdown:visible').getByText(unit, { exact: true }).click();
    }
    await box.press('Escape');
  }

  /** Waits until the page shows these words. */
  async sees(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** What the page shows, for whoever looks into a failure. */
  async whereabouts(): Promise<string> {
    const picture = join(tmpdir(), `luzhitong-failed-${process.pid}-${Date.now()}.png`);
    await this.page.screenshot({ path: picture });
    return `${this.page.url()} (${picture})\n${await this.page.locator('body').ariaSnapshot()}`;
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
