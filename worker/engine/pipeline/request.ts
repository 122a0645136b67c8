import type { AdapterRequest } from '../adapters/adapter-request';
import type { MaskPicturesWanted } from '../images/mask-pictures';
import { LATENT_UPSCALERS, type LatentUpscaler } from '../images/resize-latent';
import type { Pixels } from '../pixels';
import type { NoiseSeeds } from '../sampling/picture-noise';
import type { NoiseOptions, ScheduleOptions } from '../sampling/plan';
import type { SamplerName } from '../sampling/samplers';
import type { SchedulerName } from '../sampling/schedulers';
import type { PromptOptions } from './guidance';
import type { TrainingLevels } from './training-levels';

/** One picture. Everything that decides its pixels is here, besides the checkpoint. */
export type PictureRequest = Txt2ImgRequest | Img2ImgRequest;

/** What pictures from text and from pictures have in common. */
export interface DrawingRequest extends NoiseSeeds, NoiseOptions, PromptOptions {
  prompt: string;
  negativePrompt: string;
  /** Pixels; rounded down to a multiple of the VAE's factor (8). */
  width: number;
  height: number;
  steps: number;
  /** Classifier-free guidance; 1 leaves the negative prompt out. */
  cfgScale: number;
  sampler: SamplerName;
  scheduler: SchedulerName;
  /** The picture's left and right edges fit together, and its upper and lower ones. */
  tiling?: boolean;
  /** How the noise levels are laid out. */
  levels?: ScheduleOptions;
  /** Other levels than those the checkpoint was trained on. */
  training?: TrainingLevels;
  refiner?: Refiner;
  /** So much of the first noise is added to a picture that is drawn anew, in the hires pass too; 0 unless said. */
  extraNoise?: number;
  /** LoRAs, hypernetworks and embeddings, on every checkpoint of the request. */
  adapters?: AdapterRequest[];
  /** Nothing is computed less exactly for speed, whatever mode the device is in. */
  exact?: boolean;
}

/** Another checkpoint that takes over once this share (0..1) of the noise levels is behind. */
export interface Refiner {
  /** Absolute path. */
  checkpoint: string;
  switchAt: number;
  /** It is the share of the steps, as before web UI 1.8. */
  bySteps?: boolean;
  /** Of a picture in two passes: where it takes over; the second one unless said. */
  hiresPass?: 'first' | 'second' | 'both';
}

/** A picture from text. */
export interface Txt2ImgRequest extends DrawingRequest {
  hires?: HiresPass;
}

/** A second pass at a larger size. What it does not say is as in the first pass. */
export interface HiresPass {
  upscaler: LatentUpscaler | ImageUpscaler;
  /** Times the first pass's size, or a size; a side of 0 follows from the other one's. */
  size: { scale: number } | { width: number; height: number };
  /** Steps that are made; 0 for as many as in the first pass. */
  steps: number;
  denoisingStrength: number;
  prompt?: string;
  negativePrompt?: string;
  cfgScale?: number;
  sampler?: SamplerName;
  scheduler?: SchedulerName;
  /** Absolute path. */
  checkpoint?: string;
  /** Instead of the first pass's. */
  adapters?: AdapterRequest[];
}

/** Those that work on pixels. `None` is the plain resize, which is Lanczos too. */
export type ImageUpscaler = 'Lanczos' | 'Nearest' | 'None';

export const IMAGE_UPSCALERS: readonly ImageUpscaler[] = ['Lanczos', 'Nearest', 'None'];

export const isLatentUpscaler = (upscaler: string): upscaler is LatentUpscaler =>
  Object.hasOwn(LATENT_UPSCALERS, upscaler);

/** A picture from a picture. */
export interface Img2ImgRequest extends DrawingRequest {
  /** Of any size; transparency is already laid on a colour. */
  init: Pixels;
  /** 0 stretch, 1 cover and crop, 2 fit and fill, 3 stretch the latent instead. */
  resizeMode: 0 | 1 | 2 | 3;
  /** What enlarges pictures, in modes 0 to 2 and under "only masked"; the plain resize unless said. */
  upscaler?: ImageUpscaler;
  /** 0 keeps the picture, 1 keeps next to nothing. */
  denoisingStrength: number;
  /** `steps` are made whatever the strength. */
  fixSteps?: boolean;
  /** Scale of the first noise; 1 unless said. */
  noiseMultiplier?: number;
  /** The result takes the colours of the picture it is made from, or of this one. */
  correctColours?: boolean;
  coloursOf?: Pixels;
  /** For inpainting checkpoints: how much of the masked part, or without a mask of all, is hidden from them, 0..1; 1 unless said. */
  conditioningStrength?: number;
  mask?: InpaintMask;
}

/** What is to be drawn anew. */
export interface InpaintMask {
  width: number;
  height: number;
  /** Grey, row by row; 255 is drawn anew. */
  levels: Uint8Array;
  /** What the latent is masked with, and filled under, as it is: neither inverted nor blurred. The levels, unless said. */
  latentLevels?: Uint8Array;
  isInverted?: boolean;
  /** Softness of the edge in pixels. */
  blurX: number;
  blurY: number;
  /** What the masked part begins with. */
  content: 'fill' | 'original' | 'latent noise' | 'latent nothing';
  /** Only the masked part is drawn, at the request's size, with so many pixels around it; the result has the size of `init`. */
  onlyMasked?: { padding: number };
  /** The latent's mask is 0 or 1 only; true unless said. */
  isRounded?: boolean;
  /** The result is laid under the original's unmasked pixels; true unless said. Else "only masked" gives the part that was drawn. */
  isOverlaid?: boolean;
  /** Pictures of the mask that come with the result. */
  shown?: MaskPicturesWanted;
}
