/** What a request may ask for. The same bounds hold for the studio's form and for the WebUI API. */
export const LIMITS = {
  /** Characters (code points) of a prompt or a negative prompt. */
  promptCharacters: 20_000,
  steps: { min: 1, max: 150 },
  /** Pixels of either side. */
  side: { min: 64, max: 2048 },
  batchSize: { min: 1, max: 16 },
  batchCount: { min: 1, max: 100 },
  /** The studio's slider begins at 1; programs may switch guidance off with less. */
  cfgScale: { min: 0, max: 30 },
  clipSkip: { min: 1, max: 12 },
  /** Times the first pass's size. */
  hiresScale: { min: 1, max: 8 },
  denoisingStrength: { min: 0, max: 1 },
  /** The fewer the strength leaves of a schedule, the longer the schedule must be. */
  scheduledSteps: 20_000,
  /** Standard deviations in pixels. */
  maskBlur: { min: 0, max: 256 },
  /** Pixels around what is masked. */
  maskPadding: { min: 0, max: 4096 },
  subseedStrength: { min: 0, max: 1 },
  /** Pixels of a side that a seed is resized from: a place of the latent is the least. */
  seedResize: { min: 8, max: 2048 },
  ensd: { min: 0, max: 2 ** 32 - 1 },
  churn: { min: 0, max: 1000 },
  /** Noise levels; those of checkpoints end at about 15. */
  sigma: { min: 0, max: 1000 },
  noiseScale: { min: 0, max: 10 },
  /** Drawn seeds lie in 0..2^32-1, as elsewhere; given ones may be any exact integer. */
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

/** Seeds are drawn from 0 to this, both included. */
export const LARGEST_DRAWN_SEED = 2 ** 32 - 1;
