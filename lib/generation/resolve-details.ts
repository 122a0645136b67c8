import type { GenerationOptions } from '@/lib/options';
import { ABSENT_DETAILS, type DrawingDetails, type Emphasis, type NoiseSource, toldDetails } from './details';
import { LIMITS } from './limits';

/** Details somebody asks for; null and absent: the user's option where there is one, else what changes nothing. */
export interface DetailFields {
  subseedStrength?: number | null;
  /** -1 and 0: none. */
  seedResizeFromW?: number | null;
  seedResizeFromH?: number | null;
  noiseSource?: NoiseSource | null;
  ensd?: number | null;
  sChurn?: number | null;
  sTmin?: number | null;
  /** 0 and infinity: no upper end. */
  sTmax?: number | null;
  sNoise?: number | null;
  sMinUncond?: number | null;
  emphasis?: Emphasis | null;
  tiling?: boolean | null;
}

export interface DetailProblem {
  field: keyof DetailFields;
  message: string;
}

const between = (label: string, { min, max }: { min: number; max: number }, what = 'a number') =>
  `${label} must be ${what} from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`;

const RANGES = [
  ['subseedStrength', 'The variation strength', LIMITS.subseedStrength],
  ['sChurn', 's_churn', LIMITS.churn],
  ['sTmin', 's_tmin', LIMITS.sigma],
  ['sTmax', 's_tmax', LIMITS.sigma],
  ['sNoise', 's_noise', LIMITS.noiseScale],
  ['sMinUncond', 's_min_uncond', LIMITS.sigma],
] as const;

function rangeProblems(fields: DetailFields): DetailProblem[] {
  return RANGES.flatMap(([field, label, range]) => {
    const value = fields[field] ?? null;
    const isFine = value === null || (value >= range.min && value <= range.max);
    return isFine || (field === 'sTmax' && value === Number.POSITIVE_INFINITY)
      ? []
      : [{ field, message: between(label, range) }];
  });
}

/** All details that are out of bounds, with a sentence each. */
export function detailProblems(fields: DetailFields): DetailProblem[] {
  const { ensd = null } = fields;
  const isWhole = (value: number, { min, max }: { min: number; max: number }) =>
    Number.isInteger(value) && value >= min && value <= max;
  const resize = (['seedResizeFromW', 'seedResizeFromH'] as const).flatMap((field) => {
    const value = fields[field] ?? 0;
    if (value <= 0 || isWhole(value, LIMITS.seedResize)) return [];
    return [
      { field, message: between('A side to resize the seed from', LIMITS.seedResize, 'a whole number') },
    ];
  });
  return [
    ...rangeProblems(fields),
    ...resize,
    ...(ensd === null || isWhole(ensd, LIMITS.ensd)
      ? []
      : [
          {
            field: 'ensd' as const,
            message: between('The eta noise seed delta', LIMITS.ensd, 'a whole number'),
          },
        ]),
  ];
}

/** A seed is resized from a size, which takes both sides. */
function seedResizeFrom({ seedResizeFromW, seedResizeFromH }: DetailFields) {
  const [w, h] = [seedResizeFromW ?? 0, seedResizeFromH ?? 0];
  return w > 0 && h > 0 ? { seed_resize_from_w: w, seed_resize_from_h: h } : {};
}

/** The details a job stores: those asked for, else the user's own; what changes nothing is left out. */
export function resolveDetails(
  fields: DetailFields,
  options: GenerationOptions['details'],
): Partial<DrawingDetails> {
  const s_tmax = fields.sTmax ?? options.s_tmax;
  return toldDetails({
    ...ABSENT_DETAILS,
    ...seedResizeFrom(fields),
    subseed_strength: fields.subseedStrength ?? 0,
    noise_source: fields.noiseSource ?? options.noise_source,
    eta_noise_seed_delta: fields.ensd ?? options.eta_noise_seed_delta,
    s_churn: fields.sChurn ?? options.s_churn,
    s_tmin: fields.sTmin ?? options.s_tmin,
    s_tmax: Number.isFinite(s_tmax) ? s_tmax : 0,
    s_noise: fields.sNoise ?? options.s_noise,
    s_min_uncond: fields.sMinUncond ?? options.s_min_uncond,
    emphasis: fields.emphasis ?? options.emphasis,
    tiling: fields.tiling ?? options.tiling,
  });
}
