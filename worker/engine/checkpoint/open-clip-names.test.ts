import { expect, it } from 'vitest';
import { withTransformersNames } from './open-clip-names';
import type { TensorInfo } from './safetensors-header';

const tensor = (shape: number[], offset = 1000): TensorInfo => ({
  dtype: 'F16',
  shape,
  offset,
  length: 2 * shape.reduce((a, b) => a * b, 1),
});

const renamed = (tensors: Record<string, TensorInfo>) =>
  Object.fromEntries(withTransformersNames(new Map(Object.entries(tensors))));

it.each([
  ['cond_stage_model.model.positional_embedding', 'embeddings.position_embedding.weight'],
  ['cond_stage_model.model.ln_final.bias', 'final_layer_norm.bias'],
  [
    'conditioner.embedders.1.model.transformer.resblocks.31.mlp.c_fc.weight',
    'encoder.layers.31.mlp.fc1.weight',
  ],
  ['conditioner.embedders.0.model.transformer.resblocks.0.ln_2.bias', 'encoder.layers.0.layer_norm2.bias'],
  [
    'conditioner.embedders.1.model.transformer.resblocks.2.attn.out_proj.bias',
    'encoder.layers.2.self_attn.out_proj.bias',
  ],
])('%s is …text_model.%s', (from, to) => {
  const root = from.slice(0, from.indexOf('.model.') + '.model.'.length);
  expect(renamed({ [from]: tensor([4]) })).toEqual({ [`${root}text_model.${to}`]: tensor([4]) });
});

it('takes q, k and v as thirds of the same bytes', () => {
  const root = 'cond_stage_model.model.';
  const key = `${root}text_model.encoder.layers.5.self_attn`;
  const fused = `${root}transformer.resblocks.5.attn.in_proj`;
  expect(renamed({ [`${fused}_weight`]: tensor([6, 2]), [`${fused}_bias`]: tensor([6], 5000) })).toEqual({
    [`${key}.q_proj.weight`]: tensor([2, 2], 1000),
    [`${key}.k_proj.weight`]: tensor([2, 2], 1008),
    [`${key}.v_proj.weight`]: tensor([2, 2], 1016),
    [`${key}.q_proj.bias`]: tensor([2], 5000),
    [`${key}.k_proj.bias`]: tensor([2], 5004),
    [`${key}.v_proj.bias`]: tensor([2], 5008),
  });
});

it('leaves alone what is not in thirds, the projection, and other networks', () => {
  const tensors = {
    'cond_stage_model.model.transformer.resblocks.0.attn.in_proj_weight': tensor([7, 2]),
    'conditioner.embedders.1.model.text_projection': tensor([2, 2]),
    'conditioner.embedders.1.model.logit_scale': tensor([]),
    'model.diffusion_model.out.2.bias': tensor([4]),
    'cond_stage_model.transformer.text_model.final_layer_norm.bias': tensor([4]),
  };
  expect(renamed(tensors)).toEqual(tensors);
});

it('gives the text encoders of 2022 their present names', () => {
  const root = 'cond_stage_model.transformer.';
  expect(renamed({ [`${root}final_layer_norm.bias`]: tensor([4]) })).toEqual({
    [`${root}text_model.final_layer_norm.bias`]: tensor([4]),
  });
});
