import { describe, expect, test } from 'vitest';
import { kinds } from './kinds/index.ts';
import { privateMarkIn, publicTexts } from './public-texts.ts';

describe('what is put before the citizens', () => {
  test('can be worded anew in every text of every kind that is published, and is checked before', () => {
    const published = Object.values(kinds).filter((kind) => kind.acts.publish);
    expect(published.map((kind) => kind.kind)).toEqual(expect.arrayContaining(['suggestion', 'motion', 'proposal', 'concern']));
    for (const { form, acts } of published) {
      const asked = acts.publish!.fields.map((field) => field.name);
      const texts = publicTexts(form).map((field) => field.name);
      expect(texts.length).toBeGreaterThan(0);
      expect(asked).toEqual(expect.arrayContaining(['checked', ...texts]));
      expect(acts.publish!.guards).toContain('publishable');
    }
  });

  test.each([
    ['联系人王女士，电话 13800000000', '手机号 138…'],
    ['电话 138-0000-0000。', '手机号 138…'],
    ['身份证330102197503041234，', '身份证号 330…'],
    ['车牌浙A12345停在门口', '车牌号 浙A1…'],
    ['新能源车浙AD12345', '车牌号 浙AD…'],
    ['热线 0571-12345678，12345 热线', null],
    ['投资 13800000000000 元，编号 2026031112345', null],
    ['皖A区域和苏B组', null],
  ])('%s', (words, mark) => {
    expect(privateMarkIn(words)).toBe(mark);
  });
});
