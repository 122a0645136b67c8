import { expect, it } from 'vitest';
import type { Architecture } from '../checkpoint/architecture';
import { toHalf } from '../sampling/half';
import { pipelineModel } from './model';
import { withTrainingLevels } from './training-levels';

it('halves are those of float16', () => {
  // Python: struct.unpack('e', struct.pack('e', x))
  const halves = [
    [0.1, 0.0999755859375],
    [1 / 3, 0.333251953125],
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1.001953125],
    [0.00466, 0.00466156005859375],
    [6e-8, 2 ** -24],
    [-2.7, -2.69921875],
    [0, 0],
  ] as const;
  for (const [value, half] of halves) expect(toHalf(value)).toBe(half);
});

it('every checkpoint of a pass gets the levels; without a wish nothing is changed', () => {
  const model = pipelineModel({ hasZeroTerminalSnr: false } as Architecture);
  const pass = { model, others: new Map([['/b', { key: 'b', model }]]) };
  expect(withTrainingLevels(pass)).toEqual(pass);
  expect(withTrainingLevels(pass).model).toBe(model);
  const last = (levels: Parameters<typeof withTrainingLevels>[1]) =>
    withTrainingLevels(pass, levels).model.schedule.sigmas.at(-1)!;
  expect(last({})).toBeCloseTo(14.6146, 3);
  // torch: ((1 - a) / a) ** 0.5 of a = alphas_cumprod.half()
  expect(last({ areHalved: true })).toBeCloseTo(14.6123, 3);
  expect(last({ haveZeroTerminalSnr: true })).toBeGreaterThan(4_000);
  const both = withTrainingLevels(pass, { haveZeroTerminalSnr: true });
  expect(both.others.get('/b')!.model.schedule.sigmas).toEqual(both.model.schedule.sigmas);
  expect(both.model.conditionings).toBe(model.conditionings);
});
