import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Plain, storable } from './canonical-json';

const plain = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('the order of keys does not matter, everything else does', () => {
  expect(canonicalJson({ b: [1, 'ä'], a: { d: null, c: undefined } })).toBe('{"a":{"d":null},"b":[1,"ä"]}');
  expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
});

test('it is JSON of the same meaning', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(value);
    }),
  );
});

test('numbers that systems write differently are refused', () => {
  for (const number of [0.1, Number.NaN, Infinity, 2 ** 53])
    expect(() => canonicalJson(number)).toThrow(RangeError);
});

test('text that a database refuses becomes text that it stores', () => {
  expect(storable({ 'a\0': ['\ud800', 'b\0c'], d: undefined })).toEqual({
    'a\ufffd': ['\ufffd', 'b\ufffdc'],
  });
});
