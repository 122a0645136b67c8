import { Tensor } from 'onnxruntime-node';
import type { Evaluation, Rows } from '../evaluation';

const tensorOf = ({ data, shape }: Rows, rows: number): Tensor =>
  data instanceof Float32Array
    ? new Tensor('float32', data, [rows, ...shape])
    : new Tensor('int64', data, [rows, ...shape]);

/** What a session is given. Text encoders take vectors of embeddings; without any, a 0 for each row. */
export function feedsOf({ network, inputs, rows }: Evaluation): Record<string, Tensor> {
  const isText = network === 'text' || network === 'text2';
  const none = { vectors: { data: new Float32Array(rows), shape: [1, 1] } };
  const all = isText && !inputs.vectors ? { ...inputs, ...none } : inputs;
  return Object.fromEntries(Object.entries(all).map(([name, input]) => [name, tensorOf(input, rows)]));
}
