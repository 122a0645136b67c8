import { expect, it } from 'vitest';
import type { Evaluation } from '../evaluation';
import { STARTER } from '../testing/paths';
import { CheckpointNetworks } from './checkpoint-networks';
import { openCheckpoint } from './open-checkpoint';

const waves = (rows: number, ...shape: number[]) => ({
  data: Float32Array.from({ length: rows * shape.reduce((a, b) => a * b, 1) }, (_, i) =>
    Math.sin(i * 12.9898),
  ),
  shape,
});

/** The first rows of the same rows. */
const asked = (rows: number, contextWidth: number): Evaluation => ({
  network: 'denoiser',
  output: 'prediction',
  rows,
  inputs: {
    x: waves(rows, 4, 16, 16),
    timesteps: { data: new Float32Array(rows).fill(300), shape: [] },
    context: waves(rows, 77, contextWidth),
  },
});

it.each([1, 2, 3, 5])('on %i threads a row has the same bytes whatever is beside it', async (threads) => {
  const { file, model } = await openCheckpoint(STARTER);
  const networks = new CheckpointNetworks(file, model.architecture, { name: 'cpu', threads });
  const { contextWidth } = model.architecture.unet;
  const all = (await networks.evaluate(asked(8, contextWidth))).output;
  for (const rows of [1, 2, 3, 5]) {
    const { output } = await networks.evaluate(asked(rows, contextWidth));
    expect(output.length).toBe((all.length / 8) * rows);
    expect(output, `${rows} rows`).toEqual(all.slice(0, output.length));
  }
  await networks.release();
});
