import sharp from 'sharp';
import { firstMaskOf, gridsOf } from '@/lib/generation/grids';
import type { MaskPictureKind } from '@/lib/generation/img2img';
import type { GenerationRequest } from '@/lib/generation/request';
import { savingOptionsOf } from '@/lib/generation/saving-options';
import type { MaskPictures } from '../engine/images/mask-pictures';
import { encodeFor } from '../saving/encode-picture';
import type { NewBeside, NewPicture } from '../saving/staged-picture';
import type { StartOfPicture } from './engine-job-img2img';

/** Which of them are files beside each picture that is kept; where they are pictures that are kept themselves, none twice. */
function kindsBeside(request: GenerationRequest): MaskPictureKind[] {
  const { save_mask, save_mask_composite } = savingOptionsOf(request);
  const kept = request.save_dir === undefined ? [] : (request.mask_pictures ?? []);
  const wanted = [
    ...(save_mask ? (['mask'] as const) : []),
    ...(save_mask_composite ? (['mask-composite'] as const) : []),
  ];
  return request.save_images ? wanted.filter((kind) => !kept.includes(kind)) : [];
}

/** What pictures are drawn from, each with the wishes for pictures of its mask that the request has. */
export function showingMasks(
  request: GenerationRequest,
  starts: readonly StartOfPicture[],
): StartOfPicture[] {
  const kinds = [...(request.mask_pictures ?? []), ...kindsBeside(request)];
  if (kinds.length === 0) return [...starts];
  const shown = { mask: kinds.includes('mask'), composite: kinds.includes('mask-composite') };
  return starts.map((start) => (start.mask ? { ...start, mask: { ...start.mask, shown } } : start));
}

function samplesOf({ mask, composite }: MaskPictures, kind: MaskPictureKind) {
  if (kind === 'mask') return mask && { ...mask, data: mask.rgb, channels: 3 as const };
  return composite && { ...composite, channels: 4 as const };
}

type Shown = Pick<NewPicture, 'index' | 'saved' | 'complete' | 'seed' | 'infotext'>;

/** Written like the picture. @returns nothing when the engine gave none of that kind */
async function encodedMask(
  request: GenerationRequest,
  masks: MaskPictures,
  kind: MaskPictureKind,
  told: Shown,
): Promise<NewPicture | null> {
  const samples = samplesOf(masks, kind);
  if (!samples) return null;
  const { width, height, channels, data } = samples;
  const image = sharp(data, { raw: { width, height, channels } });
  return encodeFor(request, image, { ...told, mask: kind, width, height });
}

/** The files of its mask that the options want beside a picture. */
export async function masksBeside(
  request: GenerationRequest,
  picture: Shown,
  masks: MaskPictures,
): Promise<NewBeside[]> {
  if (!picture.saved) return [];
  const files = kindsBeside(request).map(async (kind) => {
    const file = await encodedMask(request, masks, kind, picture);
    return file ? [{ ending: `-${kind}.${file.format}`, bytes: file.bytes }] : [];
  });
  return (await Promise.all(files)).flat();
}

/**
 * The pictures of the mask that a picture was drawn with, as files. They are kept where the request says itself where
 * pictures belong: whoever gets paths gets theirs too.
 */
export async function maskPicturesOf(
  request: GenerationRequest,
  picture: Shown,
  masks: MaskPictures,
): Promise<NewPicture[]> {
  const kinds = request.mask_pictures ?? [];
  const first = firstMaskOf(request) + (picture.index - gridsOf(request)) * kinds.length;
  const made = kinds.map(async (mask, k) => {
    const saved = picture.saved && request.save_dir !== undefined;
    // As elsewhere: what is only sent says nothing of itself.
    const told = { ...picture, index: first + k, saved, infotext: saved ? picture.infotext : '' };
    return (await encodedMask(request, masks, mask, told)) ?? [];
  });
  return (await Promise.all(made)).flat();
}
