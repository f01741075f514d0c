import { randomInt } from 'node:crypto';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { act, choicesOf, takeSeat, type CaseAddress, type Seat } from './seats.ts';
import { setStage } from './stage.ts';
import type { AccountName, User } from './users.ts';

/**
 * The stories of 提案, 议案 and 社情民意 through the pages of those whom they are about. Steps that other stories show already (a unit's receipt,
 * drafting, signing) go through the API.
 */
const { enter: at } = setStage();

const seat = (account: AccountName) => takeSeat(inject('demoUrl'), account);

/** Distinguishes what this attempt writes from what earlier ones wrote into the same city. */
let once = 0;
beforeEach(() => {
  once = randomInt(1_000, 10_000);
});

/** The case whose page the user has open. */
function openCase({ page }: User, kind: string): CaseAddress {
  const [bodyId, matterId] = /\/matters\/([^/]+)\/([^/?]+)/.exec(page.url())!.slice(1);
  return { kind, bodyId: bodyId!, matterId: matterId! };
}

/** Ticks off every ground in the aside of the queue. */
async function lookAtGrounds({ page }: User): Promise<void> {
  const unlooked = page.getByRole('complementary', { name: '当前件' }).getByRole('button', { name: /：未核$/ });
  await unlooked.first().waitFor();
  for (let left = await unlooked.count(); left > 0; left -= 1) await unlooked.first().click();
}

async function score({ page }: User, points: Readonly<Record<string, number>>): Promise<void> {
  for (const [criterion, given] of Object.entries(points)) {
    await page.getByRole('slider', { name: criterion, exact: true }).fill(String(given));
  }
}

describe('提案', () => {
  let title = '';
  beforeEach(() => {
    title = `关于在云塘${once}号路口设置公交专用道的提案`;
  });

  test('from two co-signers over three units to ratings from both sides that nobody sees first', { timeout: 240_000 }, async () => {
    const author = await at('mobile', 'member');
    const [second, third] = [await seat('secondMember'), await seat('thirdMember')];
    await write(author, [second, third]);
    const of = openCase(author, 'proposal');
    // The office's words are those of a CPPCC: nobody is a 代表 here.
    await author.sees('征集联名');
    expect(await author.page.getByRole('main').innerText()).not.toContain('代表');
    for (const one of [second, third]) await act(one, of, 'confirm', { version: 1 });
    await author.sees(`${second.name}、${third.name}`);
    await author.press('提交提案');
    await author.confirm('提交提案');
    await author.sees('待审核');

    const office = await at('desk', 'proposalOffice');
    await file(office);
    await author.sees(/第\d+号|提案\d+号/);
    await assign(office);
    await handle(author, of);
    await rateFromBothSides(author);
  });

  async function write(author: User, others: readonly Seat[]): Promise<void> {
    const { page } = author;
    await page.getByRole('link', { name: '提提案' }).click();
    await page.getByText('填写须知').click();
    await author.sees(/一事一件|一事一案/);
    await author.write('案由', title);
    await author.choose('委员个人或联名');
    await author.choose('城建交通');
    await author.write('情况', '云塘路口早高峰公交平均时速不到九公里，七条线路三百多班次在此排队，上班的人常常迟到。');
    await author.write('分析', '路口没有公交优先，右转车长时间占用最外侧车道。');
    await author.write('第 1 条', '由交通运输部门在早晚高峰设置公交专用道。');
    await author.choose('同意全文公开');
    await author.press('邀请联名');
    await page.getByRole('button', { name: '选人', exact: true }).click();
    for (const { name } of others) {
      await page.getByLabel(/姓名或拼音/).fill(name);
      await page.getByRole('checkbox', { name }).check();
    }
    await author.press('选好了，共 2 位');
    await author.press('邀请 2 位联名');
    await page.waitForURL(/\/matters\//);
  }

  async function file(office: User): Promise<void> {
    const { page } = office;
    await office.go('/screening?kind=proposal');
    await page.getByRole('heading', { name: '提案审核' }).waitFor();
    await page.getByRole('row').filter({ hasText: title }).click();
    const aside = page.getByRole('complementary', { name: '当前件' });
    await aside.getByRole('heading', { name: title }).waitFor();
    await aside.getByRole('heading', { name: '不予立案的情形' }).waitFor();
    await lookAtGrounds(office);
    await aside.getByRole('button', { name: /^立案/ }).click();
    await page.getByRole('row').filter({ hasText: title }).waitFor({ state: 'detached' });
  }

  async function assign(office: User): Promise<void> {
    const { page } = office;
    await office.go(`/assignment?kind=proposal&words=${encodeURIComponent(`${once}号路口`)}`);
    await page.getByRole('row').filter({ hasText: title }).click();
    const aside = page.getByRole('complementary', { name: '当前件' });
    await aside.getByRole('button', { name: '主办和会办' }).click();
    await office.pickUnits('主办单位', ['市住建局']);
    await office.pickUnits('会办单位', ['市财政局', '市交通运输局']);
    await aside.getByRole('button', { name: '交办这一件' }).click();
    await page.getByRole('row').filter({ hasText: title }).waitFor({ state: 'detached' });
  }

  /** Opinions arrive one after the other on the page that the author has open; then the talk and the letter. */
  async function handle(author: User, of: CaseAddress): Promise<void> {
    const [clerk, officer, head, finance, transport] = await Promise.all(
      (['housingClerk', 'housingOfficer', 'housingHead', 'financeClerk', 'transportClerk'] as const).map(seat),
    );
    await author.sees('谁在办');
    for (const one of [clerk!, finance!, transport!]) await act(one, of, 'signFor');
    const opinions = ['专用道标线和电子警察所需经费可列入明年交通改善专项。', '早晚高峰试行三个月，同步调整七条线路的停靠站位。'];
    await act(finance!, of, 'giveOpinion', { words: opinions[0] });
    await author.sees(opinions[0]!);
    expect(await author.page.getByText(opinions[1]!).count()).toBe(0);
    await act(transport!, of, 'giveOpinion', { words: opinions[1] });
    await author.sees(opinions[1]!);
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const words = '与提案人在路口数了一小时车，商定先试行再定线。';
    await act(officer!, of, 'recordContact', { phase: 'during', manner: 'site', at: hourAgo, place: '云塘路口', words });
    await author.sees('办理协商记录');
    await author.sees(/办理中，走访现场/);
    const classes = await choicesOf(officer!, of, 'draftReply', 'answerClass');
    await act(officer!, of, 'draftReply', { words: '提案收悉。早晚高峰公交专用道自下月起试行。', answerClass: classes[0] });
    await act(officer!, of, 'startSignoff', { head: head!.personId });
    await act(head!, of, 'signOff');
    await act(clerk!, of, 'issueReply', { documentNumber: '明建提〔2026〕31号' });
    await author.sees('早晚高峰公交专用道自下月起试行');
  }

  async function rateFromBothSides(author: User): Promise<void> {
    await author.press('评价办理');
    await author.sees('您的评价先密封，双方都评了才同时公开。');
    await author.choose('满意');
    await score(author, { 组织领导: 18, 协商沟通: 24, 办理实效: 34, 答复质量: 14 });
    await author.sees('合计 90 / 100 分');
    await author.press('评价办理');
    await author.sees('已评，双方都评后公开');

    const officer = await at('mobile', 'housingOfficer');
    await officer.go(`/matters?view=unit&words=${encodeURIComponent(`${once}号路口`)}`);
    await officer.page.getByRole('link').filter({ hasText: title }).first().click();
    await officer.sees('早晚高峰公交专用道自下月起试行');
    expect(await officer.page.getByText('90 分').count()).toBe(0);
    await officer.press('评价提案');
    await score(officer, { 科学性: 16, 严肃性: 17, 可行性: 20, 规范性: 13, 影响性: 14 });
    await officer.sees('合计 80 / 100 分');
    await officer.press('评价提案');
    await officer.sees('90 分，优秀');

    await author.sees('80 分，良好');
    await author.sees('办结');
  }
});

describe('议案', () => {
  /** Which the demo city has under way, two signers short. */
  const title = '关于制定残疾人无障碍出行保障条例的议案';

  test('one signer short is refused; with enough it is filed', { retry: 0 }, async () => {
    const author = await at('mobile', 'otherDeputy');
    await author.go('/matters?view=drafts');
    await author.page.getByRole('link').filter({ hasText: title }).click();
    await author.sees(/还差 2 人/);
    const of = openCase(author, 'motion');
    const [first, last] = [await seat('deputy'), await seat('twoSeats')];
    await act(first, of, 'confirm', { version: 1 });
    await author.sees(/还差 1 人/);
    const own = await seat('otherDeputy');
    await expect(act(own, of, 'submit')).rejects.toThrow(/还差 1 人/);
    expect(await author.page.getByRole('button', { name: '提交议案' }).isDisabled()).toBe(true);

    await act(last, of, 'confirm', { version: 1 });
    await author.sees(/已够 10 人/);
    await uninviteTheOthers(own, of);
    await author.press('提交议案');
    await author.confirm('提交议案');
    await author.sees(/待登记|闭会待转交/);
  });

  test('the presidium puts one on the agenda; another is converted and goes on as a suggestion', { retry: 0 }, async () => {
    const leader = await at('desk', 'officeLeader');
    const { page } = leader;
    const aside = page.getByRole('complementary', { name: '当前件' });
    await leader.go('/screening?kind=motion&queue=presidium');
    await page.getByRole('heading', { name: '议案处理' }).waitFor();
    const onAgenda = await aside.getByRole('heading', { level: 2 }).first().innerText();
    await decide(leader, '列入本次会议议程');
    await page.getByRole('row').filter({ hasText: onAgenda }).waitFor({ state: 'detached' });
    const converted = await aside.getByRole('heading', { level: 2 }).first().innerText();
    await decide(leader, '不作为议案处理');
    await page.getByRole('row').filter({ hasText: converted }).waitFor({ state: 'detached' });

    await leader.go('/screening?kind=motion&queue=onAgenda');
    await page.getByRole('row').filter({ hasText: onAgenda }).waitFor();

    await leader.go('/screening?kind=motion&queue=notMotion');
    await page.getByRole('row').filter({ hasText: converted }).click();
    await aside.getByRole('button', { name: /^转为建议/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^转为建议/ })
      .click();
    await page.getByRole('row').filter({ hasText: converted }).waitFor({ state: 'detached' });

    const became = converted.replace(/议案$/, '建议');
    await leader.go('/screening?kind=suggestion&sort=arrival');
    await page.getByRole('row').filter({ hasText: became }).dblclick();
    await page.getByRole('heading', { level: 1, name: became }).waitFor();
    await leader.sees(/由议案转来/);
  });

  async function decide({ page }: User, decision: string): Promise<void> {
    await page
      .getByRole('complementary', { name: '当前件' })
      .getByRole('button', { name: /^登记主席团决定/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '会议', exact: true }).fill('主席团第三次会议');
    await dialog.getByLabel('决定日期').last().fill('2026-11-20');
    await dialog.getByRole('button', { name: decision, exact: true }).click();
    const last = dialog.getByLabel('末次主席团会议时间').last();
    if (decision.startsWith('不作')) await last.fill('2026-11-21T09:00');
    await dialog.getByRole('textbox', { name: '理由' }).fill('同意专门委员会的处理意见。');
    await dialog.getByRole('button', { name: /^登记主席团决定/ }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Whoever was asked and has not answered must not stand under what is filed. */
  async function uninviteTheOthers(own: Seat, of: CaseAddress): Promise<void> {
    interface Parties {
      readonly parties: readonly { readonly state: string; readonly person: { readonly id: string } }[];
    }
    const { parties } = await own.call<Parties>('GET', `/api/matters/${of.bodyId}/${of.matterId}`);
    const people = parties.filter((one) => one.state === 'invited').map((one) => one.person.id);
    if (people.length > 0) await act(own, of, 'uninvite', { people });
  }
});

describe('社情民意', () => {
  let title = '';
  let beside: readonly string[] = [];
  beforeEach(() => {
    title = `云塘${once}幢楼顶太阳能热水器成批老化脱落`;
    beside = [`云塘${once}幢外墙保温层鼓包`, `云塘${once}幢雨棚螺栓锈断`];
  });

  test('woven with two others into a bulletin, adopted above, instructed on; the author sees each step', { timeout: 240_000 }, async () => {
    const author = await at('mobile', 'member');
    await report(author);
    for (const [index, account] of (['secondMember', 'thirdMember'] as const).entries()) await reportAlike(account, beside[index]!);

    const editor = await at('desk', 'proposalOffice');
    await compile(editor);
    await author.sees(/政协信息 \d+ 年第 \d+ 期/);

    const { page } = editor;
    await editor.go(`/matters?kind=sentiment&words=${encodeURIComponent(`云塘${once}幢`)}`);
    await page.getByRole('row').filter({ hasText: title }).first().dblclick();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await editor.act('登记上级采用', async (dialog) => {
      await dialog.getByRole('button', { name: '上级政协' }).click();
      await dialog.getByRole('button', { name: '综合采用' }).click();
      await dialog.getByLabel('采用日期').last().fill('2026-11-22');
      await dialog.getByRole('textbox', { name: '刊物和期号' }).fill('省政协信息第 212 期');
    });
    await author.sees(/上级政协综合采用/);
    await editor.act('登记领导批示', async (dialog) => {
      await dialog.getByRole('button', { name: '本级党委、政府' }).click();
      await dialog.getByRole('textbox', { name: '批示领导' }).fill('市政府分管副市长');
      await dialog.getByLabel('批示日期').last().fill('2026-11-23');
      await dialog.getByRole('textbox', { name: '批示内容' }).fill('请住建部门入冬前排查一遍。');
    });
    await author.sees('请住建部门入冬前排查一遍。');
    await author.sees('跟踪落实');
  });

  async function report(author: User): Promise<void> {
    await author.page.getByRole('link', { name: '报社情民意' }).click();
    await author.write('标题', title);
    await author.choose('委员个人或联名');
    await author.choose('城建交通');
    await author.write('情况和建议', '楼顶的太阳能热水器。');
    await author.sees('已写 10 字，至少 40 字');
    await author.write('情况和建议', wordsOf(title));
    await author.choose('一般');
    await author.press('提交社情民意');
    await author.confirm('提交社情民意');
    await author.sees('待编辑');
  }

  const wordsOf = (what: string) =>
    `${what}，上月大风天掉下来两次，幸好没有伤人。这批设备装了十五年，产权分散，没有人管。建议由街道牵头普查，由物业维修资金统一拆除。`;

  async function reportAlike(account: AccountName, what: string): Promise<void> {
    const one = await seat(account);
    const matterId = crypto.randomUUID().replace(/^.{8}-.{4}-4/, '01990000-0000-7');
    await one.call('POST', `/api/raise/sentiment/${matterId}`, {
      form: { title: what, raisedBy: 'people', field: '城建交通', words: wordsOf(what), urgency: 'ordinary' },
    });
  }

  async function compile(editor: User): Promise<void> {
    const { page } = editor;
    // The latest ones are due last, pages below the urgent ones.
    await editor.go(`/bulletins?words=${encodeURIComponent(`云塘${once}幢`)}`);
    for (const what of [title, ...beside]) {
      const row = page.getByRole('row').filter({ hasText: what }).first();
      await row.getByRole('checkbox').check();
    }
    await page.getByRole('button', { name: /把 3 篇编成一期/ }).click();
    await page.getByRole('textbox', { name: '标题' }).fill(`老旧小区高处附着物${once}处隐患要抓紧排查`);
    await page.getByRole('button', { name: '取过来', exact: true }).first().click();
    await page.getByRole('textbox', { name: '报送哪里' }).fill('省政协、市委办公室');
    await page.getByRole('button', { name: '编号编发' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '签发人' }).fill('盛晓荷');
    await dialog.getByRole('button', { name: '编发', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
});
