import { describe, expect, it } from 'vitest';
import { golden, STARTER } from '../testing/paths';
import { emptyTensors } from '../testing/safetensors-bytes';
import { safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { groupCount } from './architecture';
import { identifyCheckpoint } from './identify';

const UNET = 'model.diffusion_model.input_blocks.0.0.weight';
const TEXT = 'cond_stage_model.transformer.text_model.embeddings.token_embedding.weight';
const SD2_TEXT = 'cond_stage_model.model.token_embedding.weight';
const SDXL_TEXT = 'conditioner.embedders.0.transformer.text_model.embeddings.token_embedding.weight';
const SDXL_TEXT2 = 'conditioner.embedders.1.model.token_embedding.weight';
const LABELS = 'model.diffusion_model.label_emb.0.0.weight';
const VAE = 'first_stage_model.decoder.conv_in.weight';

const identifyShapes = async (shapes: Record<string, number[]>) =>
  identifyCheckpoint(await temporaryFile(emptyTensors(shapes), 'sd15-pruned.safetensors'));

describe('identifyCheckpoint', () => {
  it('reads the starter', async () => {
    const identity = await identifyCheckpoint(STARTER);
    expect(identity).toMatchObject({
      base: 'SD 1.x',
      nativeSize: 128,
      title: 'starter-v0',
      parameters: 18_028_328,
    });
    expect(identity.architecture).toMatchObject({
      text: { layers: 4, width: 128, heads: 2, vocabulary: 49408, positions: 77 },
      unet: { modelChannels: 64, contextWidth: 128, inChannels: 4 },
      vae: { latentChannels: 4, factor: 8, encoderBlocks: [1, 1, 1, 1], decoderBlocks: [2, 2, 2, 2] },
    });
  });

  it('reads widths, depths and attention levels from shapes alone', async () => {
    const { architecture, nativeSize } = await identifyCheckpoint(golden('networks-sd1.safetensors'));
    expect(nativeSize).toBe(512);
    expect(architecture.text).toMatchObject({ layers: 3, width: 32, heads: 1, vocabulary: 512 });
    const kinds = architecture.unet.input.map((modules) => modules.map(({ kind }) => kind).join('+'));
    expect(kinds).toEqual([
      'conv',
      'residual+transformer',
      'downsample',
      'residual+transformer',
      'downsample',
      'residual',
    ]);
    expect(architecture.unet.output).toHaveLength(6);
  });

  it('knows SD 2', async () => {
    const identity = await identifyCheckpoint(golden('networks-sd2.safetensors'));
    expect(identity).toMatchObject({ base: 'SD 2.x', nativeSize: 768, inpainting: false });
    const { text, text2, unet, ...rest } = identity.architecture;
    expect(rest).toMatchObject({ family: 'sd2', prediction: 'v', isPredictionStated: true });
    expect(text).toMatchObject({ layers: 3, heads: 2, activation: 'gelu', reads: 'last', padding: 'zero' });
    expect(text2).toBeUndefined();
    expect(unet.input[1]![1]).toMatchObject({ kind: 'transformer', channels: 8, heads: 1 });
  });

  it('knows SDXL', async () => {
    const identity = await identifyCheckpoint(golden('networks-sdxl.safetensors'));
    expect(identity).toMatchObject({ base: 'SDXL', nativeSize: 1024 });
    const { text, text2, unet, ...rest } = identity.architecture;
    expect(rest).toMatchObject({ prediction: 'epsilon', isPredictionStated: true, latentScale: 0.13025 });
    expect(text).toMatchObject({ layers: 3, heads: 2, activation: 'quick-gelu', reads: 'penultimate' });
    expect(text2).toMatchObject({ layers: 4, heads: 4, activation: 'gelu', padding: 'zero' });
    expect(unet).toMatchObject({ added: { pooledWidth: 48, sizes: 6 }, contextWidth: 80 });
    const depths = unet.input.flat().flatMap((m) => (m.kind === 'transformer' ? [m.depth] : []));
    expect(depths).toEqual([1, 2]);
  });

  it.each<[string, string, number]>([
    ['v', 'v', 768],
    ['epsilon', 'epsilon', 512],
    ['nonsense', 'v', 768],
  ])('takes the prediction %s from the header', async (stated, prediction, nativeSize) => {
    const tensors = await storedTensors(golden('networks-sd2.safetensors'));
    const metadata = { 'modelspec.prediction_type': stated, unet: '{"num_head_channels":8}', text: '[' };
    const identity = await identifyCheckpoint(await temporaryFile(safetensorsOf(tensors, metadata)));
    expect(identity).toMatchObject({ nativeSize, architecture: { prediction, text: { heads: 1 } } });
    expect(identity.architecture.isPredictionStated).toBe(stated !== 'nonsense');
  });

  it('knows velocity and zero terminal SNR by the tensors that some authors add', async () => {
    const mark = { dtype: 'F32', shape: [], data: Buffer.alloc(4) };
    const tensors = await storedTensors(golden('networks-sdxl.safetensors'));
    tensors.set('v_pred', mark).set('ztsnr', mark);
    const { metadata } = await identifyCheckpoint(golden('networks-sdxl.safetensors'));
    const file = await temporaryFile(safetensorsOf(tensors, metadata));
    expect((await identifyCheckpoint(file)).architecture).toMatchObject({
      prediction: 'v',
      hasZeroTerminalSnr: true,
    });
  });

  it.each<[string, Record<string, number[]>, RegExp]>([
    ['half of SDXL', { [UNET]: [8, 4, 3, 3], [SDXL_TEXT]: [1], [VAE]: [1] }, /its second text encoder/],
    ['the other half', { [UNET]: [8, 4, 3, 3], [SDXL_TEXT2]: [1], [VAE]: [1] }, /its first text encoder/],
    ['SD 3', { 'model.diffusion_model.joint_blocks.0.x': [1] }, /Stable Diffusion 3/],
    ['Flux', { 'model.diffusion_model.double_blocks.0.x': [1] }, /Flux/],
    ['depth', { [UNET]: [8, 5, 3, 3], [TEXT]: [1], [VAE]: [1] }, /a depth-to-image checkpoint/],
    ['another width', { [UNET]: [8, 16, 3, 3], [TEXT]: [1], [VAE]: [1] }, /takes 16 channels/],
    ['unCLIP', { [UNET]: [8, 4, 3, 3], [LABELS]: [1], [SD2_TEXT]: [1], [VAE]: [1] }, /an unCLIP/],
    ['instruct', { [UNET]: [8, 8, 3, 3], [TEXT]: [1], [VAE]: [1] }, /InstructPix2Pix/],
    ['a LoRA', { 'lora_unet_down_blocks_0.lora_up.weight': [1] }, /a LoRA; put it into the Lora folder/],
    ['a VAE', { 'decoder.conv_in.weight': [1] }, /a VAE; put it into the VAE folder/],
    ['a ControlNet', { 'control_model.input_hint_block.0.weight': [1] }, /a ControlNet model/],
    ['an embedding', { emb_params: [1, 768] }, /textual inversion/],
    ['a diffusers UNet', { 'down_blocks.0.resnets.0.conv1.weight': [1] }, /Diffusers layout/],
    ['no text encoder', { [UNET]: [8, 4, 3, 3], [VAE]: [1] }, /without its text encoder/],
    ['no VAE', { [UNET]: [8, 4, 3, 3], [TEXT]: [1] }, /without its VAE/],
    ['something else', { 'model.layers.0.mlp.weight': [1] }, /no checkpoint this engine knows/],
  ])('names what it is not: %s', async (_, shapes, message) => {
    await expect(identifyShapes(shapes)).rejects.toMatchObject({
      code: 'checkpoint-unsupported',
      message: expect.stringMatching(message),
    });
  });

  it('says which tensor an incomplete checkpoint lacks', async () => {
    const shapes = { [UNET]: [8, 4, 3, 3], [TEXT]: [10, 8], [VAE]: [8, 4, 3, 3] };
    await expect(identifyShapes(shapes)).rejects.toMatchObject({
      code: 'checkpoint-damaged',
      message: expect.stringContaining('position_embedding.weight'),
    });
  });

  it('has 32 groups for every width of a full-size checkpoint', () => {
    expect([128, 256, 320, 512, 640, 1280, 2560].map(groupCount)).toEqual(Array(7).fill(32));
    expect([32, 64, 2].map(groupCount)).toEqual([8, 16, 1]);
  });
});
