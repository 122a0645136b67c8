import { beforeAll, describe, expect, it } from 'vitest';
import { adaptableWeights } from '../adapters/adaptable-weights';
import { adaptationOf } from '../adapters/adapter-set';
import { readLora } from '../adapters/lora-file';
import type { Architecture } from '../checkpoint/architecture';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { Evaluation } from '../evaluation';
import { golden } from '../testing/paths';
import { storedAs } from '../testing/stored-as';
import { floats, readTensors, relativeError, rowsOf } from '../testing/tensors';
import { CheckpointNetworks } from './checkpoint-networks';
import { hasRoomFor } from './memory-room';

let file: SafetensorsFile;
let architecture: Architecture;
beforeAll(async () => {
  file = await readCheckpoint(golden('networks-sd1.safetensors'));
  architecture = describeArchitecture(file);
});

describe('a second session of a network', { timeout: 60_000 }, () => {
  it('needs its weights once more in float32, unless the file holds them so', async () => {
    let unet = 0;
    for (const [name, { shape }] of file.tensors) {
      if (name.startsWith('model.diffusion_model.')) unet += 4 * shape.reduce((a, b) => a * b, 1);
    }
    expect(hasRoomFor(file, architecture, 'denoiser', 2 * unet)).toBe(true);
    expect(hasRoomFor(file, architecture, 'denoiser', unet)).toBe(false);
    expect(hasRoomFor(file, architecture, 'text', unet)).toBe(true);
    const wide = await readCheckpoint(await storedAs(golden('networks-sd1.safetensors'), 'F32'));
    expect(hasRoomFor(wide, architecture, 'denoiser', 0)).toBe(true);
  });

  it('takes the place of the plain one where memory is short: pictures without LoRA stay the same', async () => {
    const networks = new CheckpointNetworks(
      file,
      architecture,
      { name: 'cpu', threads: 1 },
      { freeMemory: () => 0 },
    );
    const tensors = await readTensors(golden('networks-sd1-golden.safetensors'));
    const plain: Evaluation = {
      network: 'denoiser',
      output: 'prediction',
      rows: 2,
      inputs: {
        timesteps: { data: Float32Array.of(981, 21), shape: [] },
        x: rowsOf(floats(tensors, 'unet.square.x')),
        context: rowsOf(floats(tensors, 'text.clip_skip1'), 2),
      },
    };
    const weights = adaptableWeights(file, architecture);
    for (const name of ['lora', 'locon']) {
      const lora = await readLora(golden(`adapter-${name}.safetensors`), architecture, weights);
      const loras = [{ key: name, lora, teWeight: 1, unetWeight: 1 }];
      const adaptation = adaptationOf('denoiser', loras, [], weights)!.make();
      await networks.evaluate(plain);
      const changed = (await networks.evaluate({ ...plain, adaptation })).output;
      const { output } = await networks.evaluate(plain);
      const expected = floats(tensors, 'unet.square.out').data;
      expect(relativeError(output, expected)).toBeLessThan(1e-5);
      expect(relativeError(changed, expected)).toBeGreaterThan(1e-3);
    }
    await networks.release();
  });
});
