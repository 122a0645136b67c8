/** Whose random numbers the noise is made of: those of torch on a processor, or those of CUDA. */
export const NOISE_SOURCES = ['CPU', 'NV'] as const;
export type NoiseSource = (typeof NOISE_SOURCES)[number];

/** `GPU` elsewhere means CUDA itself, whose numbers NV computes anywhere. */
export const noiseSource = (source: NoiseSource | 'GPU'): NoiseSource => (source === 'GPU' ? 'NV' : source);

/** What weights in a prompt do to its encoded words. */
export const EMPHASES = ['Original', 'No norm', 'Ignore', 'None'] as const;
export type Emphasis = (typeof EMPHASES)[number];

/** What few requests say. Stored requests leave out what changes nothing, and old ones know none of it. */
export interface DrawingDetails {
  /** How far the first noise goes from the seed's to that of `subseed`, 0 to 1. */
  subseed_strength: number;
  /** Pixels of the picture whose composition the seed keeps; 0: this one's own. */
  seed_resize_from_w: number;
  seed_resize_from_h: number;
  noise_source: NoiseSource;
  /** The seed of all noise but the first is so much higher. */
  eta_noise_seed_delta: number;
  /** Extra noise of samplers that take it, where the noise level lies between tmin and tmax (0: no upper end). */
  s_churn: number;
  s_tmin: number;
  s_tmax: number;
  /** Scale of all noise but the first. */
  s_noise: number;
  /** Below this noise level every second evaluation leaves the negative prompt out. */
  s_min_uncond: number;
  emphasis: Emphasis;
  /** Opposite edges fit together. */
  tiling: boolean;
}

/** What an absent detail means. */
export const ABSENT_DETAILS: Readonly<DrawingDetails> = {
  subseed_strength: 0,
  seed_resize_from_w: 0,
  seed_resize_from_h: 0,
  noise_source: 'CPU',
  eta_noise_seed_delta: 0,
  s_churn: 0,
  s_tmin: 0,
  s_tmax: 0,
  s_noise: 1,
  s_min_uncond: 0,
  emphasis: 'Original',
  tiling: false,
};

const KEYS = Object.keys(ABSENT_DETAILS) as (keyof DrawingDetails)[];

/** All details of a request, those it leaves out too. */
export function detailsOf(request: Partial<DrawingDetails>): DrawingDetails {
  return {
    ...ABSENT_DETAILS,
    ...Object.fromEntries(KEYS.flatMap((key) => (request[key] === undefined ? [] : [[key, request[key]]]))),
  };
}

/** Details without those that change nothing. */
export function toldDetails(details: DrawingDetails): Partial<DrawingDetails> {
  return Object.fromEntries(
    KEYS.filter((key) => details[key] !== ABSENT_DETAILS[key]).map((key) => [key, details[key]]),
  );
}

interface Seeds {
  seed: number;
  subseed: number;
  subseed_strength?: number;
}

/** The seed of picture `index`, counted over the job: each its own, unless only the variation differs (sdapi §13). */
export const seedOf = ({ seed, subseed_strength = 0 }: Seeds, index: number): number =>
  subseed_strength === 0 ? seed + index : seed;

export const subseedOf = ({ subseed }: Pick<Seeds, 'subseed'>, index: number): number => subseed + index;
