import { describe, expect, it } from 'vitest';
import { describeArchitecture } from '../checkpoint/describe';
import { withTransformersNames } from '../checkpoint/open-clip-names';
import type { NetworkName } from '../evaluation';
import { type FullSize, fullSizeCheckpoint } from '../testing/full-size-checkpoint';
import { adaptableWeights } from './adaptable-weights';

const CLIP_L = { width: 768, layers: 12, isOpenClip: false };
const SD1: FullSize = {
  inChannels: 4,
  levels: [
    { multiple: 1, depth: 1 },
    { multiple: 2, depth: 1 },
    { multiple: 4, depth: 1 },
    { multiple: 4, depth: 0 },
  ],
  middleDepth: 1,
  contextWidth: 768,
  hasLinearProjections: false,
  texts: [{ root: 'cond_stage_model.transformer.', ...CLIP_L }],
};
const SDXL: FullSize = {
  inChannels: 4,
  levels: [
    { multiple: 1, depth: 0 },
    { multiple: 2, depth: 2 },
    { multiple: 4, depth: 10 },
  ],
  middleDepth: 10,
  contextWidth: 2048,
  vectorWidth: 2816,
  hasLinearProjections: true,
  texts: [
    { root: 'conditioner.embedders.0.transformer.', ...CLIP_L },
    { root: 'conditioner.embedders.1.model.', width: 1280, layers: 32, isOpenClip: true },
  ],
};

function weightsOf(size: FullSize) {
  const file = fullSizeCheckpoint(size);
  const named = { ...file, tensors: withTransformersNames(file.tensors) };
  const weights = adaptableWeights(named, describeArchitecture(named));
  const keys = (network: NetworkName, pattern: RegExp) =>
    new Set([...weights.get(network)!].filter(([name]) => pattern.test(name)).map(([, { key }]) => key));
  return { keyOf: (name: string) => weights.get('denoiser')!.get(name), keys };
}

describe('names that LoRA files use, on checkpoints of the real sizes', () => {
  it.each([
    ['conv_in', 'input_blocks.0.0'],
    ['down_blocks_0_resnets_1_conv2', 'input_blocks.2.0.out_layers.3'],
    ['down_blocks_0_downsamplers_0_conv', 'input_blocks.3.0.op'],
    [
      'down_blocks_2_attentions_1_transformer_blocks_0_attn1_to_q',
      'input_blocks.8.1.transformer_blocks.0.attn1.to_q',
    ],
    ['down_blocks_3_resnets_0_time_emb_proj', 'input_blocks.10.0.emb_layers.1'],
    ['mid_block_attentions_0_proj_out', 'middle_block.1.proj_out'],
    ['mid_block_resnets_1_conv1', 'middle_block.2.in_layers.2'],
    ['up_blocks_0_upsamplers_0_conv', 'output_blocks.2.1.conv'],
    ['up_blocks_1_upsamplers_0_conv', 'output_blocks.5.2.conv'],
    [
      'up_blocks_3_attentions_2_transformer_blocks_0_attn2_to_v',
      'output_blocks.11.1.transformer_blocks.0.attn2.to_v',
    ],
    ['up_blocks_3_resnets_2_conv_shortcut', 'output_blocks.11.0.skip_connection'],
  ])('SD 1: %s', (name, key) => {
    expect(weightsOf(SD1).keyOf(name)?.key).toBe(key);
  });

  it.each([
    [
      'down_blocks_1_attentions_0_transformer_blocks_1_ff_net_0_proj',
      'input_blocks.4.1.transformer_blocks.1.ff.net.0.proj',
    ],
    [
      'down_blocks_2_attentions_1_transformer_blocks_9_attn2_to_k',
      'input_blocks.8.1.transformer_blocks.9.attn2.to_k',
    ],
    ['up_blocks_0_attentions_2_proj_in', 'output_blocks.2.1.proj_in'],
    [
      'up_blocks_1_attentions_0_transformer_blocks_0_attn1_to_out_0',
      'output_blocks.3.1.transformer_blocks.0.attn1.to_out.0',
    ],
    ['input_blocks_8_1_transformer_blocks_9_attn2_to_k', 'input_blocks.8.1.transformer_blocks.9.attn2.to_k'],
    ['add_embedding_linear_1', 'label_emb.0.0'],
  ])('SDXL: %s', (name, key) => {
    expect(weightsOf(SDXL).keyOf(name)?.key).toBe(key);
  });

  it('as many layers as the usual training programs adapt', () => {
    const [sd1, sdxl] = [weightsOf(SD1), weightsOf(SDXL)];
    expect(sd1.keys('denoiser', /^(down|mid|up).*_attentions_/).size).toBe(192);
    expect(sd1.keys('text', /^text_model/).size).toBe(72);
    expect(sdxl.keys('denoiser', /^(down|mid|up).*_attentions_/).size).toBe(722);
    expect(sdxl.keys('text', /^text_model/).size).toBe(72);
    expect(sdxl.keys('text2', /^text_model/).size).toBe(192);
  });

  it('sizes of matrices and convolutions', () => {
    const { keyOf } = weightsOf(SD1);
    expect(keyOf('conv_in')).toMatchObject({ out: 320, in: 36, inChannels: 4, isConv: true });
    expect(keyOf('down_blocks_0_attentions_0_proj_in')).toMatchObject({ out: 320, in: 320, isConv: false });
    expect(keyOf('up_blocks_3_resnets_0_conv_shortcut')).toMatchObject({ out: 320, in: 960, isConv: true });
  });
});
