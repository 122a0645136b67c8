import { checkRequest, MAX_PIXELS, refuse } from './check-request';
import { checkStrength } from './check-strength';
import { IMAGE_UPSCALERS, type Img2ImgRequest } from './request';

/** Standard deviations of the blur beyond which a mask is no mask; the reference's slider ends at 64. */
const MAX_BLUR = 1024;

function checkSize(what: string, width: number, height: number, samples: number, channels: number): void {
  const isWhole = Number.isInteger(width) && Number.isInteger(height);
  if (!isWhole || width < 1 || height < 1 || width * height < 2 || width * height > MAX_PIXELS) {
    refuse(`${what} of ${width}×${height} pixels cannot be used. Choose one with sides up to 4096.`);
  }
  if (samples !== width * height * channels) refuse(`${what} is damaged: its data does not fit its size.`);
}

/** @throws EngineError `request-invalid` */
export function checkImg2Img(request: Img2ImgRequest): void {
  checkRequest(request);
  const { init, mask, resizeMode, denoisingStrength, steps } = request;
  const { fixSteps = false, noiseMultiplier = 1, upscaler = 'None', conditioningStrength = 1 } = request;
  checkSize('A picture to start from', init.width, init.height, init.rgb.length, 3);
  if (request.coloursOf) {
    const { width, height, rgb } = request.coloursOf;
    checkSize('A picture to take colours of', width, height, rgb.length, 3);
  }
  checkStrength(denoisingStrength, steps, fixSteps);
  if (![0, 1, 2, 3].includes(resizeMode)) refuse('The resize mode must be 0, 1, 2 or 3.');
  if (!IMAGE_UPSCALERS.includes(upscaler)) {
    refuse(`The upscaler "${upscaler}" is not available. Choose one of ${IMAGE_UPSCALERS.join(', ')}.`);
  }
  if (!Number.isFinite(noiseMultiplier)) refuse('The noise multiplier must be a number.');
  if (!(conditioningStrength >= 0 && conditioningStrength <= 1)) {
    refuse('The strength of the conditioning mask must be from 0 to 1.');
  }
  if (!mask) return;
  checkSize('A mask', mask.width, mask.height, mask.levels.length, 1);
  const { blurX, blurY, onlyMasked, latentLevels } = mask;
  if (latentLevels) {
    checkSize('A mask of the latent', mask.width, mask.height, latentLevels.length, 1);
    if (onlyMasked) refuse('Only what is masked is drawn with one mask alone.');
  }
  if (![blurX, blurY].every((blur) => blur >= 0 && blur <= MAX_BLUR)) {
    refuse(`The mask blur must be from 0 to ${MAX_BLUR}.`);
  }
  const padding = onlyMasked?.padding ?? 0;
  if (!Number.isInteger(padding) || padding < 0)
    refuse('The padding of the masked area must be a whole number from 0.');
}
