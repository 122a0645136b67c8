import { expect, it } from 'vitest';
import { img2imgSteps } from './img2img-steps';

it.each([
  [20, 0.75, false, { scheduled: 20, from: 15 }],
  [20, 1, false, { scheduled: 20, from: 19 }],
  [20, 0, false, { scheduled: 20, from: 0 }],
  [12, 0.5, false, { scheduled: 12, from: 6 }],
  [8, 0.5, true, { scheduled: 16, from: 7 }],
  [20, 0.7, true, { scheduled: 28, from: 19 }],
  [20, 1, true, { scheduled: 20, from: 19 }],
  [1, 0.999, true, { scheduled: 1, from: 0 }],
])('%i steps at strength %d, fixed: %s', (steps, strength, areFixed, expected) => {
  expect(img2imgSteps(steps, strength, areFixed)).toEqual(expected);
});
