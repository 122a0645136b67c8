import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, highlight } from './highlight';

const marked = (prompt: string) =>
  highlight(prompt)
    .filter(({ kind }) => kind !== 'words')
    .map(({ kind, text }) => `${kind} ${text}`);

test.each([
  ['a (red:1.2) house', ['bracket (', 'weight :1.2', 'bracket )']],
  ['[cat:dog:0.5]', ['bracket [', 'weight :0.5', 'bracket ]']],
  ['[cat|dog]', ['bracket [', 'weight |', 'bracket ]']],
  ['cat AND dog BREAK, BRAND ANDY', ['keyword AND', 'keyword BREAK']],
  ['x <lora:ink:0.8> y', ['network <lora:ink:0.8>']],
  ['a \\(b\\) c', []],
  ['a (b', ['unmatched (']],
  ['a b)', ['unmatched )']],
  ['(a [b) c]', ['unmatched (', 'bracket [', 'unmatched )', 'bracket ]']],
  ['a <lora:x', ['unmatched <']],
  ['one\n# not this (\ntwo', ['comment # not this (']],
])('%s', (prompt, expected) => {
  expect(marked(prompt)).toEqual(expected);
});

test('together the stretches are the prompt, and so are the blocks', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '|',
    ':1.2',
    '<lora:a:1>',
    '<',
    '#',
    '\n',
    ', ',
    'AND',
    'word',
    '\\',
    '日本 ',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const prompt = pieces.join('');
      const spans = highlight(prompt);
      expect(spans.map(({ text }) => text).join('')).toBe(prompt);
      expect(blocksOf(spans).flat()).toEqual(spans);
    }),
  );
});

test('typing in one place leaves the blocks after it as they are', () => {
  for (const part of ['(word:1.1), plain', 'plain words alone']) {
    const prompt = Array.from({ length: 1_000 }, (_, k) => `${part} ${k}`).join(', ');
    const before = blocksOf(highlight(prompt));
    const after = blocksOf(highlight(`x${prompt}`));
    expect(before.length).toBeGreaterThan(20);
    expect(after.slice(2)).toEqual(before.slice(2));
  }
});
