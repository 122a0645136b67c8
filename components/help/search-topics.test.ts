import { expect, test } from 'vitest';
import { helpBook } from '@/lib/help/help-book';
import { HELP_TOPICS } from '@/lib/help/help-topic';
import { searchTopics } from './search-topics';

test('topics are found by all words, in the question before the answer', async () => {
  const book = await helpBook('en');
  expect(searchTopics(book, '  ')).toEqual([...HELP_TOPICS]);
  expect(searchTopics(book, 'LORA listed')[0]).toBe('model-not-listed');
  expect(searchTopics(book, 'language')[0]).toBe('language');
  expect(searchTopics(book, 'batch size')).toEqual(['out-of-memory']);
  expect(searchTopics(book, 'zebra')).toEqual([]);
  expect(searchTopics(await helpBook('ja'), 'メモリ')[0]).toBe('out-of-memory');
});
