import { DTYPE_BYTES } from '../checkpoint/dtype';
import type { DerivedTensor } from './derived-tensor';

/** Every tensor begins at a multiple of this: a line of the processor's cache, so that mapped weights are read well. */
export const ALIGNMENT = 64;

/** The format allows no gaps between tensors, so what fills them is called a tensor as well. */
const FILLER = 'atelier.filler.';

export const isFiller = (name: string): boolean => name.startsWith(FILLER);

export const bytesOf = ({ dtype, shape }: Pick<DerivedTensor, 'dtype' | 'shape'>): number =>
  shape.reduce((product, size) => product * size, DTYPE_BYTES[dtype]);

export interface Layout {
  /** Everything before the first tensor's bytes. */
  head: Buffer;
  /** Bytes of the whole file. */
  size: number;
}

const missing = (length: number) => (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;

/** How many zeros follow a tensor of so many bytes. */
export const fillerAfter = missing;

/**
 * The beginning of a safetensors file with these tensors in their order, each at an aligned place.
 * @see https://github.com/huggingface/safetensors (format)
 */
export function layoutOf(tensors: readonly DerivedTensor[], metadata: Record<string, string>): Layout {
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let at = 0;
  const place = (name: string, dtype: string, shape: number[], length: number) => {
    entries[name] = { dtype, shape, data_offsets: [at, at + length] };
    at += length;
  };
  for (const tensor of tensors) {
    const length = bytesOf(tensor);
    place(tensor.name, tensor.dtype, tensor.shape, length);
    const filler = fillerAfter(length);
    if (filler > 0) place(`${FILLER}${at}`, 'U8', [filler], filler);
  }
  const json = JSON.stringify(entries);
  const spaces = missing(8 + Buffer.byteLength(json));
  const header = Buffer.from(json + ' '.repeat(spaces));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const head = Buffer.concat([length, header]);
  return { head, size: head.length + at };
}
