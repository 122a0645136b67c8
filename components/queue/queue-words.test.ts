import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { messagesOf } from '@/lib/i18n/messages';
import { roundedSeconds } from '../place/duration-words';
import { estimateWords } from './queue-words';

const messages = messagesOf('en');
const words = createTranslator({ locale: 'en', messages, namespace: 'queue' });
const times = createTranslator({ locale: 'en', messages, namespace: 'times' });

test('an estimate is told as exactly as it is known', () => {
  expect([0.2, 12.4, 61, 583, 3_601].map(roundedSeconds)).toEqual([1, 12, 60, 580, 3_600]);
  const told = (startsIn: number | null, takes: number | null) =>
    estimateWords({ startsIn, takes }, words, times);
  expect(told(0, 3.6)).toBe('starts now · takes about 4 s');
  expect(told(133, 75)).toBe('starts in about 2 min 10 s · takes about 1 min 20 s');
  expect(told(1_187, 3_590)).toBe('starts in about 20 min · takes about 1 h');
  expect(told(null, null)).toBe('start not known yet · not measured yet');
  expect(estimateWords(undefined, words, times)).toBe('');
});
