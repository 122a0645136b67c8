import { expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import { golden } from '../testing/paths';
import { safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { CheckpointNetworks } from './checkpoint-networks';
import { openCheckpoint } from './open-checkpoint';
import { denoiserFactors, predictionShown } from './prediction';

it('recovers the image from what a perfect network would answer', () => {
  const [image, noise, sigma] = [0.7, -1.3, 2.5];
  const x = image + sigma * noise;
  const spread = Math.sqrt(1 + sigma ** 2);
  const velocity = noise / spread - (image * sigma) / spread;
  for (const [prediction, answer] of [
    ['epsilon', noise],
    ['v', velocity],
  ] as const) {
    const { skip, out } = denoiserFactors(prediction, sigma);
    expect(skip * x + out * answer).toBeCloseTo(image, 12);
  }
});

it('tells the predictions apart by the answer to halves', () => {
  expect(predictionShown(new Float32Array(8).fill(0.4))).toBe('epsilon');
  expect(predictionShown(new Float32Array(8).fill(-0.9))).toBe('v');
});

it.each([
  [-2, 'v'],
  [0.5, 'epsilon'],
])(
  'asks a network that does not say: one that answers %f predicts %s',
  async (answer, prediction) => {
    const tensors = await storedTensors(golden('networks-sd2.safetensors'));
    const { metadata } = await readCheckpoint(golden('networks-sd2.safetensors'));
    const half = (value: number) => (value < 0 ? 0xc000 : 0x3800);
    for (const [name, fill] of [
      ['weight', 0],
      ['bias', half(answer)],
    ] as const) {
      const tensor = tensors.get(`model.diffusion_model.out.2.${name}`)!;
      tensor.data = Buffer.from(new Uint16Array(tensor.data.length / 2).fill(fill).buffer);
    }
    const { prediction_type: _, ...rest } = metadata;
    const { file, model } = await openCheckpoint(await temporaryFile(safetensorsOf(tensors, rest)));
    const networks = new CheckpointNetworks(file, model.architecture, { name: 'cpu', threads: 2 });
    expect(model.architecture.isPredictionStated).toBe(false);
    await networks.load();
    expect(model.architecture).toMatchObject({ prediction, isPredictionStated: true });
    await networks.release();
  },
  60_000,
);
