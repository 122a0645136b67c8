import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAGS } from './flags';
import { editDistance, nearest } from './nearest';

test.each([
  ['', '', 0],
  ['port', 'port', 0],
  ['prot', 'port', 1],
  ['prt', 'port', 1],
  ['poort', 'port', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%s → %s takes %i edits', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
});

test('the distance is symmetric, and zero only between equals', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test('every flag with two neighbours swapped is still found', () => {
  const names = FLAGS.map(({ name }) => name);
  for (const name of names) {
    const [first, second, ...rest] = name;
    expect(nearest([second, first, ...rest].join(''), names)).toBe(name);
  }
});

test('nothing is guessed for what is far from everything', () => {
  expect(nearest('quantum-entangle', ['port', 'listen'])).toBeNull();
});
