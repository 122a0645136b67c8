import { expect, test } from 'vitest';
import { csvCell, csvFile, csvHead } from './csv';

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

test('a file is its head and all parts, empty ones too', async () => {
  const parts = ['1\r\n', '', '2\r\n', null];
  const file = csvFile('numbers.csv', csvHead(['n']), async () => parts.shift()!);
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.toString()).toBe('\ufeffn\r\n1\r\n2\r\n');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="numbers.csv"');
});
