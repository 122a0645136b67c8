import { expect, test } from 'vitest';
import { pythonFloat } from './python-number';

test.each([
  [7, '7.0'],
  [7.5, '7.5'],
  [0, '0.0'],
  [-0, '-0.0'],
  [-3, '-3.0'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [1.25e22, '1.25e+22'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
  [NaN, 'nan'],
])('%d is %s', (value, text) => {
  expect(pythonFloat(value)).toBe(text);
});
