import { expect, test } from 'vitest';
import { unknownKeys, valuesOfInfotext } from '../form/values-of-infotext';

const GRID =
  'a red house\nSteps: 1, Sampler: Euler, CFG scale: 7.0, Seed: 5, Size: 64x64, Script: X/Y/Z plot, X Type: Sampler, X Values: "Euler, DDIM", Y Type: Seed, Y Values: "-1, 4", Fixed Y Values: "123, 4", Version: v1';

test('the parameters of a plot’s grid bring the plot back, with the seeds that were drawn', () => {
  const values = valuesOfInfotext(GRID, []);
  expect(values).toMatchObject({
    script: 'xyz',
    xyz: {
      x: { type: 'Sampler', values: 'Euler, DDIM' },
      y: { type: 'Seed', values: '123, 4' },
      z: { type: 'Nothing', values: '' },
    },
  });
  expect(unknownKeys(GRID)).toEqual([]);
});

test('those of a single picture switch scripts off', () => {
  expect(valuesOfInfotext(GRID.replace(/ Script: .*(?=Version)/, ' '), [])).toMatchObject({ script: '' });
});
