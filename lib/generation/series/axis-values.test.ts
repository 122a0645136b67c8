import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinedTexts, numbersOf, textsOf } from './axis-values';

test.each([
  ['1, 2,3', [1, 2, 3]],
  ['1-5', [1, 2, 3, 4, 5]],
  ['1-10 (+3)', [1, 4, 7, 10]],
  ['10-1 (-3)', [10, 7, 4, 1]],
  ['1-3 [3], 20', [1, 2, 3, 20]],
  ['0-10 [4]', [0, 3, 6, 10]],
  ['-3 - -1', [-3, -2, -1]],
  ['5,,', [5]],
  ['5-1', null],
])('whole numbers: %s', (text, numbers) => {
  if (numbers) expect(numbersOf('x', text, true)).toEqual(numbers);
  else expect(() => numbersOf('x', text, true)).toThrow('noValues');
});

test.each([
  ['7, 7.5', [7, 7.5]],
  ['1-2 (+0.5)', [1, 1.5, 2]],
  ['0-1 (+0.3)', [0, 0.3, 0.6, 0.9]],
  ['0.1-0.3 (+0.1)', [0.1, 0.2, 0.3]],
  ['0-1 [5]', [0, 0.25, 0.5, 0.75, 1]],
  ['5 [1]', null],
  ['1e-3', [0.001]],
])('numbers: %s', (text, numbers) => {
  if (numbers) expect(numbersOf('x', text, false)).toEqual(numbers);
  else expect(() => numbersOf('x', text, false)).toThrow('notANumber');
});

test('texts are read again as they were joined', () => {
  const texts = fc.array(
    fc
      .string()
      .map((text) => text.trim())
      .filter(Boolean),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(texts, (all) => {
      expect(textsOf(joinedTexts(all))).toEqual(all);
    }),
  );
});
