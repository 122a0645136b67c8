import { expect, test } from 'vitest';
import { nameOfProfile } from './name-of-profile';

test.each([
  [{ preferred_username: 'Ann' }, 'ann'],
  [{ preferred_username: 'ÉMILE Dupont' }, 'emile-dupont'],
  [{ email: 'Bob@Studio.example' }, 'bob@studio.example'],
  [{ preferred_username: 'STUDIO\\carol' }, 'studio-carol'],
  [{ preferred_username: '../../etc' }, 'etc'],
  [{ preferred_username: '李雷', email: 'li@studio.example' }, 'li@studio.example'],
  [{ preferred_username: 'con' }, null],
  [{ preferred_username: '李雷' }, null],
  [{ preferred_username: 'x'.repeat(65) }, null],
  [{}, null],
])('%j suggests %s', (profile, name) => {
  expect(nameOfProfile({ sub: '1', ...profile })).toBe(name);
});
