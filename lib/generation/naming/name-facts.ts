/** Texts whose digests names may have. */
export type Hashed = 'prompt' | 'negativePrompt' | 'fullPrompt' | 'image';

/** What the name of a picture may tell. */
export interface NameFacts {
  prompt: string;
  negativePrompt: string;
  /** Without the texts of its styles. */
  promptWithoutStyles: string;
  styles: readonly string[];
  seed: number;
  /** Of the job's first and last pictures. */
  seeds: { first: number; last: number };
  steps: number;
  cfgScale: number;
  /** Pixels of the picture. */
  width: number;
  height: number;
  sampler: string;
  /** As it is labelled; of `Automatic` what the sampler takes. */
  scheduler: string;
  model: { name: string; hash: string | null };
  /** File of a VAE that takes the place of the model's own. */
  vae: string | null;
  clipSkip: number;
  /** Null where nothing is drawn from. */
  denoisingStrength: number | null;
  batchSize: number;
  batchCount: number;
  /** Counted over the job, from 0. */
  index: number;
  user: string;
  /** When the picture was saved, and when its job began. */
  date: Date;
  begun: Date;
  /** What comes first in the name of a grid; empty: nothing. */
  basename: string;
  /** SHA-256, 64 hex digits. */
  hashOf: (what: Hashed) => string;
}
