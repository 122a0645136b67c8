import { AppError } from '@/lib/errors';
import type { GenerationFields } from '@/lib/generation/generation-fields';
import { applyInfotext } from './apply-infotext';
import { PythonError } from './errors';
import { readShared } from './generation-request';
import { IMG2IMG_FIELDS, type Img2ImgFields } from './img2img-fields';
import { readImg2ImgOverrides } from './img2img-overrides';
import type { ServiceKeys } from './service-keys';

/** An img2img request, checked as far as it can be without its pictures and the database. */
export interface Img2ImgRequest {
  /** All fields, for the answer's `parameters`. */
  fields: Img2ImgFields;
  generation: GenerationFields;
  /** The client's own name for the job. */
  taskId: string | null;
  service: ServiceKeys;
  /** As they were sent. */
  initImages: readonly unknown[];
}

/** Throws AppError 404 when there is no picture to start from. */
export function initImagesOf({ init_images, alwayson_scripts }: Img2ImgFields): readonly unknown[] {
  const link = alwayson_scripts?.image_link;
  if (link) return [link];
  if (init_images?.length) return init_images;
  throw new AppError({ code: 'no_init_image', status: 404, message: 'Init image not found' });
}

/** Both directions from one number where it is given. */
function blurOf({ mask_blur, mask_blur_x, mask_blur_y }: Img2ImgFields) {
  return { maskBlurX: mask_blur ?? mask_blur_x, maskBlurY: mask_blur ?? mask_blur_y };
}

/**
 * Reads what POST img2img asks for in the order programs know (sdapi §3.4). `checked` are the fields of `body`.
 * Throws ValidationError, AppError 400, 404, 422 or 501, PythonError.
 */
export function readImg2ImgRequest(checked: Img2ImgFields, body: Record<string, unknown>): Img2ImgRequest {
  const initImages = initImagesOf(checked);
  const fields = applyInfotext(IMG2IMG_FIELDS, checked, body);
  const { generation, ...named } = readShared(fields, 'img2img');
  const { batchSize } = generation;
  if (initImages.length > 1 && initImages.length > batchSize) {
    const message = `bad number of images passed: ${initImages.length}; expecting ${batchSize} or less`;
    throw new PythonError('RuntimeError', message);
  }
  if (fields.mask && fields.latent_mask) {
    throw new PythonError(
      'AttributeError',
      "'str' object has no attribute 'convert'. Leave latent_mask out.",
    );
  }
  return {
    fields,
    ...named,
    initImages,
    generation: {
      ...generation,
      resizeMode: fields.resize_mode,
      denoisingStrength: fields.denoising_strength,
      ...blurOf(fields),
      maskRound: fields.mask_round,
      inpaintingFill: fields.inpainting_fill,
      inpaintFullRes: fields.inpaint_full_res,
      inpaintPadding: fields.inpaint_full_res_padding,
      maskInvert: fields.inpainting_mask_invert !== null && fields.inpainting_mask_invert !== 0,
      img2imgOptions: {
        ...readImg2ImgOverrides(fields.override_settings ?? {}),
        ...(fields.initial_noise_multiplier === null
          ? {}
          : { initial_noise_multiplier: fields.initial_noise_multiplier }),
      },
    },
  };
}
