import sharp from 'sharp';
import { firstMaskOf, gridsOf } from '@/lib/generation/grids';
import type { MaskPictureKind } from '@/lib/generation/img2img';
import type { GenerationRequest } from '@/lib/generation/request';
import type { MaskPictures } from '../engine/images/mask-pictures';
import { encodeFor } from '../saving/encode-picture';
import type { NewPicture } from '../saving/staged-picture';
import type { StartOfPicture } from './engine-job-img2img';

/** What pictures are drawn from, each with the wish for the pictures of its mask that the request has. */
export function showingMasks(
  { mask_pictures = [] }: GenerationRequest,
  starts: readonly StartOfPicture[],
): StartOfPicture[] {
  if (mask_pictures.length === 0) return [...starts];
  const shown = { mask: mask_pictures.includes('mask'), composite: mask_pictures.includes('mask-composite') };
  return starts.map((start) => (start.mask ? { ...start, mask: { ...start.mask, shown } } : start));
}

function samplesOf({ mask, composite }: MaskPictures, kind: MaskPictureKind) {
  if (kind === 'mask') return mask && { ...mask, data: mask.rgb, channels: 3 as const };
  return composite && { ...composite, channels: 4 as const };
}

/**
 * The pictures of the mask that a picture was drawn with, as files. They are kept where the request says itself where
 * pictures belong: whoever gets paths gets theirs too.
 */
export async function maskPicturesOf(
  request: GenerationRequest,
  picture: Pick<NewPicture, 'index' | 'saved' | 'complete' | 'seed' | 'infotext'>,
  masks: MaskPictures,
): Promise<NewPicture[]> {
  const kinds = request.mask_pictures ?? [];
  const first = firstMaskOf(request) + (picture.index - gridsOf(request)) * kinds.length;
  const made = kinds.map(async (mask, k) => {
    const samples = samplesOf(masks, mask);
    if (!samples) return [];
    const { width, height, channels, data } = samples;
    const saved = picture.saved && request.save_dir !== undefined;
    // As elsewhere: what is only sent says nothing of itself.
    const told = { ...picture, index: first + k, saved, mask, infotext: saved ? picture.infotext : '' };
    const image = sharp(data, { raw: { width, height, channels } });
    return [await encodeFor(request, image, { ...told, width, height })];
  });
  return (await Promise.all(made)).flat();
}
