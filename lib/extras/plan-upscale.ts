import { AppError } from '@/lib/errors';
import type { ImageUpscaler } from '@/lib/generation/upscalers';
import { EXTRAS_LIMITS, type ExtrasSettings } from './extras-settings';

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** One enlargement of a picture. */
export interface UpscaleStep {
  upscaler: Exclude<ImageUpscaler, 'None'>;
  /** What the upscaler makes of it; null: the picture is large enough already. */
  enlarged: Size | null;
  /** What Lanczos makes of that. */
  exact: Size;
  /** The middle that is kept; null: all of it. */
  cropped: Size | null;
}

/** What is to be done with a picture; no steps: nothing. */
export interface UpscalePlan {
  first: UpscaleStep | null;
  /** Laid over the first one's picture. */
  second: UpscaleStep | null;
  /** How much of the second one's is seen, 0 to 1. */
  visibility: number;
  result: Size;
  /** What the picture says of it, as programs know the pairs. */
  info: [key: string, value: string][];
}

/** Sides an upscaler answers with. */
const whole = (side: number) => Math.floor(side / 8) * 8;

/**
 * How a picture is enlarged: the sizes, their rounding and what is said of it.
 *
 * @param scaleText the factor as it is said
 * @throws AppError `bad_size` (422) for a picture that would have no pixels, or too many
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/postprocessing_upscale.py`, `modules/upscaler.py`
 */
export function planUpscale(
  source: Size,
  settings: ExtrasSettings,
  scaleText = String(settings.scale),
): UpscalePlan {
  const { upscaler, secondUpscaler, secondVisibility } = settings;
  if (upscaler === 'None') return { first: null, second: null, visibility: 0, result: source, info: [] };
  const { scale, crop, info } = targetOf(source, settings, scaleText);
  const step = (name: UpscaleStep['upscaler']) => stepOf(source, name, scale, crop);
  const first = step(upscaler);
  const second = secondUpscaler !== 'None' && secondVisibility > 0 ? step(secondUpscaler) : null;
  info.push(['Postprocess upscaler', upscaler]);
  if (second) info.push(['Postprocess upscaler 2', secondUpscaler]);
  return { first, second, visibility: secondVisibility, result: first.cropped ?? first.exact, info };
}

function targetOf(
  { width, height }: Size,
  settings: ExtrasSettings,
  scaleText: string,
): { scale: number; crop: Size | null; info: UpscalePlan['info'] } {
  const covering = (size: Size) => Math.max(size.width / width, size.height / height);
  if (settings.resize === 'to') {
    const size = { width: settings.width, height: settings.height };
    const words = `${size.width}x${size.height}`;
    const info: UpscalePlan['info'] = [['Postprocess upscale to', words]];
    if (settings.crop) info.push(['Postprocess crop to', words]);
    return { scale: covering(size), crop: settings.crop ? size : null, info };
  }
  const { scale, maxSide } = settings;
  const info: UpscalePlan['info'] = [['Postprocess upscale by', scaleText]];
  if (maxSide === 0 || Math.max(width, height) * scale <= maxSide) return { scale, crop: null, info };
  info.push(['Max side length', String(maxSide)]);
  return {
    scale: covering(within({ width: width * scale, height: height * scale }, maxSide)),
    crop: null,
    info,
  };
}

/** The size made smaller in proportion, so that no side is longer. */
function within({ width, height }: Size, side: number): Size {
  if (height > width && height > side) return { width: Math.floor((side * width) / height), height: side };
  return width > side ? { width: side, height: Math.floor((side * height) / width) } : { width, height };
}

function stepOf(
  { width, height }: Size,
  upscaler: UpscaleStep['upscaler'],
  scale: number,
  cropped: Size | null,
): UpscaleStep {
  const exact = { width: whole(width * scale), height: whole(height * scale) };
  refuseSize(exact);
  if (cropped) refuseSize(cropped);
  const isLargeEnough = scale !== 1 && width >= exact.width && height >= exact.height;
  const enlarged = { width: Math.trunc(width * scale), height: Math.trunc(height * scale) };
  return { upscaler, enlarged: isLargeEnough ? null : enlarged, exact, cropped };
}

function refuseSize({ width, height }: Size): void {
  const { pixels } = EXTRAS_LIMITS;
  if (width < 1 || height < 1) {
    throw new AppError({
      code: 'bad_size',
      status: 422,
      message:
        'The picture would have no pixels left: a side comes to less than 8. Choose a larger factor or size.',
    });
  }
  if (width * height > pixels) {
    throw new AppError({
      code: 'bad_size',
      status: 422,
      message: `The picture would have ${width}×${height} pixels. Choose a smaller factor or size: at most ${pixels.toLocaleString('en-US')} pixels, such as 8192×8192.`,
    });
  }
}
