import type { Dtype } from '../checkpoint/dtype';

/** A tensor to be stored. */
export interface DerivedTensor {
  name: string;
  dtype: Dtype;
  shape: number[];
  /** Its bytes, little-endian, in pieces of any size; asked for once, when its turn has come. */
  pieces(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}
