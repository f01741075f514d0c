import { places } from './places.ts';
import { electoralUnits, givenNames, sectors, surnames } from './suggestions/people.ts';
import { units } from './suggestions/units.ts';

/** Names of places, people and units of the demo city, for the module that makes them; the matters of the demo speak of the same ones. */
export const cityTexts = { places, surnames, givenNames, occupations: sectors, electoralUnits, units };
