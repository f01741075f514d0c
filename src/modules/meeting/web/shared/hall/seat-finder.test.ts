import { expect, test } from 'vitest';
import { findSeats } from './seat-finder.ts';

const person = (name: string, pinyin: string, initials: string, certificate: string) => ({
  name,
  pinyin,
  initials,
  certificate,
  groupName: '',
  seat: '',
  place: '',
  door: '',
});
const people = [
  person('张三', 'zhangsan', 'zs', '0016'),
  person('赵四', 'zhaosi', 'zs', '0160'),
  person('吕梅', 'lümei', 'lm', '0200'),
  person('古丽巴哈尔·阿布都热合曼', 'gulibahaerabudurehaman', 'glbheabdrhm', '1016'),
];

test.each([
  ['ZS', ['张三', '赵四']],
  ['z s', ['张三', '赵四']],
  ['zhangs', ['张三']],
  ['lvm', ['吕梅']],
  ['lum', ['吕梅']],
  ['三', ['张三']],
  ['巴哈尔阿', ['古丽巴哈尔·阿布都热合曼']],
  ['glbhe', ['古丽巴哈尔·阿布都热合曼']],
  ['16', ['张三']],
  ['0016', ['张三']],
  ['01', ['赵四']],
  ['7', []],
  [' ', []],
])('%s finds %j', (typed, names) => {
  expect(findSeats(people, typed).map((one) => one.name)).toEqual(names);
});
