import { EngineError } from '../errors';
import { NOISE_SOURCES } from '../sampling/noise-source';
import { SAMPLER_NAMES } from '../sampling/samplers';
import { SCHEDULER_NAMES } from '../sampling/schedulers';
import { EMPHASES } from '../text/emphasis';
import type { DrawingRequest } from './request';

/** Of pictures that are drawn, and of those that are drawn upon. */
export const MAX_PIXELS = 4096 * 4096;
const MAX_STEPS = 500;

/** @throws EngineError `request-invalid` */
export function refuse(message: string): never {
  throw new EngineError('request-invalid', message);
}

/** @throws EngineError `request-invalid` for what would fail later in a way nobody understands */
export function checkRequest(request: DrawingRequest): void {
  const { width, height, steps, cfgScale, sampler, scheduler, clipSkip, refiner } = request;
  if (!(width >= 8 && height >= 8 && width * height <= MAX_PIXELS)) {
    refuse(`A picture of ${width}×${height} cannot be drawn. Choose sides from 64 to 4096.`);
  }
  if (!Number.isInteger(steps) || steps < 1 || steps > MAX_STEPS)
    refuse(`Steps must be from 1 to ${MAX_STEPS}.`);
  if (!Number.isFinite(cfgScale)) refuse('The CFG scale must be a number.');
  if (!Number.isInteger(clipSkip) || clipSkip < 1) refuse('Clip skip must be a whole number from 1.');
  if (!SAMPLER_NAMES.includes(sampler)) {
    refuse(`The sampler "${sampler}" is not available. Choose one of ${SAMPLER_NAMES.join(', ')}.`);
  }
  if (!SCHEDULER_NAMES.includes(scheduler)) {
    refuse(`The scheduler "${scheduler}" is not available. Choose one of ${SCHEDULER_NAMES.join(', ')}.`);
  }
  if (refiner && !(refiner.switchAt >= 0 && refiner.switchAt <= 1)) {
    refuse('The refiner must take over at a share from 0 to 1.');
  }
  checkNoise(request);
  checkLevels(request);
  const { emphasis = 'Original', commaBacktrack = 0 } = request;
  if (!EMPHASES.includes(emphasis)) {
    refuse(`The emphasis "${emphasis}" is not known. Choose one of ${EMPHASES.join(', ')}.`);
  }
  if (!Number.isInteger(commaBacktrack) || commaBacktrack < 0) {
    refuse('The comma back-tracking must be a whole number of tokens.');
  }
}

function checkLevels({ levels = {}, skipEarly = 0 }: DrawingRequest): void {
  const {
    sigmaMin = 0,
    sigmaMax = 0,
    rho = 0,
    betaAlpha = 1,
    betaBeta = 1,
    uniPc: { order = 3 } = {},
  } = levels;
  const isFine = [sigmaMin, sigmaMax, rho].every((value) => Number.isFinite(value) && value >= 0);
  if (!isFine) refuse('The smallest and largest sigma and rho must be numbers from 0.');
  if (!(betaAlpha > 0 && betaBeta > 0)) refuse('Alpha and beta of the Beta schedule must be above 0.');
  if (!Number.isInteger(order) || order < 1) refuse('The order of UniPC must be a whole number from 1.');
  if (!(skipEarly >= 0 && skipEarly <= 1)) refuse('The share of steps without guidance must be from 0 to 1.');
}

const NOISE_NUMBERS = {
  seed: 'The seed',
  subseed: 'The variation seed',
  subseedStrength: 'The variation strength',
  ensd: 'The eta noise seed delta',
  eta: 'Eta',
  s_churn: 'Sigma churn',
  s_tmin: 'Sigma tmin',
  s_noise: 'Sigma noise',
  extraNoise: 'The extra noise',
  s_min_uncond: 'The negative guidance minimum sigma',
} as const;

function checkNoise(request: DrawingRequest): void {
  const { noiseSource = 'CPU', seedResizeFrom, s_tmax = 0 } = request;
  for (const [field, name] of Object.entries(NOISE_NUMBERS)) {
    const value = request[field as keyof typeof NOISE_NUMBERS] ?? 0;
    if (!Number.isFinite(value)) refuse(`${name} must be a number.`);
  }
  // Infinity is no limit.
  if (Number.isNaN(s_tmax)) refuse('Sigma tmax must be a number.');
  if (!NOISE_SOURCES.includes(noiseSource)) {
    refuse(`The noise source "${noiseSource}" is not known. Choose one of ${NOISE_SOURCES.join(', ')}.`);
  }
  if (seedResizeFrom) {
    const { width, height } = seedResizeFrom;
    if (!(Number.isFinite(width * height) && width * height <= MAX_PIXELS)) {
      refuse(`A seed cannot be resized from ${width}×${height}. Choose sides up to 4096.`);
    }
  }
}
