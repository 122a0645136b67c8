import { readFileSync } from 'node:fs';
import { BrownianTree } from '../sampling/brownian-tree';
import { golden } from './paths';
import { readTensors } from './tensors';

interface BrownianCase {
  seeds: number[];
  source: 'CPU' | 'NV';
  ends: [number, number];
  calls: [number, number][];
}

/** How the draws of one golden run differ from torchsde's. */
export interface BrownianDifference {
  key: string;
  numbers: number;
  unequal: number;
  largest: number;
}

/** Every draw of the golden runs that have noise from a Brownian tree. */
export async function brownianDifferences(): Promise<BrownianDifference[]> {
  const { cases } = JSON.parse(readFileSync(golden('samplers.json'), 'utf8')) as {
    cases: Record<string, BrownianCase>;
  };
  const tensors = await readTensors(golden('samplers.safetensors'));
  return Object.entries(cases).flatMap(([key, { seeds, source, ends, calls }]) => {
    if (!key.startsWith('brownian ')) return [];
    const wanted = tensors.get(`${key} | draws`)!.data as Float32Array;
    const n = wanted.length / calls.length / seeds.length;
    const difference: BrownianDifference = { key, numbers: wanted.length, unequal: 0, largest: 0 };
    seeds.forEach((seed, row) => {
      const tree = new BrownianTree(source, n, ...ends, seed);
      calls.forEach(([sigma, next], i) => {
        const at = (i * seeds.length + row) * n;
        tree.between(sigma, next).forEach((value, k) => {
          if (value !== wanted[at + k]) difference.unequal++;
          difference.largest = Math.max(difference.largest, Math.abs(value - wanted[at + k]!));
        });
      });
    });
    return difference;
  });
}
