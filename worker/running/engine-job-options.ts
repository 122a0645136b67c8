import { DRAWING_OPTIONS, type DrawingOptions, drawingOptionsOf } from '@/lib/generation/drawing-options';
import { unusual } from '@/lib/generation/option-group';
import type { GenerationRequest } from '@/lib/generation/request';
import type { DrawingRequest, Refiner } from '../engine/pipeline/request';

type UniPc = NonNullable<NonNullable<DrawingRequest['levels']>['uniPc']>;

/** Noise levels of old web UIs, whatever the checkpoint was trained on. */
const OLD_KARRAS = { sigma_min: 0.1, sigma_max: 10 };
const SPREADS = { time_uniform: 'time', time_quadratic: 'root of time', logSNR: 'log SNR' } as const;

/** An object without what is undefined; nothing when all is. */
function said<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}

function levelsOf(told: Partial<DrawingOptions>): DrawingRequest['levels'] {
  const ends = told.use_old_karras_scheduler_sigmas ? OLD_KARRAS : undefined;
  return said<NonNullable<DrawingRequest['levels']>>({
    sigmaMin: told.sigma_min ?? ends?.sigma_min,
    sigmaMax: told.sigma_max ?? ends?.sigma_max,
    rho: told.rho,
    betaAlpha: told.beta_dist_alpha,
    betaBeta: told.beta_dist_beta,
    discardsNextToLast: told.always_discard_next_to_last_sigma,
    widensFirstNoise: told.sgm_noise_multiplier,
    uniPc: said<UniPc>({
      variant: told.uni_pc_variant,
      order: told.uni_pc_order,
      lowersOrder: told.uni_pc_lower_order_final,
      spread: told.uni_pc_skip_type && SPREADS[told.uni_pc_skip_type],
    }),
  });
}

/** What options say about how a picture is drawn, by the engine's names; what is as usual is not said. */
export function drawingOf(request: GenerationRequest): Partial<DrawingRequest> {
  const told = unusual(DRAWING_OPTIONS, drawingOptionsOf(request));
  const padding = told.pad_cond_uncond_v0 ? 'last vector' : told.pad_cond_uncond ? 'empty chunks' : undefined;
  return (
    said<Partial<DrawingRequest>>({
      levels: levelsOf(told),
      training: said<NonNullable<DrawingRequest['training']>>({
        areHalved: told.use_downcasted_alpha_bar,
        haveZeroTerminalSnr: told.sd_noise_schedule && true,
      }),
      s_min_uncond_all: told.s_min_uncond_all,
      skipEarly: told.skip_early_cond,
      commaBacktrack: told.comma_padding_backtrack,
      usesOldScheduling: told.use_old_scheduling,
      padding,
      told: said<NonNullable<DrawingRequest['told']>>({
        cropTop: told.sdxl_crop_top,
        cropLeft: told.sdxl_crop_left,
        positiveScore: told.sdxl_refiner_high_aesthetic_score,
        negativeScore: told.sdxl_refiner_low_aesthetic_score,
      }),
      extraNoise: told.img2img_extra_noise,
      exact: told.atelier_exact,
    }) ?? {}
  );
}

const PASSES = { 'first pass': 'first', 'second pass': 'second', 'both passes': 'both' } as const;

/** @param checkpoint absolute path */
export function refinerOf(
  request: GenerationRequest,
  checkpoint: string | undefined,
): { refiner: Refiner } | Record<string, never> {
  const { refiner } = request;
  if (!refiner || checkpoint === undefined) return {};
  const { refiner_switch_by_sample_steps, hires_fix_refiner_pass } = drawingOptionsOf(request);
  return {
    refiner: {
      checkpoint,
      switchAt: refiner.switch_at ?? 0,
      ...(refiner_switch_by_sample_steps ? { bySteps: true } : {}),
      hiresPass: PASSES[hires_fix_refiner_pass],
    },
  };
}
