import { notSupported } from './errors';
import type { Txt2ImgFields } from './txt2img-fields';

const OFF = new Set(['', 'none']);
const isOff = (name: string | null) => name === null || OFF.has(name.toLowerCase());

/** Sampler details and the value that changes nothing. */
const NEUTRAL = { s_min_uncond: 0, s_churn: 0, s_tmin: 0, s_noise: 1 } as const;

/** What each switched-on feature is called, with what to do without it; null when it is off. */
const FEATURES: readonly ((fields: Txt2ImgFields) => [what: string, remedy: string] | null)[] = [
  ({ enable_hr }) => (enable_hr ? ['Hires fix', 'Send enable_hr false and the size you want.'] : null),
  ({ styles }) => (styles?.length ? ['A style', 'Send styles [] and write its text into the prompt.'] : null),
  ({ subseed_strength }) => (subseed_strength ? ['A variation seed', 'Send subseed_strength 0.'] : null),
  ({ seed_resize_from_h: h, seed_resize_from_w: w }) =>
    (h ?? 0) > 0 && (w ?? 0) > 0 ? ['Resizing a seed', 'Send seed_resize_from_h and _w -1.'] : null,
  ({ restore_faces }) => (restore_faces ? ['Face restoration', 'Send restore_faces false.'] : null),
  ({ tiling }) => (tiling ? ['Tiling', 'Send tiling false.'] : null),
  ({ refiner_checkpoint }) =>
    isOff(refiner_checkpoint) ? null : ['A refiner', 'Send refiner_checkpoint "".'],
  ({ firstpass_image }) =>
    firstpass_image ? ['Upscaling a finished picture', 'Leave out firstpass_image.'] : null,
  (fields) => {
    const names = Object.keys(NEUTRAL) as (keyof typeof NEUTRAL)[];
    const name = names.find((key) => fields[key] !== null && fields[key] !== NEUTRAL[key]);
    return name ? [name, `Leave it out or send ${NEUTRAL[name]}.`] : null;
  },
  ({ s_tmax }) =>
    s_tmax === null || s_tmax === 0 || s_tmax === Infinity ? null : ['s_tmax', 'Leave it out.'],
];

/**
 * Refuses what the WebUI API offers and this server does not yet, when it is switched on: a picture made without it
 * would not be the picture that was asked for. Throws AppError 501 for the first.
 */
export function refuseUnsupported(fields: Txt2ImgFields): void {
  for (const feature of FEATURES) {
    const found = feature(fields);
    if (found) throw notSupported(...found);
  }
}
