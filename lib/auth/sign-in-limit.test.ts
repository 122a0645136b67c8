import { expect, test } from 'vitest';
import { TooManyAttempts, waitAfter } from './sign-in-limit';

test.each([
  ['account', 0, 0],
  ['account', 4, 0],
  ['account', 5, 1],
  ['account', 6, 2],
  ['account', 10, 32],
  ['account', 14, 300],
  ['account', 5000, 300],
  ['address', 29, 0],
  ['address', 30, 1],
] as const)('%s, %i failures: %i seconds', (kind, failures, seconds) => {
  expect(waitAfter(kind, failures)).toBe(seconds);
});

test.each([
  [1, '1 second,'],
  [32, '32 seconds,'],
  [300, '5 minutes,'],
])('%i seconds in words', (seconds, words) => {
  expect(new TooManyAttempts(seconds).message).toContain(`Wait ${words}`);
});
