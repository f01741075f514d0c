import type { Role } from '../../contract/seat.ts';
import { isBody } from '../seat-rules.ts';
import { addPerson } from './draw-people.ts';
import type { DemoCity, DemoOrganisation, DemoPost } from './plan.ts';

/** One post: its title, division and roles. */
interface Opening {
  readonly title: string;
  readonly division: string;
  readonly roles: readonly Role[];
}

const post = (title: string, division: string, ...roles: Role[]): Opening => ({ title, division, roles });

const administration = [
  post('系统管理员', '信息中心', 'administrator'),
  post('安全管理员', '信息中心', 'securityAdministrator'),
  post('审计员', '办公室', 'auditor'),
];

/** Who works in a body, by kind and level. */
const offices: Readonly<Record<string, readonly Opening[]>> = {
  'congress/city': [
    post('代表工作委员会主任', '代表工作委员会', 'officeLeader'),
    post('代表工作处处长', '代表工作委员会', 'clerk'),
    post('建议办理处四级调研员', '代表工作委员会', 'clerk'),
    post('建议办理处一级主任科员', '代表工作委员会', 'clerk'),
    post('督事值班员', '代表工作委员会', 'dutyDesk'),
    post('督事值班员', '代表工作委员会', 'dutyDesk'),
    post('城建环资工委主任', '城乡建设和环境资源工作委员会', 'committee'),
    post('社会建设工委副主任', '社会建设工作委员会', 'committee'),
    post('农业农村工委副主任', '农业与农村工作委员会', 'committee'),
    post('教科文卫工委副主任', '教育科学文化卫生工作委员会', 'committee'),
    post('常委会副主任', '领导', 'leader'),
    post('常委会副主任', '领导', 'leader'),
    post('常委会副主任', '领导', 'leader'),
    ...administration,
  ],
  'congress/county': [
    post('代表与选举任免工委主任', '代表与选举任免工委', 'officeLeader'),
    post('代表与选举任免工委副主任', '代表与选举任免工委', 'clerk'),
    post('代表联络科科长', '代表与选举任免工委', 'clerk'),
    post('督事值班员', '代表联络科', 'dutyDesk'),
    post('城建环资工委主任', '城建环资工委', 'committee'),
    post('常委会副主任', '领导', 'leader'),
    ...administration,
  ],
  'congress/township': [
    post('人大主席', '主席团', 'officeLeader', 'leader'),
    post('人大办主任', '人大办', 'clerk'),
    post('系统管理员', '党政办', 'administrator'),
    post('安全管理员', '党政办', 'securityAdministrator'),
  ],
  'cppcc/city': [
    post('提案委员会主任', '提案委员会', 'officeLeader'),
    post('提案处处长', '提案委员会', 'clerk'),
    post('提案处一级主任科员', '提案委员会', 'clerk'),
    post('社会和法制委员会副主任', '社会和法制委员会', 'committee'),
    post('副主席', '领导', 'leader'),
    post('副主席', '领导', 'leader'),
    ...administration,
  ],
  'cppcc/county': [
    post('提案委主任', '提案委', 'officeLeader'),
    post('提案委副主任', '提案委', 'clerk'),
    post('副主席', '领导', 'leader'),
    ...administration,
  ],
};

/** Posts of the CPPCC's information desk and committees. Drawn after all others, so that nobody else is called otherwise for them. */
const furtherOffices: Readonly<Record<string, readonly Opening[]>> = {
  'cppcc/city': [
    post('信息处处长', '研究室信息处', 'clerk'),
    post('信息处一级主任科员', '研究室信息处', 'clerk'),
    post('城乡建设和环境资源委员会副主任', '城乡建设和环境资源委员会', 'committee'),
    post('教科卫体委员会副主任', '教科卫体委员会', 'committee'),
    post('农业和农村委员会副主任', '农业和农村委员会', 'committee'),
    post('经济委员会副主任', '经济委员会', 'committee'),
  ],
  'cppcc/county': [post('研究室信息科科长', '研究室信息科', 'clerk'), post('社会法制委副主任', '社会和法制委员会', 'committee')],
};

/** Fills the posts of all organisations, the same ones in every body of a kind. */
export function drawStaff(city: DemoCity): void {
  for (const organisation of city.organisations) {
    const openings = isBody(organisation.kind) ? (offices[`${organisation.kind}/${organisation.level}`] ?? []) : unitOpenings(organisation);
    for (const opening of openings) addPost(city, organisation, opening, []);
    const grids = city.grids.filter((grid) => grid.organisationId === organisation.id);
    for (const grid of grids) addPost(city, organisation, post('专职网格员', grid.name, 'gridWorker'), [grid.id]);
  }
  for (const organisation of city.organisations)
    for (const opening of furtherOffices[`${organisation.kind}/${organisation.level}`] ?? []) addPost(city, organisation, opening, []);
}

/** A unit has a desk for what comes in, one who handles in each of up to three divisions, and a head. */
function unitOpenings(unit: DemoOrganisation): Opening[] {
  if (unit.kind === 'grassrootsUnit') {
    return [
      post('综合窗口负责人', '综合窗口', 'unitClerk', 'dutyDesk'),
      post('值班受理员', '综合窗口', 'dutyDesk'),
      post('平安法治组组长', '平安法治组', 'unitOfficer'),
      post('公共服务组组长', '公共服务组', 'unitOfficer'),
      post('主任', '领导', 'unitHead'),
    ];
  }
  const officers = unit.divisions.slice(0, 3).map((division) => post(`${division}负责人`, division, 'unitOfficer'));
  return [
    post('办公室督查专员', '办公室', 'unitClerk'),
    ...officers,
    post(unit.name.endsWith('人民政府') ? '副区（县）长' : '分管负责人', '领导', 'unitHead'),
  ];
}

function addPost(city: DemoCity, organisation: DemoOrganisation, opening: Opening, gridIds: readonly string[]): DemoPost {
  const made: DemoPost = {
    id: city.dice.id(city.at),
    organisationId: organisation.id,
    personId: addPerson(city).id,
    inBody: isBody(organisation.kind),
    roles: opening.roles,
    division: opening.division,
    title: opening.title,
    from: `${new Date(city.at).getUTCFullYear() - city.dice.whole(1, 5)}-03-01`,
    gridIds,
  };
  city.posts.push(made);
  return made;
}
