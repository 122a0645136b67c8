import { describe, expect, it } from 'vitest';
import { isDiffusersVae, unetNames, vaeNames } from './diffusers-names';

/** Names of a UNet with two residual blocks a level and attention on the second upward level. */
const UNET = [
  'down_blocks.0.resnets.0.conv1.weight',
  'down_blocks.0.resnets.1.conv1.weight',
  'up_blocks.1.attentions.0.norm.bias',
];

describe('names of a full-size UNet', () => {
  const rename = unetNames(UNET);
  it.each([
    ['conv_in.bias', 'input_blocks.0.0.bias'],
    ['add_embedding.linear_2.weight', 'label_emb.0.2.weight'],
    ['down_blocks.0.resnets.1.time_emb_proj.bias', 'input_blocks.2.0.emb_layers.1.bias'],
    ['down_blocks.0.downsamplers.0.conv.weight', 'input_blocks.3.0.op.weight'],
    ['down_blocks.2.attentions.0.proj_in.weight', 'input_blocks.7.1.proj_in.weight'],
    ['mid_block.attentions.0.norm.weight', 'middle_block.1.norm.weight'],
    ['mid_block.resnets.1.norm2.bias', 'middle_block.2.out_layers.0.bias'],
    ['up_blocks.0.upsamplers.0.conv.bias', 'output_blocks.2.1.conv.bias'],
    ['up_blocks.1.upsamplers.0.conv.bias', 'output_blocks.5.2.conv.bias'],
    ['up_blocks.3.resnets.2.conv_shortcut.weight', 'output_blocks.11.0.skip_connection.weight'],
    ['mid_block.resnets.2.conv1.weight', undefined],
    ['down_blocks.0.resnets.0.unheard_of.weight', undefined],
    ['class_embedding.weight', undefined],
  ])('%s → %s', (from, to) => {
    expect(rename(from)).toBe(to);
  });
});

describe('names of a VAE', () => {
  const rename = vaeNames([0, 1, 2, 3].map((level) => `decoder.up_blocks.${level}.resnets.0.conv1.weight`));
  it.each([
    ['encoder.down_blocks.3.resnets.1.conv2.bias', 'encoder.down.3.block.1.conv2.bias'],
    ['encoder.down_blocks.0.downsamplers.0.conv.bias', 'encoder.down.0.downsample.conv.bias'],
    ['decoder.up_blocks.0.resnets.2.norm1.bias', 'decoder.up.3.block.2.norm1.bias'],
    ['decoder.up_blocks.3.resnets.0.conv_shortcut.weight', 'decoder.up.0.block.0.nin_shortcut.weight'],
    ['decoder.up_blocks.2.upsamplers.0.conv.weight', 'decoder.up.1.upsample.conv.weight'],
    ['decoder.mid_block.attentions.0.to_out.0.weight', 'decoder.mid.attn_1.proj_out.weight'],
    ['decoder.mid_block.attentions.0.query.bias', 'decoder.mid.attn_1.q.bias'],
    ['encoder.mid_block.resnets.1.conv1.weight', 'encoder.mid.block_2.conv1.weight'],
    ['decoder.conv_norm_out.weight', 'decoder.norm_out.weight'],
    ['quant_conv.weight', 'quant_conv.weight'],
    ['decoder.mid_block.attentions.0.unheard_of.weight', undefined],
  ])('%s → %s', (from, to) => {
    expect(rename(from)).toBe(to);
  });

  it('are told from those of single files', () => {
    expect(isDiffusersVae(['decoder.mid_block.resnets.0.conv1.weight'])).toBe(true);
    expect(isDiffusersVae(['decoder.mid.block_1.conv1.weight'])).toBe(false);
  });
});
