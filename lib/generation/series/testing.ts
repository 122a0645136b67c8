import type { GenerationFields } from '../generation-fields';

/** What somebody asks for, for tests. */
export const someFields = (changes: Partial<GenerationFields> = {}): GenerationFields => ({
  prompt: 'a red house',
  negativePrompt: '',
  seed: 7,
  subseed: 3,
  sampler: 'Euler',
  scheduler: 'Automatic',
  steps: 2,
  cfgScale: 7,
  width: 64,
  height: 64,
  batchSize: 1,
  batchCount: 1,
  saveImages: true,
  ...changes,
});
