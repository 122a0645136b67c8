import { expect, test } from 'vitest';
import { agoWords } from './time-words';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test.each([
  ['2026-11-22T11:59:30Z', 'just now'],
  ['2026-11-22T11:55:00Z', '5 min ago'],
  ['2026-11-22T09:00:00Z', '3 h ago'],
  ['2026-11-21T11:00:00Z', 'yesterday'],
  ['2026-11-19T11:00:00Z', '3 days ago'],
  ['2026-11-01T12:00:00Z', '1 Nov 2026'],
])('%s is %s', (iso, words) => {
  expect(agoWords(iso, NOW)).toBe(words);
});
