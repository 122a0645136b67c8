import { refuse } from './check-request';
import { img2imgSteps } from './img2img-steps';

const MAX_SCHEDULED = 20_000;

/** @throws EngineError `request-invalid` */
export function checkStrength(strength: number, steps: number, areFixed: boolean): void {
  if (!(strength >= 0 && strength <= 1)) refuse('The denoising strength must be from 0 to 1.');
  if (img2imgSteps(steps, strength, areFixed).scheduled > MAX_SCHEDULED) {
    refuse('So many steps cannot be made at so low a denoising strength. Raise it, or make fewer steps.');
  }
}
