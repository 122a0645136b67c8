import type { Architecture } from '../checkpoint/architecture';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { Device } from '../device/device';
import type { NetworkName, Rows } from '../evaluation';
import { clipSkipOutput, contextOutput } from '../graph/text-encoder';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { madeRefiner } from './made-refiner';
import { golden } from './paths';
import { type StoredTensors, storedTensors } from './stored-tensors';
import { floats, readTensors, relativeError, rowsOf, type TestTensor } from './tensors';

export type GoldenFamily = 'sd1' | 'sd2' | 'sdxl';

/** Latents that the UNets were asked about: name, times, tokens of the context. */
export const UNET_CASES: [string, number[], number][] = [
  ['square', [981, 21], 77],
  ['between', [899.1], 77],
  ['odd', [500], 154],
];

/** A tiny checkpoint of a family, and what the reference implementations answer for it. */
export class GoldenNetworks {
  private constructor(
    readonly networks: CheckpointNetworks,
    readonly architecture: Architecture,
    readonly tensors: Map<string, TestTensor>,
  ) {}

  /** @param architecture of the whole checkpoint, where the file lacks some of it */
  static async of(
    file: SafetensorsFile,
    family: GoldenFamily,
    device: Device,
    architecture = describeArchitecture(file),
  ): Promise<GoldenNetworks> {
    const networks = new CheckpointNetworks(file, architecture, device);
    const tensors = await readTensors(golden(`networks-${family}-golden.safetensors`));
    return new GoldenNetworks(networks, architecture, tensors);
  }

  value(name: string): { shape: number[]; data: Float32Array } {
    return floats(this.tensors, name);
  }

  async run(network: NetworkName, output: string, inputs: Record<string, Rows>, rows: number) {
    return (await this.networks.evaluate({ network, output, inputs, rows })).output;
  }

  /** Relative L2 of every text encoder's answers. */
  async textErrors(): Promise<number[]> {
    const { family } = this.architecture;
    if (family === 'sd2') {
      const { context } = await this.texts('text', 'text.open.ids');
      return [relativeError(context, this.value('text.open.context').data)];
    }
    if (family === 'sd1') {
      const { data, shape } = this.tensors.get('text.ids')!;
      const ids = rowsOf({ data: data as BigInt64Array, shape });
      const errors: number[] = [];
      for (const clipSkip of [1, 2]) {
        const encoded = await this.run('text', clipSkipOutput(clipSkip), { ids }, shape[0]!);
        errors.push(relativeError(encoded, this.value(`text.clip_skip${clipSkip}`).data));
      }
      return errors;
    }
    const first = await this.texts('text', 'text.0.ids');
    const second = await this.texts('text2', 'text.1.ids');
    return [
      relativeError(first.context, this.value('text.0.penultimate').data),
      relativeError(second.context, this.value('text.1.penultimate').data),
      relativeError(second.pooled, this.value('text.1.pooled').data),
    ];
  }

  /** Relative L2 of the UNet's answer in one of the cases. */
  async unetError([size, timesteps, tokens]: (typeof UNET_CASES)[number]): Promise<number> {
    const inputs = this.unetInputs(`unet.${size}.x`, timesteps, tokens);
    const prediction = await this.run('denoiser', 'prediction', inputs, timesteps.length);
    return relativeError(prediction, this.value(`unet.${size}.out`).data);
  }

  async decoderError(): Promise<number> {
    const image = await this.run('decoder', 'image', { z: rowsOf(this.value('vae.decode.z')) }, 1);
    return relativeError(image, this.value('vae.decode.y').data);
  }

  /** Relative L2 of mean and logarithm of the variance. */
  async encoderErrors(): Promise<number[]> {
    const picture = { image: rowsOf(this.value('vae.encode.x')) };
    const errors: number[] = [];
    for (const output of ['mean', 'logvar']) {
      const encoded = await this.run('encoder', output, picture, 1);
      errors.push(relativeError(encoded, this.value(`vae.encode.${output}`).data));
    }
    return errors;
  }

  /** The tower's answer for the golden texts: context (3, 77, C), and pooled (3, C) if it has a projection. */
  async texts(tower: 'text' | 'text2', ids: string) {
    const { data, shape } = this.tensors.get(ids)!;
    const layout = this.architecture[tower]!;
    const inputs = { ids: rowsOf({ data: data as BigInt64Array, shape }) };
    const rows = await this.run(tower, contextOutput(layout, 1), inputs, 3);
    const length = 77 * layout.width;
    const stride = rows.length / 3;
    const parts = (from: number, to: number) =>
      Float32Array.from(
        [0, 1, 2].flatMap((row) => [...rows.subarray(row * stride + from, row * stride + to)]),
      );
    return { context: parts(0, length), pooled: parts(length, stride) };
  }

  unetInputs(x: string, timesteps: number[], tokens: number): Record<string, Rows> {
    const { data, width } = this.#context();
    const batch = timesteps.length;
    const added = this.architecture.unet.added && {
      pooled: rowsOf(this.value('text.1.pooled'), batch),
      sizes: rowsOf(this.value('sizes'), batch),
    };
    return {
      x: rowsOf(this.value(x)),
      timesteps: { data: Float32Array.from(timesteps), shape: [] },
      context: { data: data.slice(0, batch * tokens * width), shape: [tokens, width] },
      ...added,
    };
  }

  /** (3, 77, D) by the golden file: towers side by side. */
  #context(): { data: Float32Array; width: number } {
    const names = {
      sd1: ['text.clip_skip1'],
      sd2: ['text.open.context'],
      sdxl: ['text.0.penultimate', 'text.1.penultimate'],
    };
    const parts = names[this.architecture.family].map((name) => this.value(name));
    const width = parts.reduce((sum, { shape }) => sum + shape[2]!, 0);
    const tokens = Array.from({ length: 3 * 77 }, (_, token) =>
      parts.flatMap(({ data, shape }) => [...data.subarray(token * shape[2]!, (token + 1) * shape[2]!)]),
    );
    return { data: Float32Array.from(tokens.flat()), width };
  }
}

const UNET = 'model.diffusion_model.';
/** Values of a token for the tiny refiner: those of the second tower alone. */
const REFINER_WIDTH = 48;
const FIRST_CONVOLUTION = 'model.diffusion_model.input_blocks.0.0.weight';

/** The tiny SD 1 checkpoint as an inpainting one: its first convolution has nine channels. */
export async function goldenInpainting(): Promise<SafetensorsFile> {
  const file = await readCheckpoint(golden('networks-sd1.safetensors'));
  const other = await readCheckpoint(golden('networks-inpaint.safetensors'));
  const first = { ...other.tensors.get(FIRST_CONVOLUTION)!, file: other.path };
  return {
    ...file,
    size: file.size + other.size,
    modified: Math.max(file.modified, other.modified),
    tensors: new Map([...file.tensors, [FIRST_CONVOLUTION, first]]),
  };
}

/** Relative L2 of the inpainting UNet's answer; mask and masked picture are an input of their own. */
export async function inpaintingError(of: GoldenNetworks): Promise<number> {
  const given = await readTensors(golden('networks-inpaint.safetensors'));
  const { data } = floats(given, 'x');
  const inputs = {
    ...of.unetInputs('unet.between.x', [500], 77),
    x: { data: data.slice(0, 4 * 64), shape: [4, 8, 8] },
    inpaint: { data: data.slice(4 * 64), shape: [5, 8, 8] },
  };
  const prediction = await of.run('denoiser', 'prediction', inputs, 1);
  return relativeError(prediction, floats(given, 'out').data);
}

/** The tiny refiner: a UNet of its own with the second tower and the VAE of the tiny SDXL checkpoint, as stored tensors. */
export async function goldenRefiner(): Promise<{ tensors: StoredTensors; metadata: Record<string, string> }> {
  const base = golden('networks-sdxl.safetensors');
  const [tensors, { metadata }] = await Promise.all([storedTensors(base), readCheckpoint(base)]);
  madeRefiner(tensors, metadata);
  for (const name of tensors.keys()) if (name.startsWith(UNET)) tensors.delete(name);
  for (const [name, tensor] of await storedTensors(golden('networks-refiner.safetensors'))) {
    tensors.set(name, tensor);
  }
  return { tensors, metadata };
}

/** Relative L2 of the refiner's UNet in one of the cases. */
export async function refinerError(
  of: GoldenNetworks,
  [size, timesteps, tokens]: (typeof UNET_CASES)[number],
): Promise<number> {
  const given = await readTensors(golden('networks-refiner-golden.safetensors'));
  const rows = timesteps.length;
  const inputs = {
    x: rowsOf(floats(given, `unet.${size}.x`)),
    timesteps: { data: Float32Array.from(timesteps), shape: [] },
    context: {
      data: of.value('text.1.penultimate').data.slice(0, rows * tokens * REFINER_WIDTH),
      shape: [tokens, REFINER_WIDTH],
    },
    pooled: rowsOf(of.value('text.1.pooled'), rows),
    sizes: rowsOf(floats(given, 'sizes'), rows),
  };
  const prediction = await of.run('denoiser', 'prediction', inputs, rows);
  return relativeError(prediction, floats(given, `unet.${size}.out`).data);
}
