import { expect, test } from 'vitest';
import { withModel, withWords } from './with-model';

const lora = {
  kind: 'lora' as const,
  name: 'ink',
  path: 'ink.safetensors',
  triggerWords: ['sumi-e', 'Ink Wash'],
};

test('a LoRA comes with its trigger words, behind what was typed', () => {
  expect(withModel({ prompt: 'a house, ', steps: 7 }, lora)).toEqual({
    prompt: 'a house, <lora:ink:1>, sumi-e, Ink Wash',
    steps: 7,
  });
  expect(withModel({}, lora).prompt).toBe('<lora:ink:1>, sumi-e, Ink Wash');
});

test('what is in the prompt already is not added again', () => {
  const prompt = 'an ink wash of a house, <lora:ink:0.6>';
  expect(withModel({ prompt }, lora).prompt).toBe(`${prompt}, sumi-e`);
  const once = withModel({ prompt }, lora);
  expect(withModel(once, lora)).toEqual(once);
  expect(withWords({ prompt }, 'Ink Wash').prompt).toBe(prompt);
});

test('each kind in its own way', () => {
  const of = (kind: 'embedding' | 'hypernetwork' | 'checkpoint' | 'vae') =>
    withModel({ prompt: 'x' }, { ...lora, kind, triggerWords: [] });
  expect(of('embedding')).toEqual({ prompt: 'x, ink' });
  expect(of('hypernetwork')).toEqual({ prompt: 'x, <hypernet:ink:1>' });
  expect(of('checkpoint')).toEqual({ prompt: 'x', checkpoint: 'ink.safetensors' });
  expect(of('vae')).toEqual({ prompt: 'x' });
});
