import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAttention } from './attention';

const parsed = (prompt: string) =>
  parseAttention(prompt).map(({ text, weight }) => [text, Number(weight.toFixed(4))]);

describe('parseAttention', () => {
  it.each<[string, [string, number][]]>([
    ['', [['', 1]]],
    [
      'a (b) c',
      [
        ['a ', 1],
        ['b', 1.1],
        [' c', 1],
      ],
    ],
    ['((a))', [['a', 1.21]]],
    ['[a]', [['a', 0.9091]]],
    ['[[a]]', [['a', 0.8264]]],
    ['(a:1.3)', [['a', 1.3]]],
    ['(a: -.5 )', [['a', -0.5]]],
    ['(a:+2)', [['a', 2]]],
    ['[a:1.3]', [['a:1.3', 0.9091]]],
    ['\\(a\\) \\[b\\] \\\\', [['(a) [b] \\', 1]]],
    ['a\\b', [['ab', 1]]],
    ['(a', [['a', 1.1]]],
    ['((a:1.5)', [['a', 1.65]]],
    ['a) b]', [['a) b]', 1]]],
    ['(a:1.3:1.4)', [['a:1.3', 1.4]]],
    ['(a:1,3)', [['a:1,3', 1.1]]],
    ['(a:1e3)', [['a:1e3', 1.1]]],
    ['(a:1.2.3)', [['a:1.2.3', 1.1]]],
    ['(a:.)', [['a:.', 1.1]]],
    ['a:1.5)', [['a:1.5)', 1]]],
    ['()', [['', 1]]],
    [
      '(a [b:1.3)',
      [
        ['a ', 1.3],
        ['b', 1.1818],
      ],
    ],
    [
      'a (b)(c)',
      [
        ['a ', 1],
        ['bc', 1.1],
      ],
    ],
    [
      'a BREAK b',
      [
        ['a', 1],
        ['BREAK', -1],
        ['b', 1],
      ],
    ],
    ['BREAKER', [['BREAKER', 1]]],
    [
      '(a BREAK b)',
      [
        ['a', 1.1],
        ['BREAK', -1.1],
        ['b', 1.1],
      ],
    ],
  ])('%s', (prompt, expected) => {
    expect(parsed(prompt)).toEqual(expected);
  });

  it('reads any text without losing letters', () => {
    const unit = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      ':',
      '\\',
      '1',
      '.',
      '5',
      'a',
      ' ',
      'é',
      '😀',
      '\0',
      ',',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (prompt) => {
        const pieces = parseAttention(prompt);
        expect(pieces.length).toBeGreaterThan(0);
        const letters = (text: string) => text.replace(/[^aé😀,\0]/gu, '');
        expect(letters(pieces.map(({ text }) => text).join(''))).toBe(letters(prompt));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes brackets 20,000 deep', () => {
    expect(parseAttention('('.repeat(20_000))).toEqual([{ text: '', weight: 1 }]);
    expect(parseAttention(`${'['.repeat(10_000)}a${']'.repeat(10_000)}`)).toHaveLength(1);
  });
});
