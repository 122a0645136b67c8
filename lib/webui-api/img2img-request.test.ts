import { expect, test } from 'vitest';
import { readFields } from './fields';
import { IMG2IMG_FIELDS } from './img2img-fields';
import { readImg2ImgRequest } from './img2img-request';

const START = { init_images: ['AAAA'] };
const read = (body: Record<string, unknown>) =>
  readImg2ImgRequest(readFields(IMG2IMG_FIELDS, { ...START, ...body }), { ...START, ...body });
const thrown = (body: Record<string, unknown>): unknown => {
  try {
    read(body);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

test('a request with nothing but its picture has the defaults of the API', () => {
  const { fields, generation, initImages } = read({});
  expect(initImages).toEqual(['AAAA']);
  expect(fields).toMatchObject({
    init_images: ['AAAA'],
    resize_mode: 0,
    denoising_strength: 0.75,
    image_cfg_scale: null,
    mask: null,
    mask_blur_x: 4,
    mask_blur_y: 4,
    mask_blur: null,
    mask_round: true,
    inpainting_fill: 0,
    inpaint_full_res: true,
    inpaint_full_res_padding: 0,
    inpainting_mask_invert: 0,
    initial_noise_multiplier: null,
    latent_mask: null,
    include_init_images: false,
  });
  expect(generation).toMatchObject({
    resizeMode: 0,
    denoisingStrength: 0.75,
    maskBlurX: 4,
    maskBlurY: 4,
    maskInvert: false,
    img2imgOptions: {},
  });
});

test.each(Object.entries(IMG2IMG_FIELDS))('null for %s', (name, field) => {
  const refused = [
    'sampler_index',
    'script_args',
    'send_images',
    'save_images',
    'alwayson_scripts',
    'denoising_strength',
    'include_init_images',
  ];
  expect(field.nullable).toBe(!refused.includes(name));
  if (!refused.includes(name)) return;
  expect(thrown({ [name]: null })).toMatchObject({
    detail: [{ loc: ['body', name], type: 'type_error.none.not_allowed' }],
  });
});

test.each<[object, object]>([
  [{ mask_blur: 7 }, { maskBlurX: 7, maskBlurY: 7 }],
  [
    { mask_blur: 0, mask_blur_x: 9 },
    { maskBlurX: 0, maskBlurY: 0 },
  ],
  [
    { mask_blur_x: 1, mask_blur_y: 2 },
    { maskBlurX: 1, maskBlurY: 2 },
  ],
  [{ inpainting_mask_invert: true }, { maskInvert: true }],
  [{ inpainting_mask_invert: 1 }, { maskInvert: true }],
  [{ inpaint_full_res: 1 }, { inpaintFullRes: true }],
  [{ inpaint_full_res: 0 }, { inpaintFullRes: false }],
  [{ mask_round: 'no' }, { maskRound: false }],
  [{ initial_noise_multiplier: 1.1 }, { img2imgOptions: { initial_noise_multiplier: 1.1 } }],
  [{ denoising_strength: '0.5' }, { denoisingStrength: 0.5 }],
])('%j is %j', (body, expected) => {
  expect(read({ ...body }).generation).toMatchObject(expected);
});

test('a scale for edit checkpoints is told back and changes nothing', () => {
  const { fields, generation } = read({ image_cfg_scale: 1.5 });
  expect(fields.image_cfg_scale).toBe(1.5);
  expect(generation).toEqual(read({}).generation);
});
