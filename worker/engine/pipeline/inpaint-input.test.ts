import { expect, it } from 'vitest';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { openCheckpoint } from '../networks/open-checkpoint';
import { finishPipeline } from '../testing/finish-pipeline';
import { golden, STARTER } from '../testing/paths';
import { safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { floats, readTensors, relativeError } from '../testing/tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { inpaintInput, shownPicture } from './inpaint-input';

const WEIGHT = 'model.diffusion_model.input_blocks.0.0.weight';

it('shows an inpainting checkpoint the mask and the masked picture, as diffusers does', async () => {
  const replaced = await storedTensors(golden('networks-inpaint.safetensors'));
  const tensors = (await storedTensors(golden('networks-sd1.safetensors'))).set(
    WEIGHT,
    replaced.get(WEIGHT)!,
  );
  const { file, model } = await openCheckpoint(await temporaryFile(safetensorsOf(tensors)));
  const networks = new CheckpointNetworks(file, model.architecture, { name: 'cpu', threads: 2 });
  const given = await readTensors(golden('networks-inpaint.safetensors'));
  const shown = (strength: number) => ({
    width: 24,
    height: 40,
    planes: floats(given, 'conditioning.picture').data,
    mask: floats(given, 'conditioning.mask').data.map(Math.round),
    strength,
  });
  const input = (strength?: number) =>
    finishPipeline(
      networks,
      inpaintInput(model, [4, 5, 3], strength === undefined ? undefined : shown(strength)),
    );
  for (const [name, strength] of [
    ['weight1.0', 1],
    ['weight0.5', 0.5],
    ['txt2img', undefined],
  ] as const) {
    expect(relativeError((await input(strength))!, floats(given, `conditioning.${name}`).data)).toBeLessThan(
      1e-5,
    );
  }
  await networks.release();
});

it('shows other checkpoints nothing', async () => {
  const { model } = await openCheckpoint(STARTER);
  expect(inpaintInput(model, [4, 8, 8]).next()).toEqual({ done: true, value: undefined });
});

it('hides all of a picture without a mask, and rounds half levels of one to even', () => {
  const picture = { width: 2, height: 1, channels: 3, data: new Uint8Array(6).fill(255) };
  expect([...shownPicture(picture, undefined, true, 1).mask]).toEqual([1, 1]);
  const mask = { width: 2, height: 1, channels: 1, data: Uint8Array.of(127, 128) };
  expect([...shownPicture(picture, mask, true, 1).mask]).toEqual([0, 1]);
  expect(shownPicture(picture, mask, false, 1).mask[0]).toBeCloseTo(127 / 255, 6);
});
