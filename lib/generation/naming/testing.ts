/** What tests of names need. */
import type { NameFacts } from './name-facts';

const DIGESTS = { prompt: '1', negativePrompt: '2', fullPrompt: '3', image: '4' } as const;

export const someFacts = (changes: Partial<NameFacts> = {}): NameFacts => ({
  prompt: 'a red barn, <lora:oil:0.5> by night',
  negativePrompt: 'blurry',
  promptWithoutStyles: 'a red barn',
  styles: ['Oil', 'Night'],
  seed: 1234,
  seeds: { first: 1230, last: 1237 },
  steps: 20,
  cfgScale: 7,
  width: 512,
  height: 768,
  sampler: 'DPM++ 2M',
  scheduler: 'karras',
  model: { name: 'starter-v0', hash: '0123456789' },
  vae: 'vae-ft.ema.safetensors',
  clipSkip: 2,
  denoisingStrength: 0.75,
  batchSize: 2,
  batchCount: 4,
  index: 4,
  user: 'ann',
  date: new Date('2026-03-04T23:05:06.789Z'),
  begun: new Date('2026-03-04T23:04:00Z'),
  basename: '',
  hashOf: (what) => DIGESTS[what].repeat(64),
  ...changes,
});
