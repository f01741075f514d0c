import type { BodyCast, Deputy } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';

/** In whose name something is raised, by whose hand, and who stands beside. */
interface Raised {
  readonly raisedBy: 'people' | 'sector' | 'group' | 'party' | 'committee';
  readonly collective: string | null;
  readonly author: Deputy;
  readonly signers: readonly Deputy[];
}

const parties: Readonly<Record<string, string>> = {
  民革: '民革{place}委会',
  民盟: '民盟{place}委会',
  民建: '民建{place}委会',
  民进: '民进{place}委会',
  农工党: '农工党{place}委会',
  致公党: '致公党{place}委会',
  九三学社: '九三学社{place}委会',
  工商联: '{place}工商联',
  总工会: '{place}总工会',
  妇联: '{place}妇联',
  共青团和青联: '共青团{place}委',
};

/** Sectors that file as sectors; those of parties and organisations file in their own name. */
const sectors = /^(文化艺术|科学技术|社会科学|经济|农业|教育|体育|新闻出版|医药卫生|社会福利和社会保障|环境资源)$/;

/**
 * Draws who raises something. Sectors and groups may do so in session only (提案工作条例; DOMAIN §2.1). A demo account's member leads in his own
 * name, and more often of late, so that his terminal is worth looking at.
 */
export function raisedIn(
  cast: BodyCast,
  chance: Chance,
  of: { readonly at: Date; readonly inSession: boolean; readonly joint: number },
): Raised {
  const recent = cast.now.getTime() - of.at.getTime() < 100 * 86_400_000;
  const star = cast.stars.length > 0 && chance.happens(recent ? 0.1 : 0.02) ? chance.pick(cast.stars) : null;
  const raisedBy = star
    ? 'people'
    : chance.weighted({ people: 66, party: 15, sector: of.inSession ? 11 : 0, group: of.inSession ? 3 : 0, committee: 5 });
  const signers = (author: Deputy) =>
    chance.happens(of.joint)
      ? chance.some(cast.members, chance.pick([1, 1, 2, 2, 3, 4, 6, 11])).filter((one) => one.personId !== author.personId)
      : [];
  const any = star ?? chance.pick(cast.members);
  const own = { raisedBy: 'people', collective: null, author: any, signers: signers(any) } as const;
  const first = (fits: (member: Deputy) => boolean) => {
    const found = cast.members.filter(fits);
    return found.length > 0 ? chance.pick(found) : null;
  };
  switch (raisedBy) {
    case 'party': {
      const author = first((member) => member.groupName in parties);
      return author ? { raisedBy, collective: partyOf(cast, author.groupName), author, signers: [] } : own;
    }
    case 'sector': {
      const author = first((member) => sectors.test(member.groupName));
      return author ? { raisedBy, collective: `${author.groupName}界`, author, signers: [] } : own;
    }
    case 'group':
      return { raisedBy, collective: `第${chance.pick(['一', '二', '三', '四', '五', '六'])}委员小组`, author: any, signers: [] };
    case 'committee': {
      const [committee] = chance.some(cast.committees, 1);
      return committee ? { raisedBy, collective: committee.division, author: any, signers: [] } : own;
    }
    default:
      return own;
  }
}

/** Whoever signs for a collective that a written text names; anybody where nobody of it sits here. */
export function authorFor(cast: BodyCast, chance: Chance, collective: string): Deputy {
  const fitting = cast.members.filter((member) => collective.startsWith(member.groupName.slice(0, 2)));
  return chance.pick(fitting.length > 0 ? fitting : cast.members);
}

function partyOf(cast: BodyCast, group: string): string {
  return parties[group]!.replace('{place}', cast.bodyShortName.replace('政协', ''));
}
