import { Dice } from './dice.ts';
import type { DemoCity } from './plan.ts';

/**
 * Postal addresses of the demo, by organisation and person: of every unit of the city and its counties, and of two in five with a mandate. They
 * have dice of their own, so that nothing else of the city depends on them.
 */
export function drawAddresses({
  texts,
  organisations,
  groups,
  mandates,
}: Pick<DemoCity, 'texts' | 'organisations' | 'groups' | 'mandates'>): ReadonlyMap<string, string> {
  const dice = new Dice(20_261_124);
  const addresses = new Map<string, string>();
  for (const unit of organisations) {
    const named = texts.places.find(({ county }) => unit.name.startsWith(county));
    const { county, townships } = named ?? texts.places[0]!;
    if (unit.level === 'city' || unit.level === 'county') addresses.set(unit.id, `明州市${county}${street(dice, townships)}`);
  }
  const groupNames = new Map(groups.map((group) => [group.id, group.name]));
  for (const { personId, groupId } of mandates) {
    if (addresses.has(personId) || !dice.happens(0.4)) continue;
    // A deputy lives where his delegation comes from.
    const home = texts.places.find((place) => groupNames.get(groupId)!.startsWith(place.county));
    const { county, townships } = home ?? dice.pick(texts.places);
    addresses.set(personId, `明州市${county}${street(dice, townships)}`);
  }
  return addresses;
}

function street(dice: Dice, townships: DemoCity['texts']['places'][number]['townships']): string {
  return `${dice.pick(dice.pick(townships).roads)}${String(dice.whole(1, 320))}号`;
}
