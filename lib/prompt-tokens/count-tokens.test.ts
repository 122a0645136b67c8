import { expect, test } from 'vitest';
import { countTokens } from './count-tokens';

const count = (prompt: string, embeddings: { name: string; length: number }[] = []) =>
  countTokens(prompt, { steps: 20, embeddings });

test.each([
  ['', 0, 1],
  ['a red house', 3, 1],
  ['a (red:1.3) house', 3, 1],
  ['a red house <lora:ink:0.8>', 3, 1],
  [Array(75).fill('cat').join(' '), 75, 1],
  [Array(76).fill('cat').join(' '), 76, 2],
  ['a red house BREAK night', 76, 2],
])('%j', (prompt, tokens, chunks) => {
  expect(count(prompt)).toEqual({ count: tokens, chunks });
});

test('of texts that take turns, and of parts, the longest counts', () => {
  expect(count('a [cat:very big dog:0.5]').count).toBe(4);
  expect(count('a [cat|very big dog]').count).toBe(4);
  expect(count('a cat AND a very big dog').count).toBe(4);
});

test('an embedding takes a place for each of its vectors', () => {
  expect(count('photo of badhands', [{ name: 'badhands', length: 12 }]).count).toBe(14);
});

test('20,000 characters that change at every step are counted in a moment', () => {
  const prompt = '[a|quick brown fox] '.repeat(1_000);
  count('warm up');
  const began = performance.now();
  expect(count(prompt)).toEqual({ count: 3_000, chunks: 40 });
  expect(performance.now() - began).toBeLessThan(2_000);
});
