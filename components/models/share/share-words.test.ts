import { expect, test } from 'vitest';
import { accessWords, jobsWords } from './share-words';

test('jobs that lose their model are counted, and told what becomes of them', () => {
  expect(jobsWords(0, 'lora')).toBe('No job waits for it.');
  expect(jobsWords(1, 'checkpoint')).toMatch(/^1 job waits .* ends with an error/);
  expect(jobsWords(12, 'lora')).toMatch(/^12 jobs wait .* drawn without it/);
});

test('access in words says who, and which team is archived', () => {
  const teams = [
    { id: 'a', name: 'Film', archived: false },
    { id: 'b', name: 'Old', archived: true },
  ];
  expect(accessWords({ access: 'all', teams: [], usuallySeen: false })).toBe('Everybody');
  expect(accessWords({ access: 'teams', teams, usuallySeen: true })).toBe('Film, Old (archived)');
  expect(accessWords({ access: 'usual', teams: [], usuallySeen: false })).toMatch(/^Nobody/);
  expect(accessWords({ access: 'usual', teams: [], usuallySeen: true })).toMatch(/^Everybody/);
});
