import { createHash } from 'node:crypto';
import type { GenerationFields } from '@/lib/generation/generation-fields';
import type { InputPicture } from '@/lib/generation/img2img';
import { isBlankMask } from '@/lib/pictures/blank-mask';
import { readOutsidePicture } from '@/lib/pictures/outside-picture';
import type { JobInput } from './inputs';

/** A picture that came with a request: how its job names it, and its file. */
export interface SentPicture extends InputPicture, JobInput {}

/** @param file as it was sent @throws BadPicture */
export async function readSentPicture(file: Buffer): Promise<SentPicture> {
  const { png, width, height } = await readOutsidePicture(file);
  return { bytes: png, sha256: createHash('sha256').update(png).digest('hex'), width, height };
}

/** How a job names it. */
export const inputOf = ({ sha256, width, height }: SentPicture): InputPicture => ({ sha256, width, height });

/** What a request says of its start: the pictures and the mask, and what is already known to be left out. */
export async function startFields(
  starts: readonly SentPicture[],
  mask: SentPicture | null,
  { maskRound, maskInvert, inpaintFullRes, warnings = [] }: Partial<GenerationFields>,
): Promise<Pick<GenerationFields, 'initImages' | 'mask' | 'warnings'>> {
  const isBlank =
    mask !== null &&
    (await isBlankMask(mask.bytes, { isRounded: maskRound ?? true, isInverted: maskInvert ?? false }));
  // Nothing masked under "only masked" means a picture drawn as without a mask, as elsewhere.
  const isIgnored = isBlank && inpaintFullRes !== false;
  return {
    initImages: starts.map(inputOf),
    mask: mask && { picture: inputOf(mask), isBlank },
    warnings: isIgnored
      ? [...warnings, 'The mask is blank, so the whole picture was drawn as without a mask.']
      : warnings,
  };
}
