import { describe, expect, it } from 'vitest';
import { SteadyGuidance } from './steady-guidance';

const TEXTS = [{}, {}];
const step = (sigma: number, influence = sigma) => ({ sigma, influence, texts: TEXTS });
const NOTHING = new Float32Array(4);

/** Told the same difference, or one that has changed by `change`, at falling noise levels. */
function told(change: number): SteadyGuidance {
  const steady = new SteadyGuidance();
  steady.saw(step(2), NOTHING, Float32Array.of(1, 2, 3, 4));
  steady.saw(step(1.5), NOTHING, Float32Array.of(1 + change, 2 + change, 3 + change, 4 + change));
  return steady;
}

describe('guidance that has stopped changing', () => {
  it('is carried over twice, then computed again', () => {
    const steady = told(0);
    expect([...steady.carriedOver(step(1))!]).toEqual([1, 2, 3, 4]);
    expect(steady.carriedOver(step(0.8))).toBeDefined();
    expect(steady.carriedOver(step(0.7))).toBeUndefined();
    steady.saw(step(0.7), NOTHING, Float32Array.of(1, 2, 3, 4));
    expect(steady.carriedOver(step(0.6))).toBeDefined();
  });

  it('is computed while it changes, unless nothing comes of it', () => {
    expect(told(0.5).carriedOver(step(1))).toBeUndefined();
    expect(told(0.5).carriedOver(step(1, 0.001))).toBeDefined();
  });

  it('is computed at first, and after one look only', () => {
    const steady = new SteadyGuidance();
    expect(steady.carriedOver(step(2))).toBeUndefined();
    steady.saw(step(2), NOTHING, NOTHING);
    expect(steady.carriedOver(step(1.9))).toBeUndefined();
  });

  it('is computed where the noise level rises or jumps', () => {
    expect(told(0).carriedOver(step(1.6))).toBeUndefined();
    expect(told(0).carriedOver(step(0.5))).toBeUndefined();
  });

  it('is computed where a prompt changes', () => {
    const other = { ...step(1), texts: [TEXTS[0], {}] };
    const steady = told(0);
    expect(steady.carriedOver(other)).toBeUndefined();
    steady.saw(other, NOTHING, NOTHING);
    expect(steady.carriedOver({ ...other, sigma: 0.9 })).toBeUndefined();
  });
});
