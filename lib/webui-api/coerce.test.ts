import { expect, test } from 'vitest';
import { bool, type Coerce, dict, float, int, list, listOfStr, str } from './coerce';

const REFUSED = Symbol('refused');

function read<T>(coerce: Coerce<T>, value: unknown): unknown {
  const coerced = coerce(value);
  return 'value' in coerced ? coerced.value : REFUSED;
}

test.each([
  [20, 20],
  ['20', 20],
  [' -5 ', -5],
  ['+5', 5],
  ['1_000', 1000],
  [20.7, 20],
  [-20.7, -20],
  [true, 1],
  [false, 0],
  ['20.5', REFUSED],
  ['1e3', REFUSED],
  ['', REFUSED],
  ['x', REFUSED],
  [Number.POSITIVE_INFINITY, REFUSED],
  [[], REFUSED],
  [{}, REFUSED],
])('int of %o', (value, expected) => expect(read(int, value)).toBe(expected));

test.each([
  [7, 7],
  [7.5, 7.5],
  ['7.5', 7.5],
  ['1e3', 1000],
  ['.5', 0.5],
  ['5.', 5],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
  [true, 1],
  ['', REFUSED],
  ['7,5', REFUSED],
  ['0x10', REFUSED],
  [[7], REFUSED],
])('float of %o', (value, expected) => expect(read(float, value)).toBe(expected));

test.each([
  ['text', 'text'],
  ['', ''],
  [20, '20'],
  [20.5, '20.5'],
  [true, 'True'],
  [['text'], REFUSED],
  [{}, REFUSED],
])('str of %o', (value, expected) => expect(read(str, value)).toBe(expected));

test.each([
  ...[true, 1, '1', 'true', 'TRUE', 'yes', 'on', 't', 'y', 'Y'].map((value) => [value, true] as const),
  ...[false, 0, '0', 'false', 'no', 'off', 'f', 'n', 'OFF'].map((value) => [value, false] as const),
  ...[2, -1, 0.5, '', 'maybe', [], {}].map((value) => [value, REFUSED] as const),
])('bool of %o', (value, expected) => expect(read(bool, value)).toBe(expected));

test('lists are arrays only', () => {
  expect(read(list, [1, 'a', null])).toEqual([1, 'a', null]);
  expect(read(list, {})).toBe(REFUSED);
  expect(read(list, 'abc')).toBe(REFUSED);
  expect(read(listOfStr, ['a', 1, 2.5])).toEqual(['a', '1', '2.5']);
  expect(listOfStr(['a', null, []])).toEqual({
    refusals: [
      { msg: 'none is not an allowed value', type: 'type_error.none.not_allowed', at: 1 },
      { msg: 'str type expected', type: 'type_error.str', at: 2 },
    ],
  });
});

test('objects, an empty array and arrays of pairs are dicts', () => {
  expect(read(dict, { a: 1 })).toEqual({ a: 1 });
  expect(read(dict, [])).toEqual({});
  expect(
    read(dict, [
      ['a', 1],
      ['b', 2],
    ]),
  ).toEqual({ a: 1, b: 2 });
  for (const other of [['a'], [[1, 2, 3]], 'x', 5]) expect(read(dict, other)).toBe(REFUSED);
});

test('refusals have the words programs know', () => {
  const words = [int, float, str, bool, list, dict].map((coerce: Coerce<unknown>) => {
    const coerced = coerce(Symbol.iterator);
    return 'refusals' in coerced && coerced.refusals;
  });
  expect(words).toEqual([
    [{ msg: 'value is not a valid integer', type: 'type_error.integer' }],
    [{ msg: 'value is not a valid float', type: 'type_error.float' }],
    [{ msg: 'str type expected', type: 'type_error.str' }],
    [{ msg: 'value could not be parsed to a boolean', type: 'type_error.bool' }],
    [{ msg: 'value is not a valid list', type: 'type_error.list' }],
    [{ msg: 'value is not a valid dict', type: 'type_error.dict' }],
  ]);
});
