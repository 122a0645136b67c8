import { expect, test } from 'vitest';
import { teamName, teamNameKey } from './team-name';

test('names that people read as one are one', () => {
  const same = [
    ['Éclair', 'E\u0301CLAIR'],
    ['Straße', 'STRASSE'],
    ['Ａｔｅｌｉｅｒ', 'atelier'],
    ['ﬁlm', 'FILM'],
  ] as const;
  for (const [a, b] of same) expect(teamNameKey(teamName(a))).toBe(teamNameKey(teamName(b)));
  expect(teamNameKey('Film A')).not.toBe(teamNameKey('Film B'));
});

test('blanks at the ends and in a row do not count', () => {
  expect(teamName('  Film \t  A\n')).toBe('Film A');
});

test.each(['', '   ', 'a\0b', '\u200b', 'x'.repeat(81), '\ud800'])('%j is no name', (name) => {
  expect(() => teamName(name)).toThrow(/A team’s name/);
});
