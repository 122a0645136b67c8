import { describe, expect, it } from 'vitest';
import { golden, STARTER, STARTER_EMBEDDING, STARTER_LORA } from '../testing/paths';
import { emptyTensors } from '../testing/safetensors-bytes';
import { temporaryFile } from '../testing/write-safetensors';
import { identifyModel } from './identify-model';
import type { FileUse } from './kind-of-file';

/** The name says something else on purpose. */
const fileOf = (shapes: Record<string, number[]>, metadata?: Record<string, string>) =>
  temporaryFile(emptyTensors(shapes, metadata), 'sdxl-checkpoint.safetensors');
const K = 'attentions_0_transformer_blocks_0_attn2_to_k';
const Q = 'text_model_encoder_layers_0_self_attn_q_proj';

describe('kind and architecture come from the tensors', () => {
  it.each<[string, Record<string, number[]>, string | null]>([
    ['kohya, SD 1', { [`lora_unet_down_blocks_0_${K}.lora_down.weight`]: [4, 768] }, 'SD 1.x'],
    ['kohya, SD 2', { [`lora_unet_down_blocks_0_${K}.lora_down.weight`]: [4, 1024] }, 'SD 2.x'],
    ['kohya, SDXL', { [`lora_unet_down_blocks_1_${K}.lora_down.weight`]: [4, 2048] }, 'SDXL'],
    ['text encoder alone', { [`lora_te_${Q}.lora_down.weight`]: [4, 768] }, 'SD 1.x'],
    ['second text encoder', { [`lora_te2_${Q}.lora_down.weight`]: [4, 1280] }, 'SDXL'],
    [
      'deep UNet without cross attention',
      {
        'lora_unet_input_blocks_4_1_transformer_blocks_1_attn1_to_q.lora_down.weight': [4, 640],
        [`lora_te1_${Q}.lora_down.weight`]: [4, 768],
      },
      'SDXL',
    ],
    ['PEFT', { [`unet.${K.replaceAll('_to_', '.to_')}.lora_A.weight`]: [4, 1024] }, 'SD 2.x'],
    [
      'LoHa',
      { [`lora_unet_x_${K}.hada_w1_a`]: [320, 4], [`lora_unet_x_${K}.hada_w1_b`]: [4, 768] },
      'SD 1.x',
    ],
    [
      'LoKr',
      {
        [`lora_unet_x_${K}.lokr_w1`]: [8, 16],
        [`lora_unet_x_${K}.lokr_w2_b`]: [4, 128],
        [`lora_unet_x_${K}.lokr_w2_a`]: [9, 4],
      },
      'SDXL',
    ],
    ['Flux', { 'lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight': [4, 9] }, 'Flux'],
    ['a small model of somebody’s own', { [`lora_unet_x_${K}.lora_down.weight`]: [4, 32] }, null],
  ])('LoRA: %s', async (_, shapes, base) => {
    expect(await identifyModel(await fileOf(shapes), 'lora')).toMatchObject({ base, nativeSize: null });
  });

  it('a LoRA’s header is asked where its shapes say nothing', async () => {
    const shapes = { [`lora_unet_x_${K}.lora_down.weight`]: [4, 32] };
    for (const [metadata, base] of [
      [{ ss_base_model_version: 'sd_v1' }, 'SD 1.x'],
      [{ ss_base_model_version: 'sdxl_base_v1-0' }, 'SDXL'],
      [{ 'modelspec.architecture': 'stable-diffusion-v2-768-v/lora' }, 'SD 2.x'],
      [{ ss_base_model_version: 'other' }, null],
    ] as const)
      expect((await identifyModel(await fileOf(shapes, metadata), 'lora')).base).toBe(base);
  });

  it.each([
    'diffusers-old',
    'dora',
    'glora',
    'ia3',
    'locon',
    'loha',
    'lokr',
    'lora',
    'oft',
    'peft',
    'sd2',
    'sdxl',
  ])('knows a LoRA of the kind %s as one', async (name) => {
    await expect(identifyModel(golden(`adapter-${name}.safetensors`), 'lora')).resolves.toBeDefined();
  });

  it.each<[Record<string, number[]>, string | null, { vectors: number; width: number }]>([
    [{ emb_params: [3, 768] }, 'SD 1.x', { vectors: 3, width: 768 }],
    [{ '<concept>': [1024] }, 'SD 2.x', { vectors: 1, width: 1024 }],
    [{ clip_l: [2, 768], clip_g: [2, 1280] }, 'SDXL', { vectors: 2, width: 2048 }],
    [{ '<my-cat>': [5, 768] }, 'SD 1.x', { vectors: 5, width: 768 }],
  ])('embedding: %j', async (shapes, base, embedding) => {
    expect(await identifyModel(await fileOf(shapes), 'embedding')).toMatchObject({ base, embedding });
  });

  it('the starter’s own', async () => {
    expect(await identifyModel(STARTER, 'checkpoint')).toMatchObject({ base: 'SD 1.x', nativeSize: 128 });
    expect(await identifyModel(STARTER, 'vae')).toMatchObject({ base: null });
    expect((await identifyModel(STARTER_LORA, 'lora')).metadata).toMatchObject({ ss_output_name: 'sepia' });
    expect(await identifyModel(STARTER_EMBEDDING, 'embedding')).toMatchObject({
      embedding: { vectors: 2, width: 128 },
    });
  });

  it.each<[FileUse, Record<string, number[]>, string | null]>([
    ['hypernetwork', { '768.0.linear.0.weight': [4, 768], '320.1.linear.0.bias': [1] }, 'SD 1.x'],
    ['hypernetwork', { '1024.0.linear.0.weight': [4, 1024] }, 'SD 2.x'],
    [
      'controlnet',
      { 'control_model.input_hint_block.0.weight': [1], 'control_model.x.attn2.to_k.weight': [4, 768] },
      'SD 1.x',
    ],
    [
      'controlnet',
      { 'controlnet_cond_embedding.conv_in.weight': [1], 'down_blocks.1.attn2.to_k.weight': [4, 2048] },
      'SDXL',
    ],
    ['upscaler', { 'model.0.weight': [1], 'model.1.sub.0.RDB1.conv1.0.weight': [1] }, null],
    ['upscaler', { 'conv_first.weight': [1], 'body.0.rdb1.conv1.weight': [1] }, null],
    ['gfpgan', { 'params_ema.stylegan_decoder.style_mlp.1.weight': [1] }, null],
  ])('%s: %j', async (kind, shapes, base) => {
    expect(await identifyModel(await fileOf(shapes), kind)).toMatchObject({ base });
  });
});

const FILES: Partial<Record<FileUse, Record<string, number[]>>> = {
  lora: { [`lora_unet_x_${K}.lora_down.weight`]: [4, 768] },
  embedding: { emb_params: [1, 768] },
  vae: { 'decoder.conv_in.weight': [1], 'encoder.conv_in.weight': [1] },
  hypernetwork: { '768.0.linear.0.weight': [4, 768] },
  controlnet: { 'control_model.input_hint_block.0.weight': [1] },
  upscaler: { 'conv_first.weight': [1], 'body.0.rdb1.conv1.weight': [1] },
  gfpgan: { 'stylegan_decoder.style_mlp.1.weight': [1] },
};
const FOLDERS: Partial<Record<FileUse, RegExp>> = {
  lora: /put it into the Lora folder/,
  embedding: /put it into the embeddings folder/,
  vae: /put it into the VAE folder/,
  hypernetwork: /put it into the hypernetworks folder/,
  controlnet: /put it into the ControlNet folder/,
  upscaler: /put it into the ESRGAN folder/,
  gfpgan: /put it into the GFPGAN folder/,
};
const USES = Object.keys(FILES) as FileUse[];

describe('a file in the folder of another kind says where it belongs', () => {
  it.each(
    USES.flatMap((found) => (['checkpoint', ...USES] as const).map((meant) => [found, meant] as const)),
  )('%s among %s', async (found, meant) => {
    if (found === meant) return;
    await expect(identifyModel(await fileOf(FILES[found]!), meant)).rejects.toMatchObject({
      code: 'checkpoint-unsupported',
      message: expect.stringMatching(FOLDERS[found]!),
    });
  });

  it('a checkpoint among others, but its VAE may be used as one', async () => {
    for (const meant of USES.filter((use) => use !== 'vae'))
      await expect(identifyModel(STARTER, meant)).rejects.toThrow(/put it into the Stable-diffusion folder/);
  });

  it('what nobody knows, and what is no safetensors file', async () => {
    const unknown = await fileOf({ 'a.b': [1, 2] });
    for (const meant of ['lora', 'embedding', 'hypernetwork'] as const)
      await expect(identifyModel(unknown, meant)).rejects.toThrow(/such as “a\.b”/);
    expect(await identifyModel(unknown, 'upscaler')).toMatchObject({ base: null });
    const pickle = await temporaryFile(Buffer.from('PK\x03\x04 whatever'), 'x.safetensors');
    await expect(identifyModel(pickle, 'lora')).rejects.toMatchObject({ code: 'checkpoint-pickle' });
    const torn = await temporaryFile(Buffer.alloc(100, 0xff), 'x.safetensors');
    await expect(identifyModel(torn, 'embedding')).rejects.toMatchObject({ code: 'checkpoint-damaged' });
  });
});
