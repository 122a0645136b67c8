import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../checkpoint/architecture';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import { golden } from '../testing/paths';
import { emptyTensors, safetensorsBytes } from '../testing/safetensors-bytes';
import { temporaryFile } from '../testing/write-safetensors';
import { type AdaptableWeights, adaptableWeights } from './adaptable-weights';
import { readLora } from './lora-file';

let architecture: Architecture;
let weights: AdaptableWeights;
beforeAll(async () => {
  const file = await readCheckpoint(golden('networks-sd1.safetensors'));
  architecture = describeArchitecture(file);
  weights = adaptableWeights(file, architecture);
});

const read = async (bytes: Uint8Array) => readLora(await temporaryFile(bytes), architecture, weights);
/** An attention layer of 8×8 weights and a convolution of 8×8×3×3. */
const LINEAR = 'lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q';
const CONV = 'lora_unet_down_blocks_0_resnets_0_conv1';
const parts = (layer: string, shapes: Record<string, number[]>) =>
  Object.fromEntries(Object.entries(shapes).map(([part, shape]) => [`${layer}.${part}`, shape]));
const sound = parts(LINEAR, { 'lora_up.weight': [8, 2], 'lora_down.weight': [2, 8], alpha: [] });

describe('LoRA files that cannot be used', () => {
  it.each([
    ['rank 0', parts(LINEAR, { 'lora_up.weight': [8, 0], 'lora_down.weight': [0, 8] }), /the rank 0/],
    [
      'parts of different ranks',
      parts(LINEAR, { 'lora_up.weight': [8, 2], 'lora_down.weight': [3, 8] }),
      /do not fit together/,
    ],
    ['a part that is missing', parts(LINEAR, { 'lora_up.weight': [8, 2] }), /incomplete/],
    [
      'a layer of another size',
      parts(LINEAR, { 'lora_up.weight': [9, 2], 'lora_down.weight': [2, 8] }),
      /9×8 weights where the checkpoint has 8×8/,
    ],
    [
      'a core of another rank',
      parts(CONV, {
        'lora_up.weight': [8, 4, 1, 1],
        'lora_mid.weight': [4, 3, 3, 3],
        'lora_down.weight': [4, 8, 1, 1],
      }),
      /do not fit together/,
    ],
    [
      'a core of any size',
      parts(CONV, {
        'lora_up.weight': [8, 5000, 1, 1],
        'lora_mid.weight': [5000, 1, 1, 1],
        'lora_down.weight': [1, 8, 1, 1],
      }),
      /do not fit together/,
    ],
    ['half a LoHa', parts(LINEAR, { hada_w1_a: [8, 2], hada_w1_b: [2, 8] }), /incomplete/],
    [
      'a LoHa of two sizes',
      parts(LINEAR, { hada_w1_a: [8, 2], hada_w1_b: [2, 8], hada_w2_a: [4, 2], hada_w2_b: [2, 8] }),
      /4×8 weights/,
    ],
    [
      'a LoKr that would be immense',
      parts(LINEAR, { lokr_w1: [3000, 3000], lokr_w2: [2, 2] }),
      /3000×3000 weights/,
    ],
    ['a LoKr of another size', parts(LINEAR, { lokr_w1: [2, 2], lokr_w2: [2, 2] }), /4×4 weights/],
    ['a LoKr without its second factor', parts(LINEAR, { lokr_w1: [2, 2] }), /incomplete/],
    ['a whole difference of another size', parts(LINEAR, { diff: [4, 4] }), /4×4 weights/],
    ['a DoRA with too few lengths', { ...sound, [`${LINEAR}.dora_scale`]: [1, 7] }, /do not fit together/],
    ['a DoRA of nothing', parts(LINEAR, { dora_scale: [1, 8] }), /layers that are not there/],
    ['BOFT', parts(LINEAR, { oft_blocks: [3, 4, 2, 2] }), /it is a BOFT, which is not supported/],
    ['an OFT of other outputs', parts(LINEAR, { oft_blocks: [3, 2, 2] }), /do not fit together/],
    ['an OFT whose blocks are not square', parts(LINEAR, { oft_diag: [4, 2, 3] }), /do not fit together/],
    ['an IA3 of other inputs', parts(LINEAR, { weight: [7], on_input: [] }), /do not fit together/],
    ['an IA3 without its direction', parts(LINEAR, { weight: [8] }), /layers that are not there/],
    [
      'half a GLoRA',
      parts(LINEAR, { 'a1.weight': [2, 8], 'a2.weight': [8, 2], 'b1.weight': [2, 8] }),
      /incomplete/,
    ],
    [
      'a GLoRA of another weight',
      parts(LINEAR, { 'a1.weight': [2, 8], 'a2.weight': [9, 2], 'b1.weight': [2, 8], 'b2.weight': [8, 2] }),
      /do not fit together/,
    ],
    [
      'Flux',
      parts('lora_unet_double_blocks_0_img_attn_qkv', {
        'lora_up.weight': [8, 2],
        'lora_down.weight': [2, 8],
      }),
      /for Flux checkpoints, and this one is SD 1\.x/,
    ],
    [
      'Stable Diffusion 3',
      parts('transformer.transformer_blocks.0.attn.to_q', {
        'lora_B.weight': [8, 2],
        'lora_A.weight': [2, 8],
      }),
      /Stable Diffusion 3/,
    ],
    [
      'no LoRA at all',
      { 'model.diffusion_model.out.2.weight': [4, 8, 3, 3] },
      /changes layers that are not there/,
    ],
    [
      'mostly strange layers',
      {
        ...sound,
        ...parts('lora_unet_a', { 'lora_up.weight': [1, 1] }),
        ...parts('lora_unet_b', { 'lora_up.weight': [1, 1] }),
      },
      /layers that are not there/,
    ],
  ])('%s', async (_, shapes, message) => {
    await expect(read(emptyTensors(shapes as Record<string, number[]>))).rejects.toThrow(message);
  });

  it('a real SD 1.5 LoRA on a small model, and one of SDXL, are told apart by the width of the text', async () => {
    const cross = 'lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k';
    const wide = (width: number) =>
      emptyTensors(parts(cross, { 'lora_up.weight': [8, 2], 'lora_down.weight': [2, width] }));
    await expect(read(wide(2048))).rejects.toThrow(/it is for SDXL checkpoints, and this one is SD 1\.x/);
    await expect(read(wide(1024))).rejects.toThrow(/it is for SD 2\.x checkpoints/);
    await expect(read(wide(768))).rejects.toThrow(
      /another kind of checkpoint than this SD 1\.x one: .* 8×768/,
    );
  });

  it.each([0x7e00, 0x7c00])('values that are no numbers (%i)', async (half) => {
    const bytes = emptyTensors(sound);
    bytes.writeUInt16LE(half, bytes.length - 6);
    await expect(read(bytes)).rejects.toThrow(/holds NaN or infinity/);
  });

  it('weights of another type', async () => {
    const header = {
      [`${LINEAR}.lora_up.weight`]: { dtype: 'U8', shape: [8, 1], data_offsets: [0, 8] },
      [`${LINEAR}.lora_down.weight`]: { dtype: 'U8', shape: [1, 8], data_offsets: [8, 16] },
    };
    await expect(read(safetensorsBytes(header, new Uint8Array(16)))).rejects.toThrow(/is U8; supported are/);
  });

  it.each([0.2, 0.6, 0.99])('the first %d of a file', async (share) => {
    const bytes = await readFile(golden('adapter-lora.safetensors'));
    await expect(read(bytes.subarray(0, Math.floor(bytes.length * share)))).rejects.toMatchObject({
      code: 'checkpoint-damaged',
    });
  });
});

describe('LoRA files that are used all the same', () => {
  it('with some layers that are not in the checkpoint, and says so', async () => {
    const bytes = emptyTensors({
      ...sound,
      ...parts('lora_unet_a', { 'lora_up.weight': [1, 1], 'lora_down.weight': [1, 1] }),
    });
    expect(await read(bytes)).toMatchObject({ unused: '1 of its 2 layers are not in this checkpoint' });
  });

  it('with changes of biases and norms, which are left out and named', async () => {
    const bytes = emptyTensors({
      ...sound,
      ...parts(CONV, { diff: [8, 8, 3, 3], diff_b: [8] }),
      ...parts('lora_unet_down_blocks_0_resnets_0_norm1', { w_norm: [8], b_norm: [8] }),
    });
    const { layers, unused } = await read(bytes);
    expect(unused).toBe('its changes of 2 biases and norms are not supported');
    expect([...layers.get('denoiser')!.keys()]).toHaveLength(2);
  });

  it('of any of the usual namings', async () => {
    const place = 'down_blocks.0.attentions.0.transformer_blocks.0.attn1';
    const names = [
      [`${LINEAR}.lora_up.weight`, `${LINEAR}.lora_down.weight`],
      [`unet.${place}.to_q.lora_B.weight`, `unet.${place}.to_q.lora_A.weight`],
      [
        `base_model.model.${place}.to_q.lora_B.default.weight`,
        `base_model.model.${place}.to_q.lora_A.default.weight`,
      ],
      [`${place}.processor.to_q_lora.up.weight`, `${place}.processor.to_q_lora.down.weight`],
      [`unet.${place}.to_q.lora.up.weight`, `unet.${place}.to_q.lora.down.weight`],
      [
        'lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q.lora_up.weight',
        'lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q.lora_down.weight',
      ],
      [
        'diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.lora_B.weight',
        'diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.lora_A.weight',
      ],
    ] as const;
    for (const [up, down] of names) {
      const { layers } = await read(emptyTensors({ [up]: [8, 2], [down]: [2, 8] }));
      expect([...layers.get('denoiser')!.keys()], up).toEqual([
        'input_blocks.1.1.transformer_blocks.0.attn1.to_q',
      ]);
    }
    const text = 'text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer';
    const { layers } = await read(
      emptyTensors({ [`${text}.up.weight`]: [32, 2], [`${text}.down.weight`]: [2, 32] }),
    );
    expect([...layers.get('text')!.keys()]).toEqual(['encoder.layers.0.self_attn.q_proj']);
  });
});
