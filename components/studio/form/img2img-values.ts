import type { MaskedContent, ResizeMode } from '@/lib/generation/img2img';

/** What only Img2img asks. The picture and its mask are no values: they are attached when the form is sent. */
export interface Img2imgValues {
  /** 0 stretches, 1 crops, 2 fills up, 3 stretches the latent. */
  resizeMode: ResizeMode;
  /** The size follows the picture's: width and height are that times the scale. */
  resizesBy: boolean;
  resizeScale: number;
  /** Standard deviation in pixels of the picture. */
  maskBlur: number;
  /** What is not masked is drawn anew. */
  maskInvert: boolean;
  inpaintingFill: MaskedContent;
  /** Only what is masked is drawn, at the full size. */
  inpaintFullRes: boolean;
  inpaintPadding: number;
}

export const IMG2IMG_DEFAULTS: Img2imgValues = {
  resizeMode: 0,
  resizesBy: false,
  resizeScale: 1,
  maskBlur: 4,
  maskInvert: false,
  inpaintingFill: 1,
  inpaintFullRes: false,
  inpaintPadding: 32,
};
