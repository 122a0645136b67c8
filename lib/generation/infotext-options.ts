import { titleOf } from './chosen-checkpoint';
import { drawingOptionsOf } from './drawing-options';
import { pythonFloat } from './python-number';
import type { GenerationRequest } from './request';
import { scheduleLabel } from './resolve-sampler';
import { samplerNamed } from './samplers';
import { SCHEDULERS } from './schedulers';

/** A key and what an infotext says under it; null leaves it out. */
export type ToldPair = [key: string, value: string | null];

const truth = (isTold: boolean): string | null => (isTold ? 'True' : null);
const float = (isTold: boolean, value: number): string | null => (isTold ? pythonFloat(value) : null);

/** Options of prompts and of training levels; told before anything is sampled. */
export function promptPairs(request: GenerationRequest): ToldPair[] {
  const options = drawingOptionsOf(request);
  const changes = `${request.prompt}${request.negative_prompt}`.includes('[');
  return [['Old prompt editing timelines', truth(options.use_old_scheduling && changes)]];
}

/** Options of the checkpoint's own levels. */
export function trainingPairs(request: GenerationRequest): ToldPair[] {
  const { use_downcasted_alpha_bar, sd_noise_schedule } = drawingOptionsOf(request);
  return [
    ['Downcast alphas_cumprod', truth(use_downcasted_alpha_bar)],
    ['Noise Schedule', sd_noise_schedule === 'Default' ? null : sd_noise_schedule],
  ];
}

/** Options of the schedule, where the sampler has one that listens to them. */
export function schedulePairs(request: GenerationRequest): ToldPair[] {
  const options = drawingOptionsOf(request);
  const sampler = samplerNamed(request.sampler_name);
  if (!sampler) return [];
  const label = scheduleLabel(sampler, request.scheduler);
  const isScheduled = !sampler.walksTimesteps && label !== 'Automatic';
  const ownRho = SCHEDULERS.find((scheduler) => scheduler.label === label)?.defaultRho ?? -1;
  const { sigma_min, sigma_max, rho } = options;
  const isDiscarded =
    options.always_discard_next_to_last_sigma && !sampler.options.discard_next_to_last_sigma;
  const isBeta = isScheduled && label === 'Beta';
  const isWidened = options.sgm_noise_multiplier && !sampler.walksTimesteps && request.kind === 'txt2img';
  return [
    ['Discard penultimate sigma', truth(isDiscarded)],
    ['Schedule min sigma', float(isScheduled && sigma_min !== 0, sigma_min)],
    ['Schedule max sigma', float(isScheduled && sigma_max !== 0, sigma_max)],
    ['Schedule rho', float(isScheduled && ownRho !== -1 && rho !== 0 && rho !== ownRho, rho)],
    ['Beta schedule alpha', float(isBeta, options.beta_dist_alpha)],
    ['Beta schedule beta', float(isBeta, options.beta_dist_beta)],
    ['SGM noise multiplier', truth(isWidened)],
    [
      'Extra noise',
      float(options.img2img_extra_noise !== 0 && isDrawnAnew(request), options.img2img_extra_noise),
    ],
  ];
}

const isDrawnAnew = ({ hires, img2img }: GenerationRequest) => hires !== undefined || img2img !== undefined;

/** What is told of the sampling itself, after the sampler's own noise. */
export function samplingPairs(request: GenerationRequest): ToldPair[] {
  const options = drawingOptionsOf(request);
  const { refiner, s_min_uncond = 0 } = request;
  const title = refiner && titleOf(refiner.checkpoint);
  const isElsewhere = refiner && request.hires && options.hires_fix_refiner_pass !== 'second pass';
  const isUniPc = request.sampler_name === 'UniPC';
  const uniPc = (key: string, name: keyof typeof options, usual: unknown): ToldPair => [
    key,
    isUniPc && options[name] !== usual ? pythonText(options[name]) : null,
  ];
  return [
    ['Skip Early CFG', float(options.skip_early_cond !== 0, options.skip_early_cond)],
    [
      'Refiner switch by sampling steps',
      truth(refiner !== undefined && options.refiner_switch_by_sample_steps),
    ],
    ['Hires refiner', isElsewhere ? options.hires_fix_refiner_pass : null],
    ['Refiner', title ?? null],
    ['Refiner switch at', refiner && refiner.switch_at !== null ? pythonFloat(refiner.switch_at) : null],
    ['NGMS', float(s_min_uncond !== 0, s_min_uncond)],
    ['NGMS all steps', truth(s_min_uncond !== 0 && options.s_min_uncond_all)],
    // Other programs read these and forgot to write them.
    uniPc('UniPC variant', 'uni_pc_variant', 'bh1'),
    uniPc('UniPC skip type', 'uni_pc_skip_type', 'time_uniform'),
    uniPc('UniPC order', 'uni_pc_order', 3),
    uniPc('UniPC lower order final', 'uni_pc_lower_order_final', true),
    ['Pad conds', truth(options.pad_cond_uncond && !options.pad_cond_uncond_v0)],
    ['Pad conds v0', truth(options.pad_cond_uncond_v0)],
  ];
}

const pythonText = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
