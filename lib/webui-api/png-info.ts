import { completeInfotext } from '@/lib/generation/complete-infotext';
import type { Owner } from '@/lib/generation/owner';
import { type ParsedInfotext, parseInfotext } from '@/lib/generation/parse-infotext';
import { listStyles } from '@/lib/generation/styles';
import { pasteOptions } from '@/lib/options/paste-options';
import { BadPicture } from '@/lib/pictures/bad-picture';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { str } from './coerce';
import { cutStyles } from './cut-styles';
import { invalidImage, pictureFile } from './encoded-picture';
import { ValidationError } from './errors';
import { readFields, required } from './fields';

export const PNG_INFO_FIELDS = { image: required(str, '') };

/** What programs are told by keys that an infotext does not have, also of a picture that says nothing (sdapi §16.4, 5). */
const ABSENT = {
  'Clip skip': '1',
  'Hires resize-1': 0,
  'Hires resize-2': 0,
  'Hires sampler': 'Use same sampler',
  'Hires schedule type': 'Use same scheduler',
  'Hires checkpoint': 'Use same checkpoint',
  'Hires prompt': '',
  'Hires negative prompt': '',
  'Mask mode': 'Inpaint masked',
  'Masked content': 'original',
  'Inpaint area': 'Whole picture',
  'Masked area padding': 32,
  RNG: 'GPU',
  'Schedule type': 'Automatic',
  'Schedule max sigma': 0,
  'Schedule min sigma': 0,
  'Schedule rho': 0,
  'VAE Encoder': 'Full',
  'VAE Decoder': 'Full',
  'FP8 weight': 'Disable',
  'Refiner switch by sampling steps': false,
} as const;

/** Metadata of the file rather than words of its maker (sdapi §6.2). */
const PASSED_OVER =
  /^(?:jfif.*|dpi|exif|loop|background|timestamp|duration|progressive|progression|icc_profile|chromaticity|photoshop)$/;

/** The pairs of an infotext with what it leaves unsaid: what it says is text, the rest of the types that programs expect. */
function parametersOf(said: ParsedInfotext): Record<string, unknown> {
  const { prompt, negativePrompt, pairs } = completeInfotext(said);
  const absent: Record<string, unknown> = ABSENT;
  const derived = [...pairs].filter(([key, value]) => {
    const isUsual = String(absent[key]).toLowerCase() === value.toLowerCase();
    return value !== said.pairs.get(key) && !isUsual;
  });
  return {
    ...ABSENT,
    ...Object.fromEntries(said.pairs),
    ...Object.fromEntries(derived.map(([key, value]) => [key, value === 'True' ? true : value])),
    Prompt: prompt,
    'Negative prompt': negativePrompt,
  };
}

/**
 * POST png-info: what a picture's file says it was made with. Other than in the reference a weight that is no number does
 * not end in an error: the text is told as it is.
 * @throws ValidationError without a picture; AppError 500 for what is none
 */
export async function pngInfo(owner: Owner, body: Record<string, unknown>, signal: AbortSignal) {
  if (body.image === undefined) {
    throw new ValidationError([
      { loc: ['body', 'image'], msg: 'field required', type: 'value_error.missing' },
    ]);
  }
  const { image } = readFields(PNG_INFO_FIELDS, body);
  const text = image?.trim() ?? '';
  const { infotext, texts } = await readPictureMetadata(await pictureFile(text, signal)).catch((error) => {
    throw error instanceof BadPicture ? invalidImage(error, text) : error;
  });
  const items = Object.entries(texts).filter(([keyword]) => !PASSED_OVER.test(keyword));
  const parameters = await parametersFor(owner, infotext ?? '');
  return { info: infotext ?? '', items: Object.fromEntries(items), parameters };
}

/** As the caller's options and styles have it. */
async function parametersFor({ id, name }: Owner, text: string): Promise<Record<string, unknown>> {
  const [options, styles] = await Promise.all([pasteOptions(id), listStyles(name)]);
  const { infotext, names } = cutStyles(parseInfotext(text), styles, options.styles);
  const { Prompt, 'Negative prompt': negative, ...pairs } = parametersOf(infotext);
  const kept = Object.entries(pairs).filter(([key]) => !options.skipped.includes(key));
  return {
    ...Object.fromEntries(kept),
    ...(names ? { 'Styles array': names } : {}),
    Prompt,
    'Negative prompt': negative,
  };
}
