import { EngineError } from '../errors';
import { SAMPLER_NAMES } from '../sampling/samplers';
import { SCHEDULER_NAMES } from '../sampling/schedulers';
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
  const { width, height, steps, cfgScale, sampler, scheduler, seed, clipSkip, eta = 0, refiner } = request;
  if (!(width >= 8 && height >= 8 && width * height <= MAX_PIXELS)) {
    refuse(`A picture of ${width}×${height} cannot be drawn. Choose sides from 64 to 4096.`);
  }
  if (!Number.isInteger(steps) || steps < 1 || steps > MAX_STEPS)
    refuse(`Steps must be from 1 to ${MAX_STEPS}.`);
  if (!Number.isFinite(cfgScale)) refuse('The CFG scale must be a number.');
  if (!Number.isFinite(seed)) refuse('The seed must be a number.');
  if (!Number.isFinite(eta)) refuse('Eta must be a number.');
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
}
