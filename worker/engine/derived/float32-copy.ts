import { type FileHandle, open } from 'node:fs/promises';
import { toFloat32 } from '../checkpoint/float-values';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { TensorInfo } from '../checkpoint/safetensors-header';
import { assertUnchanged } from '../checkpoint/unchanged';
import type { DerivedFiles, WriteOptions } from './derived-files';
import type { DerivedTensor } from './derived-tensor';

/** The weights of some networks: all tensors of a file whose names begin so. */
export interface NetworkWeights {
  file: SafetensorsFile;
  prefixes: readonly string[];
  /** A checkpoint may also be used for its VAE alone. */
  of: 'checkpoint' | 'vae';
}

const kindOf = ({ of }: NetworkWeights) => `${of}-float32-1`;
const WEIGHTS = new Set(['F16', 'BF16', 'F32']);
/** Bytes of a piece. Reading and widening one blocks for about a millisecond. */
const PIECE = 2 ** 19;

const placeOf = (file: SafetensorsFile, { file: own, offset, length, dtype }: TensorInfo) =>
  `${own ?? file.path} ${offset} ${length} ${dtype}`;

/** Each place in the file once, whatever names lead to it. */
function byPlace({ file, prefixes }: NetworkWeights): Map<string, [string, TensorInfo]> {
  const places = new Map<string, [string, TensorInfo]>();
  for (const entry of file.tensors) {
    const [name, tensor] = entry;
    if (!WEIGHTS.has(tensor.dtype) || !prefixes.some((prefix) => name.startsWith(prefix))) continue;
    const place = placeOf(file, tensor);
    if (!places.has(place)) places.set(place, entry);
  }
  return places;
}

/** Whether the runtime would compute a float32 copy of them in memory, for each network that uses them. */
export const needWidening = ({ file, prefixes }: NetworkWeights): boolean =>
  [...file.tensors].some(
    ([name, { dtype }]) =>
      (dtype === 'F16' || dtype === 'BF16') && prefixes.some((prefix) => name.startsWith(prefix)),
  );

/** Opens files at their first use, and closes all of them. */
class Sources {
  readonly #handles = new Map<string, FileHandle>();

  async *widened(path: string, { dtype, offset, length }: TensorInfo): AsyncGenerator<Uint8Array> {
    const handle = this.#handles.get(path) ?? (await open(path));
    this.#handles.set(path, handle);
    for (let at = 0; at < length; at += PIECE) {
      const bytes = new Uint8Array(Math.min(PIECE, length - at));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset + at);
      if (bytesRead < bytes.length) throw new Error(`${path} became shorter while it was read`);
      const { buffer } = toFloat32(bytes, dtype)!;
      yield new Uint8Array(buffer);
    }
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.close();
  }
}

/**
 * The file with its weights widened to float32 on the disk, if that was done before: the runtime then maps them instead
 * of computing copies of its own. Networks made of it give the same bytes.
 */
export async function withFloat32Copy(
  derived: DerivedFiles,
  weights: NetworkWeights,
): Promise<SafetensorsFile> {
  const { file } = weights;
  if (!derived.isKept || !needWidening(weights)) return file;
  const copy = await derived.find(file, kindOf(weights));
  if (!copy) return file;
  const places = byPlace(weights);
  const tensors = new Map(file.tensors);
  for (const [name, tensor] of file.tensors) {
    const first = places.get(placeOf(file, tensor))?.[0];
    const widened = first === undefined ? undefined : copy.tensors.get(first);
    if (widened) tensors.set(name, { ...widened, shape: tensor.shape, file: copy.path });
  }
  return { ...file, tensors };
}

/** Deletes the copy. */
export const forgetFloat32Copy = (derived: DerivedFiles, weights: NetworkWeights): Promise<void> =>
  derived.forget(weights.file, kindOf(weights));

/**
 * Makes the copy, if there is none; returns when it is there or cannot be made. Takes seconds, in small pieces between
 * which others have their turn.
 */
export async function writeFloat32Copy(
  derived: DerivedFiles,
  weights: NetworkWeights,
  options: WriteOptions = {},
): Promise<void> {
  const { file } = weights;
  if (!derived.isKept || !needWidening(weights) || (await derived.find(file, kindOf(weights)))) return;
  const sources = new Sources();
  const tensors = [...byPlace(weights).values()].map(
    ([name, tensor]): DerivedTensor => ({
      name,
      dtype: 'F32',
      shape: tensor.shape,
      pieces: () => sources.widened(tensor.file ?? file.path, tensor),
    }),
  );
  try {
    await derived.write(file, kindOf(weights), tensors, options);
    // Replaced while it was read: the copy is that of nothing.
    await assertUnchanged(file).catch(() => forgetFloat32Copy(derived, weights));
  } finally {
    await sources.close();
  }
}
