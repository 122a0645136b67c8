import { expect, test } from 'vitest';
import { csvLine } from './csv';

test('an entry is one line', () => {
  const entry = {
    id: 7,
    at: '2026-11-22T10:00:00.000Z',
    actor: 'ann',
    action: 'team.created',
    targetKind: 'team',
    targetId: 'x',
    target: 'Film, Berlin',
    before: null,
    after: { name: 'Film' },
    address: '::1',
    hash: 'ab',
  };
  expect(csvLine(entry)).toBe(
    '7,2026-11-22T10:00:00.000Z,ann,::1,team.created,team,"Film, Berlin",,"{""name"":""Film""}",ab\r\n',
  );
});
