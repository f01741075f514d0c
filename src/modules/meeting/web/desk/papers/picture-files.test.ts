import { expect, test } from 'vitest';
import { byName, titleFrom } from './picture-files.ts';

test('pages follow one another by the number in their names, each once', () => {
  const file = (name: string) => new File(['x'], name, { lastModified: 1 });
  expect(byName(['附表10.jpg', '附表9.jpg', '附表1.jpg', '附表9.jpg'].map(file)).map((one) => one.name)).toEqual([
    '附表1.jpg',
    '附表9.jpg',
    '附表10.jpg',
  ]);
});

test.each([
  ['IMG_2031.jpg', ''],
  ['微信图片_20260301120000.jpg', ''],
  ['扫描 (3).png', ''],
  ['选举办法-01.jpg', '选举办法'],
  ['选举办法第3页.jpg', '选举办法'],
  ['2026年预算草案（2）.jpg', '2026年预算草案'],
])('%s gives the title %j', (name, title) => expect(titleFrom(name)).toBe(title));
