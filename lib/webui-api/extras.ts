import { type EnlargedPicture, enlargePicture } from '@/lib/extras/enlarge-picture';
import type { ExtrasSettings } from '@/lib/extras/extras-settings';
import { pythonFloat } from '@/lib/generation/python-number';
import { type ImageUpscaler, UPSCALERS } from '@/lib/generation/upscalers';
import { BadPicture } from '@/lib/pictures/bad-picture';
import { list, str } from './coerce';
import { invalidImage, pictureFile } from './encoded-picture';
import { type Detail, notSupported, PythonError, ValidationError } from './errors';
import { EXTRAS_FIELDS } from './extras-fields';
import { readFields, required, type Values } from './fields';

export const SINGLE_FIELDS = { ...EXTRAS_FIELDS, image: required(str, '') } as const;
export const BATCH_FIELDS = { ...EXTRAS_FIELDS, imageList: required(list, []) } as const;
const FILE_FIELDS = { data: required(str, ''), name: required(str, '') } as const;

interface Work {
  settings: ExtrasSettings;
  userId: string;
  signal: AbortSignal;
  scaleText: string;
}

type Caller = Pick<Work, 'userId' | 'signal'>;

/** POST extra-single-image. Nothing is kept. */
export async function extraSingleImage(body: Record<string, unknown>, caller: Caller) {
  const { image, ...fields } = readFields(SINGLE_FIELDS, body);
  const { png, info } = await enlarged(image ?? '', workOf(fields, body, caller));
  return { html_info: htmlOf(info), image: png.toString('base64') };
}

/** POST extra-batch-images: one after the other; told is what was done with the last. */
export async function extraBatchImages(body: Record<string, unknown>, caller: Caller) {
  if (body.imageList === undefined) throw new ValidationError([missing(['body', 'imageList'])]);
  const { imageList, ...fields } = readFields(BATCH_FIELDS, body);
  const files = readFiles(imageList ?? []);
  const work = workOf(fields, body, caller);
  const images: string[] = [];
  let last = '';
  for (const { data } of files) {
    const { png, info } = await enlarged(data ?? '', work);
    images.push(png.toString('base64'));
    last = info;
  }
  return { html_info: htmlOf(last), images };
}

function workOf(fields: Values<typeof EXTRAS_FIELDS>, body: Record<string, unknown>, caller: Caller): Work {
  for (const [asked, what] of [
    [fields.gfpgan_visibility, 'Face restoration with GFPGAN'],
    [fields.codeformer_visibility, 'Face restoration with CodeFormer'],
  ] as const) {
    if (asked) throw notSupported(what, 'Send its visibility as 0.');
  }
  const scale = fields.upscaling_resize!;
  return {
    ...caller,
    // A default is a whole number, what is sent is a float.
    scaleText: body.upscaling_resize === undefined ? String(scale) : pythonFloat(scale),
    settings: {
      resize: fields.resize_mode === 1 ? 'to' : 'by',
      scale,
      maxSide: 0,
      width: fields.upscaling_resize_w!,
      height: fields.upscaling_resize_h!,
      crop: fields.upscaling_crop!,
      upscaler: upscalerOf(fields.upscaler_1!),
      secondUpscaler: upscalerOf(fields.upscaler_2!),
      secondVisibility: fields.extras_upscaler_2_visibility!,
    },
  };
}

/** In exactly this form, as programs know it. */
function upscalerOf(name: string): ImageUpscaler {
  const found = UPSCALERS.find((upscaler) => upscaler === name);
  if (found) return found;
  throw new PythonError('AssertionError', `could not find upscaler named ${name}`);
}

async function enlarged(text: string, { settings, ...asked }: Work): Promise<EnlargedPicture> {
  try {
    return await enlargePicture(await pictureFile(text.trim(), asked.signal), settings, asked);
  } catch (error) {
    throw error instanceof BadPicture ? invalidImage(error, text) : error;
  }
}

/** The pictures of a batch; every one that is not right is told of. */
function readFiles(entries: readonly unknown[]): Values<typeof FILE_FIELDS>[] {
  const details: Detail[] = [];
  const files = entries.flatMap((entry, at) => {
    const inside = (detail: Detail) => ({
      ...detail,
      loc: ['body', 'imageList', at, ...detail.loc.slice(1)],
    });
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) {
      details.push(inside({ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }));
      return [];
    }
    const body = entry as Record<string, unknown>;
    const absent = Object.keys(FILE_FIELDS).filter((name) => body[name] === undefined);
    details.push(...absent.map((name) => inside(missing(['body', name]))));
    try {
      return [readFields(FILE_FIELDS, body)];
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      details.push(...error.detail.map(inside));
      return [];
    }
  });
  if (details.length > 0) throw new ValidationError(details);
  return files;
}

const missing = (loc: Detail['loc']): Detail => ({ loc, msg: 'field required', type: 'value_error.missing' });

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const htmlOf = (text: string) => `<p>${text.replace(/[&<>"']/g, (sign) => ESCAPED[sign]!)}</p>`;
