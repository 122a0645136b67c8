/** What the graph builders need to know of a checkpoint; all of it read from tensor names and shapes. */
export interface StableDiffusion1 {
  family: 'sd1';
  text: TextEncoderLayout;
  unet: UNetLayout;
  vae: VaeLayout;
  /** What the UNet predicts. */
  prediction: 'epsilon';
  /** Latents are the VAE's mean times this. */
  latentScale: number;
}

export type Architecture = StableDiffusion1;

export interface TextEncoderLayout {
  /** Where its tensors begin in the file. */
  prefix: string;
  layers: number;
  width: number;
  heads: number;
  vocabulary: number;
  positions: number;
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
  outChannels: number;
  /** Width of the timestep's sinusoidal embedding, and of what the network makes of it. */
  modelChannels: number;
  embeddingWidth: number;
  contextWidth: number;
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
