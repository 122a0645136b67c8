import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Float, pythonJson } from './python-json';

test('floats keep their point, whatever holds them', () => {
  expect(pythonJson({ a: new Float(7), b: [new Float(0.5), 7], c: undefined, d: null })).toBe(
    '{"a":7.0,"b":[0.5,7],"d":null}',
  );
  expect(pythonJson(new Float(Number.NaN))).toBe('null');
  expect(pythonJson(null)).toBe('null');
});

test('everything else is as JSON.stringify has it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(pythonJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
