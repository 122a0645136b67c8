import { expect, test } from 'vitest';
import { drawsPart, type Img2ImgRequest, type MaskRequest, maskValues } from './img2img';

const picture = { sha256: 'a'.repeat(64), width: 8, height: 8 };
const mask: MaskRequest = {
  picture,
  is_blank: false,
  mask_blur_x: 4,
  mask_blur_y: 4,
  mask_round: true,
  inpainting_fill: 1,
  inpaint_full_res: false,
  inpaint_full_res_padding: 32,
  inpainting_mask_invert: false,
  overlay_inpaint: true,
};
const request: Img2ImgRequest = {
  init_images: [picture],
  resize_mode: 0,
  denoising_strength: 0.75,
  initial_noise_multiplier: 1,
  img2img_fix_steps: false,
  img2img_color_correction: false,
  img2img_background_color: '#ffffff',
  upscaler_for_img2img: null,
  inpainting_mask_weight: 1,
};
const told = (changes: Partial<MaskRequest>) =>
  Object.fromEntries(
    maskValues({ ...request, mask: { ...mask, ...changes } }).filter(([, value]) => value !== null),
  );

test('without a mask nothing is told', () => {
  expect(maskValues(request)).toEqual([]);
});

test.each<[string, Partial<MaskRequest>, object]>([
  ['a mask as usual', {}, { 'Mask blur': 4 }],
  ['another blur each way', { mask_blur_x: 2 }, {}],
  ['no blur', { mask_blur_x: 0, mask_blur_y: 0 }, {}],
  ['the rest', { inpainting_mask_invert: true }, { 'Mask mode': 'Inpaint not masked', 'Mask blur': 4 }],
  ['filled', { inpainting_fill: 0 }, { 'Mask blur': 4, 'Masked content': 'fill' }],
  ['noise', { inpainting_fill: 2 }, { 'Mask blur': 4, 'Masked content': 'latent noise' }],
  ['nothing', { inpainting_fill: 3 }, { 'Mask blur': 4, 'Masked content': 'latent nothing' }],
  [
    'a part',
    { inpaint_full_res: true },
    { 'Mask blur': 4, 'Inpaint area': 'Only masked', 'Masked area padding': 32 },
  ],
  [
    'a part that is blank',
    { inpaint_full_res: true, is_blank: true, inpainting_fill: 0 },
    { 'Mask blur': 4 },
  ],
  ['a blank mask', { is_blank: true, inpainting_fill: 0 }, { 'Mask blur': 4, 'Masked content': 'fill' }],
])('%s', (_, changes, expected) => {
  expect(told(changes)).toEqual(expected);
});

test('only what is masked is drawn, unless nothing is', () => {
  expect(drawsPart(undefined)).toBe(false);
  expect(drawsPart(mask)).toBe(false);
  expect(drawsPart({ ...mask, inpaint_full_res: true })).toBe(true);
  expect(drawsPart({ ...mask, inpaint_full_res: true, is_blank: true })).toBe(false);
});
