export type Family = 'sd1' | 'sd2' | 'sdxl';

/** What a UNet predicts: the noise, or the velocity √ᾱ·noise - √(1-ᾱ)·image (Salimans and Ho 2022). */
export type Prediction = 'epsilon' | 'v';

/** What the graph builders need to know of a checkpoint; read from tensor names and shapes, and hints in the header. */
export interface Architecture {
  family: Family;
  text: TextEncoderLayout;
  /** The second text encoder of SDXL, which its refiner lacks; the context is both outputs side by side. */
  text2?: TextEncoderLayout;
  unet: UNetLayout;
  vae: VaeLayout;
  /** While `isPredictionStated` is false this is a guess, which loading replaces by what the UNet shows. */
  prediction: Prediction;
  isPredictionStated: boolean;
  /** It was trained down to pure noise: its noise levels are the rescaled ones of Lin et al. 2023. */
  hasZeroTerminalSnr: boolean;
  /** The UNet also takes a mask and the masked picture (network input `inpaint`). */
  inpainting: boolean;
  /** Latents are the VAE's mean times this. */
  latentScale: number;
}

export interface TextEncoderLayout {
  /** Where its tensors begin in the file. */
  prefix: string;
  /** Layers that are computed. */
  layers: number;
  width: number;
  heads: number;
  vocabulary: number;
  positions: number;
  activation: 'quick-gelu' | 'gelu';
  /**
   * What the UNet sees of it. `clip-skip`: the n-th last layer under the final norm (SD 1). `last`: the last layer
   * under the final norm, whatever clip skip says (SD 2; its files' very last layer is never used and not counted
   * here). `penultimate`: the second last, without norm (SDXL).
   */
  reads: 'clip-skip' | 'last' | 'penultimate';
  /** Token id after the end of a text: the end token again, or 0. */
  padding: 'end' | 'zero';
  /** Turns the last layer's vector of the end token into the pooled vector (SDXL's second tower). */
  projection?: TextProjection;
}

/** A square matrix W at `prefix + name`: pooled = x·W, or x·Wᵀ when it is `transposed`. */
export interface TextProjection {
  prefix: string;
  name: string;
  transposed: boolean;
}

/** One module of a UNet block; `key` is its place under the UNet's prefix, such as `input_blocks.4.1`. */
export type UNetModule =
  | { kind: 'conv'; key: string; channels: number }
  | { kind: 'residual'; key: string; channels: number }
  | { kind: 'transformer'; key: string; channels: number; depth: number; heads: number }
  | { kind: 'downsample'; key: string; channels: number }
  | { kind: 'upsample'; key: string; channels: number };

export interface UNetLayout {
  prefix: string;
  inChannels: number;
  /** Channels of latents. What `inChannels` has more are the mask and the masked picture of inpainting models. */
  outChannels: number;
  /** Width of the timestep's sinusoidal embedding, and of what the network makes of it. */
  modelChannels: number;
  embeddingWidth: number;
  contextWidth: number;
  /** SDXL: width of the pooled text vector, and how many sizes (height, width, crop …) the UNet is told. */
  added?: { pooledWidth: number; sizes: number };
  input: UNetModule[][];
  middle: UNetModule[];
  output: UNetModule[][];
}

export interface VaeLayout {
  prefix: string;
  latentChannels: number;
  /** Residual blocks of each level, from the pixels' to the latents'. */
  encoderBlocks: number[];
  decoderBlocks: number[];
  /** Pixels per latent along each side: 2^(levels-1). */
  factor: number;
}

/** One rule gives every GroupNorm of a real SD 1.x file its 32 groups, and small checkpoints fewer. */
export const groupCount = (channels: number): number => Math.max(1, Math.min(32, Math.floor(channels / 4)));
