import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [1234, '1.23 KB'],
  [12_345, '12.3 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [5_000_000_000, '5 GB'],
  [1.5e18, '1500 PB'],
])('%d is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
