import { expect, test } from 'vitest';
import { watermarkOf } from './watermark.ts';

const reader = { name: '林知远', certificateNumber: '0012', attends: true };

test('every paper that is not public carries its reader, whoever he is', () => {
  expect(watermarkOf({ class: 'internal', reader })).toBe('林知远 0012');
  expect(watermarkOf({ class: 'returned', reader: { ...reader, certificateNumber: '' } })).toBe('林知远');
  expect(watermarkOf({ class: 'public', reader })).toBeNull();
});
