import type { ImageUpscaler } from './upscalers';

/** A picture that came with a request. Its file lies among the job's inputs (lib/jobs/inputs.ts). */
export interface InputPicture {
  /** Hex, of the file: its name there. */
  sha256: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** How a picture is brought to the size that is drawn: stretched, cropped, filled up, or its latent stretched. */
export const RESIZE_MODES = [0, 1, 2, 3] as const;
export type ResizeMode = (typeof RESIZE_MODES)[number];

/** What the masked part begins with, by the numbers programs give. */
export const MASKED_CONTENTS = ['fill', 'original', 'latent noise', 'latent nothing'] as const;
export type MaskedContent = 0 | 1 | 2 | 3;

/** Pictures from pictures (sdapi §3.3, §14). Field names as in the WebUI API; options by their own. */
export interface Img2ImgRequest {
  /** One for every picture of a batch, or one for all. */
  init_images: InputPicture[];
  resize_mode: ResizeMode;
  denoising_strength: number;
  initial_noise_multiplier: number;
  img2img_fix_steps: boolean;
  img2img_color_correction: boolean;
  /** `#rrggbb`, under what is transparent. */
  img2img_background_color: string;
  /** null: the plain resize. */
  upscaler_for_img2img: ImageUpscaler | null;
  /** For inpainting checkpoints: how much of the masked part, or without a mask of all, is hidden from them. */
  inpainting_mask_weight: number;
  mask?: MaskRequest;
}

/** What of a picture is drawn anew. */
export interface MaskRequest {
  /** null: made when it is drawn (worker/workpieces). */
  picture: InputPicture | null;
  /** Nothing is left of it to be drawn, after inversion. */
  is_blank: boolean;
  mask_blur_x: number;
  mask_blur_y: number;
  mask_round: boolean;
  inpainting_fill: MaskedContent;
  inpaint_full_res: boolean;
  inpaint_full_res_padding: number;
  inpainting_mask_invert: boolean;
  overlay_inpaint: boolean;
}

/** A picture that comes along: the mask that was drawn with, or what was drawn as far as that lets it through. */
export type MaskPictureKind = 'mask' | 'mask-composite';

/** The pictures that have to be there when it is drawn, each once. */
export function inputsNamedBy({ init_images, mask }: Img2ImgRequest): InputPicture[] {
  const all = mask?.picture ? [...init_images, mask.picture] : init_images;
  return [...new Map(all.map((picture) => [picture.sha256, picture])).values()];
}

/** A blank mask under "only masked" is none. */
export const drawsPart = (mask: MaskRequest | undefined): mask is MaskRequest =>
  mask?.inpaint_full_res === true && !mask.is_blank;

/** What an infotext says of a picture's start, besides its denoising strength, its noise and its checkpoint. */
export function maskValues({ mask }: Img2ImgRequest): [key: string, value: string | number | null][] {
  if (!mask) return [];
  const { mask_blur_x, mask_blur_y, inpainting_fill } = mask;
  const isBlurred = mask_blur_x > 0 && mask_blur_x === mask_blur_y;
  const isPart = drawsPart(mask);
  const isIgnored = mask.inpaint_full_res && !isPart;
  return [
    ['Mask mode', mask.inpainting_mask_invert ? 'Inpaint not masked' : null],
    ['Mask blur', isBlurred ? mask_blur_x : null],
    ['Inpaint area', isPart ? 'Only masked' : null],
    ['Masked area padding', isPart ? mask.inpaint_full_res_padding : null],
    ['Masked content', inpainting_fill === 1 || isIgnored ? null : MASKED_CONTENTS[inpainting_fill]],
  ];
}
