import { describe, expect, test } from 'vitest';
import { chanceOf } from '#platform/server/chance.ts';
import { composeSuggestion } from './compose.ts';
import { places } from './places.ts';
import { topics } from './suggestions/parts.ts';

const repliesOf = (ownUnits: boolean) =>
  topics.flatMap((topic, at) =>
    places
      .filter((place) => !topic.counties || topic.counties.includes(place.county))
      .flatMap(({ county, townships }) => {
        const chance = chanceOf(at + 1);
        const made = composeSuggestion(chance, topic, { county, township: townships[0]!, ownUnits }, 2026);
        return [made.reply, ...made.promises.map((one) => one.text), ...made.contacts.map((one) => one.note)].map((text) => ({
          county,
          text,
        }));
      }),
  );

describe('a unit that answers', () => {
  test('never acts together with itself where it is the county’s own', () => {
    for (const { county, text } of repliesOf(true)) expect(text).not.toContain(`会同${county}`);
  });

  test('leaves no slot unfilled', () => {
    for (const { text } of [...repliesOf(true), ...repliesOf(false)]) expect(text).not.toMatch(/\{\w+/);
  });
});
