import { describe, expect, it } from 'vitest';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { OnnxGraph } from './onnx/graph';
import { Weights } from './weights';

const file = (dtype: 'F16' | 'F8_E4M3', shape: number[]): SafetensorsFile => ({
  path: '/models/a.safetensors',
  size: 1000,
  modified: 0,
  metadata: {},
  tensors: new Map([['net.a.weight', { dtype, shape, offset: 100, length: 100 }]]),
});
const weights = (dtype: 'F16' | 'F8_E4M3' = 'F16', shape = [4, 8, 1, 1]) =>
  new Weights(new OnnxGraph(), file(dtype, shape), 'net.');

describe('Weights', () => {
  it('gives a tensor once, whatever shape its ones have', () => {
    const group = weights();
    expect(group.get('a.weight', [4, 8])).toBe(group.get('a.weight', [4, 8]));
  });

  it.each([
    [
      'a missing tensor',
      () => weights().get('b.weight', [4]),
      'checkpoint-damaged',
      /lacks the tensor "net\.b\.weight"/,
    ],
    [
      'another size',
      () => weights().get('a.weight', [4, 9]),
      'checkpoint-damaged',
      /\[4,8,1,1\] where .* needs \[4,9\]/,
    ],
    [
      '8-bit floats',
      () => weights('F8_E4M3').get('a.weight', [4, 8]),
      'checkpoint-unsupported',
      /are F8_E4M3/,
    ],
    ['an empty axis', () => weights('F16', [0]).size('a.weight', 0), 'checkpoint-damaged', /shape \[0\]/],
  ])('refuses %s', (_, use, code, message) => {
    expect(use).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});
