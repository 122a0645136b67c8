import { PhiloxNoise } from '@/worker/engine/sampling/philox-noise';
import { TorchNoise } from '@/worker/engine/sampling/torch-noise';
import { type BrownianDifference, brownianDifferences } from '@/worker/engine/testing/golden-brownian';
import { golden } from '@/worker/engine/testing/paths';
import { readTensors } from '@/worker/engine/testing/tensors';
import type { Measure } from '../measure';

const SOURCES = [
  ['CPU', (seed: number) => new TorchNoise(seed), 'CPU noise (torch)'],
  ['NV', (seed: number) => new PhiloxNoise(seed), 'GPU noise (Philox)'],
] as const;

/** Numbers that differ from the stored draws in any bit. */
export async function measureNoise(): Promise<Measure[]> {
  const tensors = await readTensors(golden('noise.safetensors'));
  const measures = SOURCES.map(([source, generator, what]): Measure => {
    let [draws, numbers, unequal] = [0, 0, 0];
    for (const [name, { data, shape }] of tensors) {
      const [, named, seed] = /^(CPU|NV) seed=(\d+) size=/.exec(name) ?? [];
      if (named !== source) continue;
      const noise = generator(Number(seed));
      const wanted = bitsOf(data as Float32Array);
      for (let draw = 0; draw < shape[0]!; draw++, draws++) {
        const length = wanted.length / shape[0]!;
        const drawn = bitsOf(noise.randn(length));
        for (let i = 0; i < length; i++) if (drawn[i] !== wanted[draw * length + i]) unequal++;
        numbers += length;
      }
    }
    const note = `of ${numbers.toLocaleString('en')} numbers in ${draws} draws`;
    return {
      what: `${what}, numbers unequal to the reference in any bit`,
      value: unequal,
      unit: '',
      bar: 0,
      note,
    };
  });
  return [...measures, brownianMeasure(await brownianDifferences())];
}

const bitsOf = ({ buffer, byteOffset, length }: Float32Array) => new Uint32Array(buffer, byteOffset, length);

function brownianMeasure(draws: BrownianDifference[]): Measure {
  const numbers = draws.reduce((sum, draw) => sum + draw.numbers, 0);
  const unequal = draws.reduce((sum, draw) => sum + draw.unequal, 0);
  const largest = Math.max(...draws.map((draw) => draw.largest));
  return {
    what: 'Brownian noise (SDE samplers), numbers unequal in any bit',
    value: unequal,
    unit: '',
    note: `of ${numbers.toLocaleString('en')}; the largest difference is ${largest.toExponential(1)}`,
  };
}
