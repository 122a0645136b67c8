import { expect, test } from 'vitest';
import { guessKind } from './guess-kind';

function fileWith(...tensors: string[]): Blob {
  const entries = tensors.map((name) => [name, { dtype: 'F16', shape: [1], data_offsets: [0, 2] }]);
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = new BigUint64Array([BigInt(header.length)]);
  return new Blob([length, header, new Uint8Array(2)]);
}

test.each([
  ['lora', 'lora_unet_down_blocks_0_attentions_0.lora_down.weight'],
  ['lora', 'unet.down_blocks.0.attentions.0.to_k.lora_A.weight'],
  ['checkpoint', 'model.diffusion_model.input_blocks.0.0.weight'],
  ['embedding', 'emb_params'],
  ['controlnet', 'control_model.input_hint_block.0.weight'],
  ['vae', 'encoder.conv_in.weight'],
  ['vae', 'first_stage_model.decoder.conv_in.weight'],
  ['upscaler', 'conv_first.weight'],
] as const)('%s by %s', async (kind, tensor) => {
  expect(await guessKind(fileWith(tensor))).toBe(kind);
});

test('a checkpoint with its VAE is a checkpoint', async () => {
  const file = fileWith('first_stage_model.encoder.conv_in.weight', 'model.diffusion_model.out.0.weight');
  expect(await guessKind(file)).toBe('checkpoint');
});

test('what is no model says nothing', async () => {
  for (const bytes of ['', 'short', 'x'.repeat(100), '\u00ff'.repeat(100)])
    expect(await guessKind(new Blob([bytes]))).toBeNull();
  expect(await guessKind(fileWith('something'))).toBeNull();
});
