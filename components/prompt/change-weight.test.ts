import { expect, test } from 'vitest';
import { changeWeight } from './change-weight';

/** `|` marks the caret, a pair of them what is selected. */
function selected(marked: string) {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - (marked.lastIndexOf('|') > start ? 1 : 0);
  return { text: marked.replaceAll('|', ''), start, end };
}

const marked = (changed: ReturnType<typeof changeWeight>) =>
  changed &&
  `${changed.text.slice(0, changed.start)}|${changed.text.slice(changed.start, changed.end)}|${changed.text.slice(changed.end)}`;

test.each([
  ['a re|d house', 1, 'a (|red|:1.1) house'],
  ['a |red |house', 1, 'a (|red|:1.1) house'],
  ['a (|red|:1.1) house', 1, 'a (|red|:1.2) house'],
  ['a (re|d big:1.1) house', -1, 'a |red big| house'],
  ['a re|d house', -1, 'a (|red|:0.9) house'],
  ['(a (re|d:1.2) big:0.5) house', 1, '(a (|red|:1.3) big:0.5) house'],
  ['(a| (red:1.2) big:0.5) house', 1, '(|a (red:1.2) big|:0.6) house'],
  ['<lora:in|k:1> x', -1, '<|lora:ink|:0.95> x'],
  ['<lora:in|k:0.95> x', 1, '<|lora:ink|:1.0> x'],
  ['(red:1.95|)', 1, '(|red|:2.05)'],
  ['one,tw|o.three', 1, 'one,(|two|:1.1).three'],
  ['a <lora:ink:1>|', -1, 'a <|lora:ink|:0.95>'],
  ['((red:1.1)| big:1.2)', 1, '((|red|:1.2) big:1.2)'],
  ['(|two words|)', 1, '((|two words|:1.1))'],
  ['日本|', 1, '(|日本|:1.1)'],
] as const)('%s by %i', (before, by, after) => {
  expect(marked(changeWeight(selected(before), by))).toBe(after);
});

test('nothing to weigh', () => {
  expect(changeWeight(selected('red ,| house'), 1)).toBeNull();
  expect(changeWeight(selected('|'), -1)).toBeNull();
});

test('up and down again is as before', () => {
  const up = changeWeight(selected('a |red house| by the sea'), 1)!;
  expect(changeWeight(up, -1)?.text).toBe('a red house by the sea');
});
