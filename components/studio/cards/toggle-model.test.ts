import { expect, test } from 'vitest';
import { isCalled, toggled } from './toggle-model';

const ink = { kind: 'lora' as const, name: 'ink', path: 'ink.safetensors', triggerWords: ['sumi-e'] };
const hands = { kind: 'embedding' as const, name: 'bad_hands', path: '', triggerWords: [] };

test('a click calls for a model with its trigger words, another takes both out again', () => {
  const once = toggled('a house, night', ink);
  expect(once).toBe('a house, night, <lora:ink:1>, sumi-e');
  expect(isCalled(once, ink)).toBe(true);
  expect(toggled(once, ink)).toBe('a house, night');
});

test.each([
  ['a <lora:ink:0.6> house', 'a house'],
  ['<lora:ink:0.6:0.2>, a house', 'a house'],
  ['a house,\n<lora:ink:1>, <lora:inkwell:1>', 'a house, <lora:inkwell:1>'],
  ['<lora:ink:1>', ''],
])('whatever its weight and place: %j', (prompt, without) => {
  expect(toggled(prompt, ink)).toBe(without);
});

test('an embedding is a word of its own', () => {
  expect(isCalled('very_bad_hands', hands)).toBe(false);
  expect(toggled('very_bad_hands', hands)).toBe('very_bad_hands, bad_hands');
  expect(toggled('ugly, (Bad_Hands:1.2), blur', hands)).toBe('ugly, blur');
});

test('what has no place in a prompt changes nothing', () => {
  expect(toggled('a', { ...ink, kind: 'vae' as never })).toBe('a');
  expect(toggled('a', { ...ink, name: 'c++ (v1)' })).toBe('a, <lora:c++ (v1):1>, sumi-e');
  expect(toggled('a, <lora:c++ (v1):1>, sumi-e', { ...ink, name: 'c++ (v1)' })).toBe('a');
});
