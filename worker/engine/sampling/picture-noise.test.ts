import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { brownianDifferences } from '../testing/golden-brownian';
import { golden } from '../testing/paths';
import { readTensors, relativeError, type TestTensor } from '../testing/tensors';
import { BrownianTree } from './brownian-tree';
import { NOISE_SOURCES, type NoiseSource } from './noise-source';
import { PhiloxNoise } from './philox-noise';
import { PictureNoise } from './picture-noise';
import { type Planes, slerp } from './variation';

let noises: Map<string, TestTensor>;
let samplers: Map<string, TestTensor>;

beforeAll(async () => {
  noises = await readTensors(golden('noise.safetensors'));
  samplers = await readTensors(golden('samplers.safetensors'));
});

interface Picture {
  shape: [number, number, number];
  seed: number;
  subseed?: number;
  strength?: number;
  resize_from?: [number, number];
  delta?: number;
}

describe('Philox', () => {
  it('draws the check values', () => {
    const generator = new PhiloxNoise(0);
    const draw = () => [...generator.randn(12).slice(0, 4)].map((value) => value.toFixed(8));
    expect(draw()).toEqual(['-0.92466241', '-0.42534396', '-2.64384580', '0.14518388']);
    expect(draw()).toEqual(['0.18082589', '-0.55226272', '0.92381340', '-0.73497033']);
  });

  it("has the reference's bits for many seeds and sizes, draw after draw", () => {
    let cases = 0;
    for (const [name, { shape, data }] of noises) {
      const seed = /^NV seed=(\d+) size=/.exec(name)?.[1];
      if (seed === undefined) continue;
      cases++;
      const generator = new PhiloxNoise(Number(seed));
      const draws = Array.from({ length: shape[0]! }, () => [...generator.randn(data.length / shape[0]!)]);
      expect(draws.flat(), name).toEqual([...data]);
    }
    expect(cases).toBeGreaterThan(100);
  });
});

describe('the noise of a picture', () => {
  const { cases } = JSON.parse(readFileSync(golden('noise.json'), 'utf8')) as {
    cases: Record<string, Picture>;
  };
  const pictures = Object.entries(cases).filter(([key]) => key.startsWith('picture'));

  it.each(
    pictures.flatMap(([key, picture]) =>
      (['CPU', 'NV'] as const).map((source) => [source, key, picture] as const),
    ),
  )(
    '%s %s: variation, resize and ENSD',
    (source, key, { shape, seed, subseed, strength, resize_from, delta }) => {
      const own = new PictureNoise(
        {
          seed,
          noiseSource: source,
          ...(strength === undefined ? {} : { subseed: subseed!, subseedStrength: strength }),
          ...(resize_from ? { seedResizeFrom: { height: resize_from[0], width: resize_from[1] } } : {}),
          ...(delta ? { ensd: delta } : {}),
        },
        shape,
      );
      const wanted = noises.get(`${source} ${key}`)!.data as Float32Array;
      const n = wanted.length / 3;
      const first = own.first();
      if (strength) expect(relativeError(first, wanted.slice(0, n))).toBeLessThan(1e-6);
      else expect([...first]).toEqual([...wanted.subarray(0, n)]);
      expect([...own.next(2, 1), ...own.next(1, 0)]).toEqual([...wanted.subarray(n)]);
    },
  );

  it('is the same on a GPU as by its arithmetic', () => {
    const draw = (noiseSource: NoiseSource) => [
      ...new PictureNoise({ seed: 5, noiseSource }, [4, 2, 2]).first(),
    ];
    expect(draw('GPU')).toEqual(draw('NV'));
    expect(draw('CPU')).not.toEqual(draw('NV'));
    expect(NOISE_SOURCES).toEqual(['CPU', 'NV', 'GPU']);
  });

  it('mixes almost equal noises with swapped weights, as the reference does', () => {
    const planes = (data: number[]): Planes => ({ data: Float32Array.from(data), shape: [1, 2, 1] });
    const { data } = slerp(0.25, planes([1, 0.001]), planes([1, 0]));
    expect(data[1]).toBeCloseTo(0.00025, 8);
  });
});

describe('the Brownian tree', () => {
  const { cases } = JSON.parse(readFileSync(golden('samplers.json'), 'utf8')) as {
    cases: { 'brownian.tree': { asked: [number, number][] } };
  };

  it('gives the increments of torchsde', () => {
    const tree = new BrownianTree('CPU', 5, 0.029999999329447746, 14.600000381469727, 42);
    const { asked } = cases['brownian.tree'];
    const wanted = samplers.get('brownian.tree')!.data as Float32Array;
    asked.forEach(([a, b], i) => {
      expect(relativeError(tree.increment(a, b), wanted.slice(5 * i, 5 * i + 5)), `${a} ${b}`).toBeLessThan(
        1e-6,
      );
    });
  });

  it('draws as torchsde does in every run, but for the last bit', async () => {
    const runs = await brownianDifferences();
    expect(runs.length).toBeGreaterThan(0);
    for (const { key, numbers, unequal, largest } of runs) {
      expect(largest, key).toBeLessThan(1e-6);
      expect(unequal / numbers, key).toBeLessThan(0.15);
    }
  });

  it('is the same in any order of questions, and adds up', () => {
    const tree = () => new BrownianTree('NV', 4, 0.03, 14.6, 7);
    const [a, b] = [tree(), tree()];
    const first = a.increment(1, 2);
    b.increment(0.5, 9);
    b.increment(1.5, 3);
    expect([...b.increment(1, 2)]).toEqual([...first]);
    const whole = a.increment(0.5, 3);
    const parts = [a.increment(0.5, 1), first, a.increment(2, 3)];
    whole.forEach((value, k) => {
      expect(parts.reduce((sum, part) => sum + part[k]!, 0)).toBeCloseTo(value, 4);
    });
  });
});
