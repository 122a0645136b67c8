import type { MaskedContent } from '../img2img';
import type { ImageUpscaler } from '../upscalers';

/** Scripts of pictures from pictures that draw from what they drew, or many parts of one picture. */

export const DENOISING_CURVES = ['Aggressive', 'Linear', 'Lazy'] as const;
export type DenoisingCurve = (typeof DENOISING_CURVES)[number];

/** Each picture is drawn from the one before it. */
export interface LoopbackFields {
  script: 'loopback';
  loops: number;
  /** Denoising strength of the last loop; the first one's is the form's. */
  finalStrength: number;
  /** How the strength gets there: most of it early, evenly, or late. */
  curve: DenoisingCurve;
}

/** The picture is enlarged and drawn anew in tiles of the form's size. */
export interface SdUpscaleFields {
  script: 'sdUpscale';
  /** Pixels that neighbouring tiles share at least. */
  overlap: number;
  scale: number;
  /** `None`: the picture is drawn anew at its own size. */
  upscaler: ImageUpscaler;
}

export const SIDES = ['left', 'right', 'up', 'down'] as const;
export type Side = (typeof SIDES)[number];

/** Beyond its edges, in tiles of the form's size, with a plain start. */
export interface PoorOutpaintingFields {
  script: 'poorOutpainting';
  /** To each of the sides. */
  pixels: number;
  maskBlur: number;
  /** What the new part begins with, by the numbers programs give. */
  content: MaskedContent;
  sides: Record<Side, boolean>;
}

/** Beyond its edges, side after side; the new part begins with noise that is like the picture. */
export interface OutpaintingFields {
  script: 'outpainting';
  pixels: number;
  maskBlur: number;
  sides: Record<Side, boolean>;
  /** How fast fine structures of the noise get weak; less: more detail. */
  fallOff: number;
  /** 0: grey noise, 1: coloured. */
  colorVariation: number;
}

export type Img2ImgScriptFields =
  | LoopbackFields
  | SdUpscaleFields
  | PoorOutpaintingFields
  | OutpaintingFields;

const ALL_SIDES: Record<Side, boolean> = { left: true, right: true, up: true, down: true };

export const IMG2IMG_SCRIPT_DEFAULTS: {
  readonly loopback: LoopbackFields;
  readonly outpainting: OutpaintingFields;
  readonly poorOutpainting: PoorOutpaintingFields;
  readonly sdUpscale: SdUpscaleFields;
} = {
  loopback: { script: 'loopback', loops: 4, finalStrength: 0.5, curve: 'Linear' },
  outpainting: {
    script: 'outpainting',
    pixels: 128,
    maskBlur: 8,
    sides: ALL_SIDES,
    fallOff: 1,
    colorVariation: 0.05,
  },
  poorOutpainting: { script: 'poorOutpainting', pixels: 128, maskBlur: 4, content: 0, sides: ALL_SIDES },
  sdUpscale: { script: 'sdUpscale', overlap: 64, scale: 2, upscaler: 'None' },
};
