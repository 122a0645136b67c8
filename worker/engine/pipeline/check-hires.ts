import { checkRequest, refuse } from './check-request';
import { checkStrength } from './check-strength';
import { hiresSize } from './hires-size';
import { type DrawingRequest, type HiresPass, IMAGE_UPSCALERS, isLatentUpscaler } from './request';

/**
 * @param second what the second pass draws
 * @param factor pixels of a latent place
 * @throws EngineError `request-invalid`
 */
export function checkHires(second: DrawingRequest, hires: HiresPass, factor: number): void {
  const { upscaler, size, denoisingStrength } = hires;
  if (!isLatentUpscaler(upscaler) && !IMAGE_UPSCALERS.includes(upscaler)) {
    refuse(`The upscaler "${upscaler}" is not available. Choose a latent one, Lanczos, Nearest or None.`);
  }
  if (!Object.values(size).every((value) => value >= 0) || !Object.values(size).some((value) => value > 0)) {
    refuse('The hires fix needs a size above 0.');
  }
  const { width, height, cutX, cutY } = hiresSize(second, size, factor);
  checkRequest({ ...second, width, height });
  checkRequest({ ...second, width: width - cutX * factor, height: height - cutY * factor });
  checkStrength(denoisingStrength, second.steps, true);
}
