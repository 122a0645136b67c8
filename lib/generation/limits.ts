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
  /** Drawn seeds lie in 0..2^32-1, as elsewhere; given ones may be any exact integer. */
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

/** Seeds are drawn from 0 to this, both included. */
export const LARGEST_DRAWN_SEED = 2 ** 32 - 1;
