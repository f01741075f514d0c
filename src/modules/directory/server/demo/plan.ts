import type { Gender } from '../../contract/person.ts';
import type { Position } from '../../contract/organisation.ts';
import type { Level, OrganisationKind, Role } from '../../contract/seat.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Dice } from './dice.ts';
import type { CityTexts } from './texts.ts';

/** A person of the demo city before being written; the phone may still change hands. */
export interface DemoPerson {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly gender: Gender;
  readonly birthYear: number;
  phone: string;
}

export interface DemoOrganisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly shortName: string;
  readonly level: Level;
  readonly regionCode: string;
  readonly parentId: string | null;
  readonly duties: string;
  readonly keywords: readonly string[];
  readonly divisions: readonly string[];
}

/** A session as it is written. */
export type DemoSession = Omit<DirectoryTables['term_session'], 'motions_until'> & { readonly motions_until: string | null };

/** A body with its terms, groups and how many members it has. */
export interface DemoBody {
  readonly organisation: DemoOrganisation & { readonly kind: 'congress' | 'cppcc' };
  /** The place as the texts name it: 明州市, 云津区, 北渡镇. */
  readonly place: string;
  readonly county: string | null;
  readonly term: DirectoryTables['term'];
  readonly formerTerm: DirectoryTables['term'] | null;
  readonly members: number;
  readonly formerMembers: number;
}

export interface DemoMandate {
  readonly id: string;
  readonly bodyId: string;
  readonly personId: string;
  readonly termId: string;
  readonly groupId: string;
  readonly electoralUnit: string;
  readonly positions: readonly string[];
  readonly certificateNumber: string;
  readonly from: string;
  readonly to: string | null;
}

export interface DemoPost {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly inBody: boolean;
  readonly roles: readonly Role[];
  readonly division: string;
  readonly title: string;
  readonly from: string;
  readonly gridIds: readonly string[];
}

export interface DemoGrid {
  readonly id: string;
  readonly organisationId: string;
  readonly code: string;
  readonly name: string;
  readonly ring: readonly Position[];
}

/** The whole city, drawn up in memory and then written in a few statements. */
export interface DemoCity {
  readonly dice: Dice;
  readonly texts: CityTexts;
  /** Ids carry this moment. */
  readonly at: number;
  readonly regions: DirectoryTables['region'][];
  readonly organisations: DemoOrganisation[];
  readonly bodies: DemoBody[];
  readonly sessions: DemoSession[];
  readonly groups: { body_id: string; id: string; kind: 'delegation' | 'sector'; name: string; place: number }[];
  /** By id. */
  readonly people: Map<string, DemoPerson>;
  /** Names given so far: nobody is called like somebody else. */
  readonly names: Set<string>;
  readonly mandates: DemoMandate[];
  readonly posts: DemoPost[];
  readonly grids: DemoGrid[];
}

/** Finds or adds the delegation or sector `name` of a body. */
export function groupOf(city: DemoCity, body: DemoBody, name: string): string {
  const bodyId = body.organisation.id;
  const known = city.groups.find((group) => group.body_id === bodyId && group.name === name);
  if (known) return known.id;
  const place = city.groups.filter((group) => group.body_id === bodyId).length;
  const group = {
    body_id: bodyId,
    id: city.dice.id(city.at),
    kind: body.organisation.kind === 'cppcc' ? ('sector' as const) : ('delegation' as const),
    name,
    place,
  };
  city.groups.push(group);
  return group.id;
}
