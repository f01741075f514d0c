import type { DemoAccountOffer } from '#modules/identity/server/index.ts';
import type { Role } from '../../contract/seat.ts';
import { memberTitle } from '../seat-rules.ts';
import { demoPhone } from './draw-people.ts';
import type { DemoCity, DemoOrganisation, DemoPerson } from './plan.ts';

type Offer = Pick<DemoAccountOffer, 'group' | 'words' | 'terminal'>;

/** One account for each role, for the demo's sign-in page; their people get the phones 154 0000 0001 and on. */
export function drawOffers(city: DemoCity): DemoAccountOffer[] {
  const offers: DemoAccountOffer[] = [];
  const offer = (person: DemoPerson, title: string, rest: Offer) => {
    person.phone = demoPhone(offers.length + 1);
    offers.push({ accountId: person.accountId, name: person.name, title, phone: person.phone, ...rest });
  };
  const member = (shortName: string, rest: Offer, more: { group?: string; double?: boolean; nth?: number } = {}) => {
    const body = city.organisations.find((one) => one.shortName === shortName && (one.kind === 'congress' || one.kind === 'cppcc'))!;
    offer(memberOf(city, body, more), `${memberTitle(body.kind, body.shortName)}${more.double ? '（两级代表）' : ''}`, rest);
  };
  const staff = (shortName: string, role: Role, rest: Offer, division?: string) => {
    const organisation = city.organisations.find((one) => one.shortName === shortName)!;
    const post = city.posts.find(
      (one) =>
        one.organisationId === organisation.id &&
        one.roles.includes(role) &&
        (role !== 'dutyDesk' || one.roles.length === 1) &&
        (division === undefined || one.division === division),
    )!;
    offer(personOf(city, post.personId), `${shortName}${post.title}`, rest);
  };
  offerMembers(member);
  offerStaff(staff);
  offerMore(member, staff);
  offerCppcc(member, staff);
  return offers;
}

type OfferMember = (shortName: string, rest: Offer, more?: { group?: string; double?: boolean; nth?: number }) => void;
type OfferStaff = (shortName: string, role: Role, rest: Offer, division?: string) => void;

function offerMembers(member: OfferMember): void {
  const of = (words: string): Offer => ({ group: '代表与委员', words, terminal: 'mobile' });
  member('明州市人大', of('随手拍督事、提建议、邀人联名、看办理、评满意'), { group: '云津区代表团' });
  member('明州市人大', of('被邀请联名，附议另一位代表的建议'), { group: '云津区代表团', nth: 1 });
  member('云津区人大', of('在区级提建议、报督事'));
  member('北渡镇人大', of('在镇级提建议、报督事'));
  member('明州市人大', of('同时是区人大代表：可切换工作身份'), { double: true });
  member('明州市政协', of('界别内的政协委员：提提案、报社情民意、发起议事'));
}

function offerStaff(staff: OfferStaff): void {
  const desk = (group: string, words: string): Offer => ({ group, words, terminal: 'desk' });
  staff('明州市人大', 'clerk', desk('人大机关', '审查建议、拟定交办、跟踪期限'));
  staff('明州市人大', 'officeLeader', desk('人大机关', '审定交办、批延期、发布规则'));
  staff('明州市人大', 'committee', desk('人大机关', '重点督办'));
  staff('明州市人大', 'leader', desk('人大机关', '领办重点建议'));
  staff('明州市人大', 'dutyDesk', desk('人大机关', '督事值班，改派和催办'));
  staff('云津区人大', 'clerk', desk('人大机关', '区级代表工作'));
  staff('明州市政协', 'clerk', desk('政协机关', '提案审查、交办，遴选重点提案、评优'));
  staff('市住建局', 'unitClerk', desk('承办单位', '签收、分办、申请退办'));
  staff('市住建局', 'unitOfficer', desk('承办单位', '联系代表、起草答复'));
  staff('市住建局', 'unitHead', desk('承办单位', '签发答复'));
  staff('市财政局', 'unitClerk', desk('承办单位', '作为会办单位出具意见'));
  staff('云塘街道', 'dutyDesk', desk('基层单元', '受理督事、派给网格员'));
  staff('云塘街道', 'gridWorker', { group: '基层单元', words: '接单、现场处置、拍照回复', terminal: 'mobile' });
  staff('云塘街道', 'unitHead', desk('基层单元', '看本街道办理情况'));
  staff('明州市人大', 'administrator', desk('管理', '人员、岗位、机构、届次、导入名册'));
  staff('明州市人大', 'securityAdministrator', desk('管理', '授权、停用账号、结束登录'));
  staff('明州市人大', 'auditor', desk('管理', '查看审计记录'));
}

/** Offered after all others, whose phones stay as they were. */
function offerMore(member: OfferMember, staff: OfferStaff): void {
  const phone = (words: string): Offer => ({ group: '代表与委员', words, terminal: 'mobile' });
  member('明州市政协', phone('被邀请联名，附议另一位委员的提案'), { nth: 1 });
  member('明州市政协', phone('被邀请联名，报社情民意、发起议事'), { nth: 2 });
  staff('明州市政协', 'officeLeader', { group: '政协机关', words: '审定立案和交办、评优秀提案', terminal: 'desk' });
  staff('市交通运输局', 'unitClerk', { group: '承办单位', words: '会办提案和建议，报告办理情况', terminal: 'desk' });
}

/** Further accounts of CPPCC committees, offered last for the same reason. */
function offerCppcc(member: OfferMember, staff: OfferStaff): void {
  const desk = (words: string): Offer => ({ group: '政协机关', words, terminal: 'desk' });
  member('云津区政协', { group: '代表与委员', words: '在区级提提案、报社情民意、发起议事', terminal: 'mobile' });
  staff('明州市政协', 'clerk', desk('编辑社情民意，编发信息专报'), '研究室信息处');
  staff('明州市政协', 'committee', desk('督办重点提案'), '社会和法制委员会');
  staff('明州市政协', 'leader', desk('领办重点提案'));
}

function memberOf(
  city: DemoCity,
  body: DemoOrganisation,
  { group, double = false, nth = 0 }: { group?: string; double?: boolean; nth?: number },
): DemoPerson {
  const groupId = group === undefined ? null : city.groups.find((one) => one.body_id === body.id && one.name === group)?.id;
  const held = city.mandates.filter((mandate) => mandate.to === null);
  const seats = Map.groupBy(held, (mandate) => mandate.personId);
  const fitting = held.filter(
    (mandate) =>
      mandate.bodyId === body.id &&
      (groupId === null || mandate.groupId === groupId) &&
      seats.get(mandate.personId)?.length === (double ? 2 : 1),
  );
  return personOf(city, fitting[nth]!.personId);
}

function personOf(city: DemoCity, id: string): DemoPerson {
  return city.people.get(id)!;
}
