import { detailsOf, seedOf, subseedOf } from './details';
import { hiresValues } from './hires';
import { maskValues } from './img2img';
import { promptPairs, samplingPairs, schedulePairs, trainingPairs } from './infotext-options';
import { pythonFloat } from './python-number';
import type { GenerationRequest } from './request';
import { scheduleLabel } from './resolve-sampler';
import { samplerNamed } from './samplers';
import { PROGRAM } from './version';

/** The pairs of an infotext's last line, in order. */
export type InfotextPairs = [key: string, value: string][];

/** Quoted as JSON when a comma, a colon or a line break would end the value early. */
function quoted(value: string): string {
  return /[,:\n]/.test(value) ? JSON.stringify(value) : value;
}

const withoutNull = (pairs: [string, string | null][]): InfotextPairs =>
  pairs.filter((pair): pair is [string, string] => pair[1] !== null);

/** Text for a number that says something; null leaves the pair out. */
const told = (isTold: boolean, value: number) => (isTold ? pythonFloat(value) : null);

/** Weights matter only where a prompt may have some. */
const hasBrackets = ({ prompt, negative_prompt }: GenerationRequest) => /[([]/.test(prompt + negative_prompt);

const text = (value: string | number | null, isFloat: boolean) =>
  typeof value === 'number' && isFloat ? pythonFloat(value) : value === null ? null : String(value);

/** What the second pass does otherwise than the first. */
function hiresPairs({ hires, ...first }: GenerationRequest): [string, string | null][] {
  if (!hires) return [];
  const schedule = hiresScheduleLabel({ ...first, hires });
  return hiresValues(hires, schedule).map(([key, value]) => [key, text(value, key === 'Hires upscale')]);
}

const maskPairs = ({ img2img }: GenerationRequest): [string, string | null][] =>
  img2img ? maskValues(img2img).map(([key, value]) => [key, text(value, false)]) : [];

const labelOf = (samplerName: string, scheduler: string) => {
  const sampler = samplerNamed(samplerName);
  return sampler ? scheduleLabel(sampler, scheduler) : scheduler;
};

/** The second pass's schedule, where it does not follow from the first's. */
export function hiresScheduleLabel({ hires, sampler_name, scheduler }: GenerationRequest): string | null {
  const label = labelOf(hires?.sampler_name ?? sampler_name, hires?.scheduler ?? scheduler);
  const follows = !hires?.sampler_name && label === labelOf(sampler_name, scheduler);
  return follows ? null : label;
}

/** How far a sampler's noise is from its own, in the order other programs write it. */
export function samplerPairs(request: GenerationRequest): InfotextPairs {
  const sampler = samplerNamed(request.sampler_name);
  const { s_churn, s_tmin, s_tmax, s_noise } = detailsOf(request);
  const { eta } = request;
  const ownEta = sampler?.defaultEta;
  const isChurned = sampler?.takes === 'churn';
  return withoutNull([
    [
      sampler?.walksTimesteps ? 'Eta DDIM' : 'Eta',
      eta === null || ownEta === undefined || eta === ownEta ? null : pythonFloat(eta),
    ],
    ['Sigma churn', told(isChurned && s_churn !== 0, s_churn)],
    ['Sigma tmin', told(isChurned && s_tmin !== 0, s_tmin)],
    ['Sigma tmax', told(isChurned && s_tmax !== 0, s_tmax)],
    ['Sigma noise', told(sampler?.takes !== undefined && s_noise !== 1, s_noise)],
  ]);
}

/** What only drawing tells. */
export interface DrawnFacts {
  /** First ten hex digits of the VAE's SHA-256. */
  vaeHash?: string | null;
  /** Short hashes of LoRAs and embeddings by the names in the prompts. */
  loraHashes?: ReadonlyMap<string, string>;
  embeddingHashes?: ReadonlyMap<string, string>;
  /** Name of the owner, where the request tells it. */
  user?: string;
  /** MD5 of the pictures that those of a batch are drawn from, one each or one for all; where they are kept. */
  initImageHashes?: readonly string[];
  /** The mode, where it has drawn otherwise than exactly. */
  acceleration?: string | null;
  /** What a script did, for its grids. */
  told?: InfotextPairs;
}

/** `name: hash, …`; names lose what would end them early. */
function hashesText(hashes: ReadonlyMap<string, string> = new Map()): string | null {
  const pairs = [...hashes].map(([name, hash]) => `${name.replaceAll(/[:,]/g, '')}: ${hash}`);
  return pairs.join(', ') || null;
}

function pairsOf(request: GenerationRequest, index: number, facts: DrawnFacts): InfotextPairs {
  const sampler = samplerNamed(request.sampler_name);
  const { checkpoint } = request;
  const details = detailsOf(request);
  const { subseed_strength, eta_noise_seed_delta, seed_resize_from_w, seed_resize_from_h, emphasis, tiling } =
    details;
  const { initial_noise_multiplier: multiplier = 1, inpainting_mask_weight: conditioning = 1 } =
    request.img2img ?? {};
  const isVaried = subseed_strength !== 0;
  const strength = (request.hires ?? request.img2img)?.denoising_strength;
  const usesEnsd = sampler?.options.uses_ensd !== undefined && request.eta !== 0;
  const pairs: [string, string | null][] = [
    ['Steps', String(request.steps)],
    ['Sampler', request.sampler_name],
    ['Schedule type', sampler ? scheduleLabel(sampler, request.scheduler) : request.scheduler],
    ['CFG scale', pythonFloat(request.cfg_scale)],
    ['Seed', String(seedOf(request, index))],
    ['Size', `${request.width}x${request.height}`],
    ['Model hash', checkpoint.hash],
    ['Model', checkpoint.name],
    ['VAE hash', request.vae ? (facts.vaeHash ?? null) : null],
    ['VAE', request.vae?.name ?? null],
    ['Variation seed', isVaried ? String(subseedOf(request, index)) : null],
    ['Variation seed strength', told(isVaried, subseed_strength)],
    ['Seed resize from', seed_resize_from_w > 0 ? `${seed_resize_from_w}x${seed_resize_from_h}` : null],
    ['Denoising strength', strength === undefined ? null : pythonFloat(strength)],
    ['Conditional mask weight', told(checkpoint.inpainting === true, conditioning)],
    ['Clip skip', request.clip_skip > 1 ? String(request.clip_skip) : null],
    ['ENSD', eta_noise_seed_delta !== 0 && usesEnsd ? String(eta_noise_seed_delta) : null],
    [
      'Init image hash',
      facts.initImageHashes?.[index % request.batch_size] ?? facts.initImageHashes?.[0] ?? null,
    ],
    // Drawn as that device would draw it, on every device.
    ['RNG', details.noise_source],
    ['Tiling', tiling ? 'True' : null],
    ...hiresPairs(request),
    ...maskPairs(request),
    ['Lora hashes', hashesText(facts.loraHashes)],
    ...promptPairs(request),
    ['TI hashes', hashesText(facts.embeddingHashes)],
    ['Emphasis', emphasis !== 'Original' && hasBrackets(request) ? emphasis : null],
    ...trainingPairs(request),
    ['Noise multiplier', told(multiplier !== 1, multiplier)],
    ...schedulePairs(request),
    ...samplerPairs(request),
    ...samplingPairs(request),
    ...(facts.told ?? []),
    ['Version', PROGRAM],
    ['User', facts.user ?? null],
    ['Acceleration', facts.acceleration ?? null],
  ];
  const untold = new Set(request.untold);
  return withoutNull(pairs).filter(([key]) => !untold.has(key));
}

/** The text that a picture carries (sdapi §16). `index` counts the job's pictures from 0. */
export function writeInfotext(request: GenerationRequest, index: number, facts: DrawnFacts = {}): string {
  const pairs = pairsOf(request, index, facts).map(([key, value]) =>
    key === value ? key : `${key}: ${quoted(value)}`,
  );
  const negative = request.negative_prompt ? `\nNegative prompt: ${request.negative_prompt}` : '';
  return `${request.prompt}${negative}\n${pairs.join(', ')}`.trim();
}
