import { expect, test } from 'vitest';
import { readSearch } from './read-search';

test.each<[string, string, string[], string[], string[]?]>([
  ['', '', [], []],
  ['  red   house ', 'red house', [], []],
  ['red -blurry', 'red', ['blurry'], []],
  ['"red house" night', 'red house night', [], ['red house']],
  ['-"low quality" cat', 'cat', ['low quality'], []],
  ['"half a quote', 'half a quote', [], ['half a quote']],
  ['seed:7 model:paint-v2', 'seed:7 model:paint-v2', [], []],
  ['- " -" ... ', '', [], []],
  ['赤い家 -夜', '赤い家', ['夜'], []],
  ['house #Sky #青 # -#x', 'house', ['#x'], [], ['sky', '青']],
])('%j', (text, words, unwanted, phrases, tags = []) => {
  expect(readSearch(text)).toEqual({ words, unwanted, tags, phrases });
});
