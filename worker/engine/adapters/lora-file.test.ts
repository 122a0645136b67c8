import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../checkpoint/architecture';
import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { golden, STARTER, STARTER_LORA } from '../testing/paths';
import { emptyTensors } from '../testing/safetensors-bytes';
import { readTensors, relativeError, type TestTensor } from '../testing/tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { type AdaptableWeights, adaptableWeights } from './adaptable-weights';
import { firstRanks, multiply } from './factors';
import { type Lora, readLora } from './lora-file';

interface Target {
  file: SafetensorsFile;
  architecture: Architecture;
  weights: AdaptableWeights;
}

async function target(path: string): Promise<Target> {
  const file = await readCheckpoint(path);
  const architecture = describeArchitecture(file);
  return { file, architecture, weights: adaptableWeights(file, architecture) };
}
const read = ({ architecture, weights }: Target, path: string): Promise<Lora> =>
  readLora(path, architecture, weights);
const small = (family: string) => target(golden(`networks-${family}.safetensors`));
const countOf = ({ layers }: Lora) => [...layers.values()].reduce((total, { size }) => total + size, 0);

describe('differences of the small SD 1 model, against their definitions', () => {
  let sd1: Target;
  let tensors: Map<string, TestTensor>;
  beforeAll(async () => {
    const [checkpoint, plain, ofWeights] = await Promise.all([
      small('sd1'),
      readTensors(golden('adapters.safetensors')),
      readTensors(golden('adapters-of-weights.safetensors')),
    ]);
    sd1 = checkpoint;
    tensors = new Map([...plain, ...ofWeights]);
  });

  it.each(['lora', 'locon', 'peft', 'diffusers-old', 'loha', 'lokr', 'glora', 'ia3', 'dora', 'oft'])(
    '%s',
    async (name) => {
      const lora = await read(sd1, golden(`adapter-${name}.safetensors`));
      expect(lora.unused).toBeUndefined();
      const expected = [...tensors].filter(([key]) => key.startsWith(`${name}.delta.`));
      expect(expected.length).toBeGreaterThan(5);
      for (const [key, { data }] of expected) {
        const [, place, layer] = /\.delta\.(unet|text)\.(.*)$/.exec(key)!;
        const network = place === 'unet' ? 'denoiser' : 'text';
        const weight = sd1.weights.get(network)!.get(layer!.replaceAll('.', '_'))!;
        const factors = lora.layers.get(network)!.get(weight.key)!;
        const delta = multiply(factors.up, factors.down);
        expect(relativeError(delta.values, data as Float32Array), key).toBeLessThan(1e-6);
        expect(factors.down.rows, key).toBeLessThanOrEqual(Math.max(8, Math.min(weight.out, weight.in)));
      }
    },
  );
});

describe('ranks', () => {
  it('are cut to the first of them where the tag says so, and alpha is still measured by all', async () => {
    const sd1 = await small('sd1');
    const path = golden('adapter-lora.safetensors');
    const [all, cut] = [await read(sd1, path), await readLora(path, sd1.architecture, sd1.weights, 2)];
    for (const [network, layers] of all.layers) {
      for (const [key, whole] of layers) {
        const { up, down } = cut.layers.get(network)!.get(key)!;
        expect(down.rows, key).toBe(2);
        const expected = firstRanks(whole, 2);
        expect(relativeError(multiply(up, down).values, multiply(expected.up, expected.down).values)).toBe(0);
      }
    }
  });
});

describe('files of every family find all their layers', () => {
  it.each([
    ['sd2', 'adapter-sd2'],
    ['sdxl', 'adapter-sdxl'],
  ])('%s', async (family, name) => {
    const lora = await read(await small(family), golden(`${name}.safetensors`));
    expect(lora.unused ?? '').toBe('');
    expect(countOf(lora)).toBeGreaterThan(100);
  });

  it('the starter and its LoRA', async () => {
    const lora = await read(await target(STARTER), STARTER_LORA);
    expect(lora.unused).toBeUndefined();
    expect([...lora.layers.keys()].sort()).toEqual(['denoiser', 'text']);
    expect(countOf(lora)).toBe(116);
  });
});

describe('layers of the text towers are found by every naming', () => {
  const Q = 'encoder.layers.0.self_attn.q_proj';
  const flat = Q.replaceAll('.', '_');
  const endings = {
    kohya: ['lora_up.weight', 'lora_down.weight'],
    peft: ['lora_B.weight', 'lora_A.weight'],
    diffusers: ['lora_linear_layer.up.weight', 'lora_linear_layer.down.weight'],
    'new diffusers': ['lora.up.weight', 'lora.down.weight'],
  } as const;

  it.each([
    ['sd2', `lora_te_text_model_${flat}`, 'kohya', 'text', 32],
    ['sd2', `text_encoder.text_model.${Q}`, 'peft', 'text', 32],
    ['sd2', `text_encoder.text_model.${Q}`, 'new diffusers', 'text', 32],
    ['sdxl', `lora_te1_text_model_${flat}`, 'kohya', 'text', 32],
    ['sdxl', `lora_te2_text_model_${flat}`, 'kohya', 'text2', 48],
    ['sdxl', `text_encoder.text_model.${Q}`, 'diffusers', 'text', 32],
    ['sdxl', `text_encoder_2.text_model.${Q}`, 'diffusers', 'text2', 48],
    ['sdxl', `text_encoder_2.text_model.${Q}`, 'new diffusers', 'text2', 48],
    ['sdxl', `text_encoder_2.text_model.${Q}`, 'peft', 'text2', 48],
  ] as const)('%s, %s, %s', async (family, module, naming, network, width) => {
    const [up, down] = endings[naming];
    const bytes = emptyTensors({ [`${module}.${up}`]: [width, 2], [`${module}.${down}`]: [2, width] });
    const lora = await read(await small(family), await temporaryFile(bytes));
    expect([...lora.layers].map(([name, layers]) => [name, [...layers.keys()]])).toEqual([[network, [Q]]]);
    expect(lora.unused).toBeUndefined();
  });
});

describe('a LoRA for another family is named', () => {
  it.each([
    ['sd1', 'adapter-sdxl', /SDXL checkpoints, and this one is SD 1\.x/],
    ['sd1', 'adapter-sd2', /another kind of checkpoint/],
    ['sdxl', 'adapter-lora', /another kind of checkpoint than this SDXL/],
    ['sd2', 'adapter-locon', /another kind of checkpoint than this SD 2\.x/],
  ])('%s with %s', async (family, name, message) => {
    const checkpoint = await small(family);
    await expect(read(checkpoint, golden(`${name}.safetensors`))).rejects.toThrow(message);
  });
});
