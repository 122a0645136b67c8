import { expect, test } from 'vitest';
import { ROUTES } from '@/app/route-table';
import { helpBook } from '@/lib/help/help-book';
import { HELP_TOPICS } from '@/lib/help/help-topic';
import { LOCALES } from '@/lib/i18n/locales';

const LINK = /\[([^\]]+)\]\((\/[^)]*)\)/g;

test.each(LOCALES)('every question has an answer in %s, whose links lead somewhere', async (locale) => {
  const book = await helpBook(locale);
  expect(Object.keys(book)).toEqual([...HELP_TOPICS]);
  for (const { question, answer } of Object.values(book)) {
    expect(question).not.toBe('');
    expect(answer.length).toBeGreaterThan(0);
    for (const [, , address] of answer.join('\n').matchAll(LINK)) {
      expect(Object.keys(ROUTES)).toContain(`PAGE ${address}`);
    }
  }
});

test('all languages answer alike: as many paragraphs, the same links and the same code', async () => {
  const marks = (answer: readonly string[]) =>
    answer.map((text) => [
      ...[...text.matchAll(LINK)].map(([, , address]) => address).sort(),
      ...[...text.matchAll(/`[^`]+`/g)].map(([code]) => code).sort(),
    ]);
  const [english, ...others] = await Promise.all(LOCALES.map(helpBook));
  for (const book of others)
    for (const id of HELP_TOPICS) expect(marks(book[id].answer), id).toEqual(marks(english![id].answer));
});
