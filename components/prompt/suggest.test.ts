import { expect, test } from 'vitest';
import { askedBefore, type Suggestion, suggest, textOf } from './suggest';

const offered: Suggestion[] = [
  { kind: 'lora', name: 'watercolour' },
  { kind: 'lora', name: 'old_ink' },
  { kind: 'hypernetwork', name: 'inkwell' },
  { kind: 'embedding', name: 'badhands' },
  { kind: 'style', name: 'Ink drawing' },
];
const names = (text: string) => {
  const asked = askedBefore(text, text.length);
  return asked && suggest(asked, offered).map(({ name }) => name);
};

test.each([
  ['a house, <', ['watercolour', 'old_ink', 'inkwell']],
  ['a house, <in', ['inkwell', 'old_ink']],
  ['<lora:col', ['watercolour']],
  ['<hypernet:ink', ['inkwell', 'old_ink']],
  ['a house, ink', ['inkwell', 'Ink drawing', 'old_ink']],
  ['colour', []],
  ['with BAD', ['badhands']],
  ['a', null],
  ['a house, ', null],
  ['<lora:ink:0.8> ', null],
  ['(in', ['inkwell', 'Ink drawing', 'old_ink']],
])('%s', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test('what is asked for begins where it will be replaced', () => {
  expect(askedBefore('a, <lora:in', 11)).toEqual({ start: 3, query: 'in', isTag: true });
  expect(askedBefore('a ink b', 5)).toEqual({ start: 2, query: 'ink', isTag: false });
});

test('a tag has a weight, a word has none', () => {
  expect(offered.map(textOf)).toEqual([
    '<lora:watercolour:1>',
    '<lora:old_ink:1>',
    '<hypernet:inkwell:1>',
    'badhands',
    '',
  ]);
});
