import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { TensorInfo } from '../checkpoint/safetensors-header';

/** The published sizes of a family's networks. */
export interface FullSize {
  inChannels: number;
  /** Width of each level, in multiples of 320, and how many transformer blocks follow each residual block there. */
  levels: { multiple: number; depth: number }[];
  middleDepth: number;
  contextWidth: number;
  hasLinearProjections: boolean;
  /** Width of the vector that SDXL takes. */
  vectorWidth?: number;
  texts: { root: string; width: number; layers: number; isOpenClip: boolean }[];
}

const level = (multiple: number, depth: number) => ({ multiple, depth });
const CLIP_L = { width: 768, layers: 12, isOpenClip: false };
const OPEN_CLIP_H = { width: 1024, layers: 24, isOpenClip: true };
const OPEN_CLIP_G = { width: 1280, layers: 32, isOpenClip: true };

export const SD1: FullSize = {
  inChannels: 4,
  levels: [level(1, 1), level(2, 1), level(4, 1), level(4, 0)],
  middleDepth: 1,
  contextWidth: 768,
  hasLinearProjections: false,
  texts: [{ root: 'cond_stage_model.transformer.', ...CLIP_L }],
};
export const SD2: FullSize = {
  ...SD1,
  contextWidth: 1024,
  hasLinearProjections: true,
  texts: [{ root: 'cond_stage_model.model.', ...OPEN_CLIP_H }],
};
export const SDXL: FullSize = {
  ...SD2,
  levels: [level(1, 0), level(2, 2), level(4, 10)],
  middleDepth: 10,
  contextWidth: 2048,
  vectorWidth: 2816,
  texts: [
    { root: 'conditioner.embedders.0.transformer.', ...CLIP_L },
    { root: 'conditioner.embedders.1.model.', ...OPEN_CLIP_G },
  ],
};

const MODEL_CHANNELS = 320;
const EMBEDDING = 4 * MODEL_CHANNELS;

class Shapes {
  readonly all = new Map<string, number[]>();
  layer(key: string, ...shape: number[]): void {
    this.all.set(`${key}.weight`, shape);
    this.all.set(`${key}.bias`, shape.slice(0, 1));
  }
  matrix(key: string, to: number, from: number): void {
    this.all.set(`${key}.weight`, [to, from]);
  }
  conv(key: string, to: number, from: number, kernel = 3): void {
    this.layer(key, to, from, kernel, kernel);
  }
}

function residual(s: Shapes, key: string, from: number, to: number): void {
  s.layer(`${key}.in_layers.0`, from);
  s.conv(`${key}.in_layers.2`, to, from);
  s.layer(`${key}.emb_layers.1`, to, EMBEDDING);
  s.layer(`${key}.out_layers.0`, to);
  s.conv(`${key}.out_layers.3`, to, to);
  if (from !== to) s.conv(`${key}.skip_connection`, to, from, 1);
}

function transformer(s: Shapes, key: string, width: number, depth: number, size: FullSize): void {
  const projection = (name: string) =>
    size.hasLinearProjections
      ? s.layer(`${key}.${name}`, width, width)
      : s.conv(`${key}.${name}`, width, width, 1);
  s.layer(`${key}.norm`, width);
  projection('proj_in');
  for (let i = 0; i < depth; i++) {
    const block = `${key}.transformer_blocks.${i}`;
    for (const norm of ['norm1', 'norm2', 'norm3']) s.layer(`${block}.${norm}`, width);
    for (const [name, from] of [
      ['attn1', width],
      ['attn2', size.contextWidth],
    ] as const) {
      s.matrix(`${block}.${name}.to_q`, width, width);
      s.matrix(`${block}.${name}.to_k`, width, from);
      s.matrix(`${block}.${name}.to_v`, width, from);
      s.layer(`${block}.${name}.to_out.0`, width, width);
    }
    s.layer(`${block}.ff.net.0.proj`, 8 * width, width);
    s.layer(`${block}.ff.net.2`, width, 4 * width);
  }
  projection('proj_out');
}

function unet(s: Shapes, size: FullSize): void {
  const root = 'model.diffusion_model.';
  const embed = (key: string, from: number) => {
    s.layer(`${root}${key}.0`, EMBEDDING, from);
    s.layer(`${root}${key}.2`, EMBEDDING, EMBEDDING);
  };
  embed('time_embed', MODEL_CHANNELS);
  if (size.vectorWidth) embed('label_emb.0', size.vectorWidth);
  s.conv(`${root}input_blocks.0.0`, MODEL_CHANNELS, size.inChannels);
  const skips = [MODEL_CHANNELS];
  let channels = MODEL_CHANNELS;
  let block = 1;
  size.levels.forEach(({ multiple, depth }, level) => {
    const width = multiple * MODEL_CHANNELS;
    for (let i = 0; i < 2; i++, block++) {
      residual(s, `${root}input_blocks.${block}.0`, channels, width);
      if (depth > 0) transformer(s, `${root}input_blocks.${block}.1`, width, depth, size);
      channels = width;
      skips.push(channels);
    }
    if (level === size.levels.length - 1) return;
    s.conv(`${root}input_blocks.${block++}.0.op`, channels, channels);
    skips.push(channels);
  });
  residual(s, `${root}middle_block.0`, channels, channels);
  transformer(s, `${root}middle_block.1`, channels, size.middleDepth, size);
  residual(s, `${root}middle_block.2`, channels, channels);
  block = 0;
  for (let level = size.levels.length - 1; level >= 0; level--) {
    const { multiple, depth } = size.levels[level]!;
    const width = multiple * MODEL_CHANNELS;
    for (let i = 0; i < 3; i++, block++) {
      residual(s, `${root}output_blocks.${block}.0`, channels + skips.pop()!, width);
      if (depth > 0) transformer(s, `${root}output_blocks.${block}.1`, width, depth, size);
      channels = width;
      const place = depth > 0 ? 2 : 1;
      if (i === 2 && level > 0) s.conv(`${root}output_blocks.${block}.${place}.conv`, width, width);
    }
  }
  s.layer(`${root}out.0`, channels);
  s.conv(`${root}out.2`, 4, channels);
}

function vae(s: Shapes): void {
  const root = 'first_stage_model.';
  const res = (key: string, from: number, to: number) => {
    s.layer(`${key}.norm1`, from);
    s.conv(`${key}.conv1`, to, from);
    s.layer(`${key}.norm2`, to);
    s.conv(`${key}.conv2`, to, to);
    if (from !== to) s.conv(`${key}.nin_shortcut`, to, from, 1);
  };
  const ends = (half: string, channels: number, last: number) => {
    res(`${root}${half}.mid.block_1`, 512, 512);
    s.layer(`${root}${half}.mid.attn_1.norm`, 512);
    for (const part of ['q', 'k', 'v', 'proj_out']) s.conv(`${root}${half}.mid.attn_1.${part}`, 512, 512, 1);
    res(`${root}${half}.mid.block_2`, 512, 512);
    s.layer(`${root}${half}.norm_out`, channels);
    s.conv(`${root}${half}.conv_out`, last, channels);
  };
  const widths = [128, 256, 512, 512];
  s.conv(`${root}encoder.conv_in`, 128, 3);
  let channels = 128;
  widths.forEach((width, level) => {
    for (let i = 0; i < 2; i++, channels = width) {
      res(`${root}encoder.down.${level}.block.${i}`, channels, width);
    }
    if (level < 3) s.conv(`${root}encoder.down.${level}.downsample.conv`, width, width);
  });
  ends('encoder', 512, 8);
  s.conv(`${root}decoder.conv_in`, 512, 4);
  for (let level = 3; level >= 0; level--) {
    const width = widths[level]!;
    for (let i = 0; i < 3; i++, channels = width) {
      res(`${root}decoder.up.${level}.block.${i}`, channels, width);
    }
    if (level > 0) s.conv(`${root}decoder.up.${level}.upsample.conv`, width, width);
  }
  ends('decoder', 128, 3);
  s.conv(`${root}quant_conv`, 8, 8, 1);
  s.conv(`${root}post_quant_conv`, 4, 4, 1);
}

function text(s: Shapes, { root, width, layers, isOpenClip }: FullSize['texts'][number]): void {
  const [own, tokens, positions, norm] = isOpenClip
    ? [root, 'token_embedding.weight', 'positional_embedding', 'ln_final']
    : [
        `${root}text_model.`,
        'embeddings.token_embedding.weight',
        'embeddings.position_embedding.weight',
        'final_layer_norm',
      ];
  s.all.set(own + tokens, [49408, width]);
  s.all.set(own + positions, [77, width]);
  s.layer(own + norm, width);
  if (isOpenClip) s.all.set(`${own}text_projection`, [width, width]);
  for (let i = 0; i < layers; i++) {
    if (isOpenClip) {
      const key = `${own}transformer.resblocks.${i}`;
      s.all.set(`${key}.attn.in_proj_weight`, [3 * width, width]);
      s.all.set(`${key}.attn.in_proj_bias`, [3 * width]);
      s.layer(`${key}.attn.out_proj`, width, width);
      for (const part of ['ln_1', 'ln_2']) s.layer(`${key}.${part}`, width);
      s.layer(`${key}.mlp.c_fc`, 4 * width, width);
      s.layer(`${key}.mlp.c_proj`, width, 4 * width);
    } else {
      const key = `${own}encoder.layers.${i}`;
      for (const part of ['q_proj', 'k_proj', 'v_proj', 'out_proj']) {
        s.layer(`${key}.self_attn.${part}`, width, width);
      }
      for (const part of ['layer_norm1', 'layer_norm2']) s.layer(`${key}.${part}`, width);
      s.layer(`${key}.mlp.fc1`, 4 * width, width);
      s.layer(`${key}.mlp.fc2`, width, 4 * width);
    }
  }
}

/** The header of a full-size checkpoint in half precision, in single-file names; there is no file behind it. */
export function fullSizeCheckpoint(size: FullSize): SafetensorsFile {
  const shapes = new Shapes();
  unet(shapes, size);
  vae(shapes);
  for (const tower of size.texts) text(shapes, tower);
  let at = 0;
  const tensors = new Map<string, TensorInfo>();
  for (const [name, shape] of shapes.all) {
    const length = 2 * shape.reduce((a, b) => a * b, 1);
    tensors.set(name, { dtype: 'F16', shape, offset: at, length });
    at += length;
  }
  return { path: '/models/full-size.safetensors', size: at, modified: 0, metadata: {}, tensors };
}
