import { expect, it } from 'vitest';
import { parseSize } from './size-value.js';

it('reads sizes', () => {
  expect(['4096', '0x10', '4K', '4k', '2M', '1KiB'].map(parseSize)).toEqual([4096, 16, 4096, 4096, 2 << 20, 1024]);
  expect(['', '-1', '4G', '1.5K', '0xZZ', '99999999', '1e3'].map(parseSize)).toEqual(Array(7).fill(undefined));
});
