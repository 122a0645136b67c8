import { expect, test } from 'vitest';
import { csvCell, csvLine } from './csv';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-1', "'-1"],
])('%j is written as %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

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
