/** What the studio's form starts with. Programs have other defaults: those of the API they were written for. */
export const STUDIO_DEFAULTS = {
  prompt: '',
  negativePrompt: '',
  sampler: 'DPM++ 2M',
  scheduler: 'Automatic',
  steps: 20,
  cfgScale: 7,
  width: 512,
  height: 512,
  batchSize: 1,
  batchCount: 1,
  seed: -1,
} as const;
