import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { messagesOf } from '@/lib/i18n/messages';
import { accessWords, jobsWords } from './share-words';

const t = createTranslator({ locale: 'en', messages: messagesOf('en'), namespace: 'models' });

test('jobs that lose their model are counted, and told what becomes of them', () => {
  expect(jobsWords(0, 'lora', t)).toBe('No job waits for it.');
  expect(jobsWords(1, 'checkpoint', t)).toMatch(/^1 job waits .* ends with an error/);
  expect(jobsWords(12, 'lora', t)).toMatch(/^12 jobs wait .* drawn without it/);
});

test('access in words says who, and which team is archived', () => {
  const teams = [
    { id: 'a', name: 'Film', archived: false },
    { id: 'b', name: 'Old', archived: true },
  ];
  expect(accessWords({ access: 'all', teams: [], usuallySeen: false }, t)).toBe('Everybody');
  expect(accessWords({ access: 'teams', teams, usuallySeen: true }, t)).toBe('Film, Old (archived)');
  expect(accessWords({ access: 'usual', teams: [], usuallySeen: false }, t)).toMatch(/^Nobody/);
  expect(accessWords({ access: 'usual', teams: [], usuallySeen: true }, t)).toMatch(/^Everybody/);
});
