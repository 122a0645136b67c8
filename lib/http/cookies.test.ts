import { expect, test } from 'vitest';
import { parseCookies } from './cookies';

test('cookies by name, the first of a name counts', () => {
  expect([...parseCookies('a=1; b=x=y;c= ; a=2; broken; =z')]).toEqual([
    ['a', '1'],
    ['b', 'x=y'],
    ['c', ''],
  ]);
  expect(parseCookies(null).size).toBe(0);
});
