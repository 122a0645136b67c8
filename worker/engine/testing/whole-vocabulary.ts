import { openSafetensors } from '../checkpoint/safetensors';
import { golden } from './paths';
import { type StoredTensor, type StoredTensors, safetensorsOf, storedTensors } from './stored-tensors';
import { temporaryFile } from './write-safetensors';

const TOKENS = 49_408;

/** A table of the same width with a row for every token of CLIP; the rows it has are repeated. */
function widened({ dtype, shape, data }: StoredTensor): StoredTensor {
  const [rows = 1, width = 1] = shape;
  const times = Math.ceil(TOKENS / rows);
  const all = Buffer.concat(Array<Buffer>(times).fill(data));
  return { dtype, shape: [TOKENS, width], data: all.subarray(0, (all.length / (times * rows)) * TOKENS) };
}

/**
 * A golden checkpoint that prompts can be drawn with: its own vocabulary is too small for that.
 * @param change made to its tensors and header
 * @returns path of the copy
 */
export async function withWholeVocabulary(
  name: string,
  change: (tensors: StoredTensors, metadata: Record<string, string>) => void = () => {},
): Promise<string> {
  const file = golden(`${name}.safetensors`);
  const { metadata } = await openSafetensors(file);
  const tensors = await storedTensors(file);
  for (const [key, tensor] of tensors) {
    if (/\.token_embedding\.weight$/.test(key)) tensors.set(key, widened(tensor));
  }
  change(tensors, metadata);
  return temporaryFile(safetensorsOf(tensors, metadata), `${name}.safetensors`);
}

/** Of the second tower and the base's UNet, what would be a refiner of SDXL. */
export function madeRefiner(tensors: StoredTensors, metadata: Record<string, string>): void {
  for (const [name, tensor] of [...tensors]) {
    const isContext = /\.attn2\.to_[kv]\.weight$/.test(name);
    const columns = isContext ? 48 : name.endsWith('label_emb.0.0.weight') ? 48 + 5 * 256 : undefined;
    if (columns) tensors.set(name, narrowed(tensor, columns));
    if (!name.startsWith('conditioner.')) continue;
    tensors.delete(name);
    const [, tower, rest] = /^conditioner\.embedders\.(\d)\.(.*)$/.exec(name)!;
    if (tower === '1') tensors.set(`conditioner.embedders.0.${rest}`, tensor);
  }
  metadata.text = metadata.text2!;
}

/** The first columns of a matrix of half-precision numbers. */
function narrowed({ dtype, shape, data }: StoredTensor, columns: number): StoredTensor {
  const [rows = 0, all = 0] = shape;
  const parts = Array.from({ length: rows }, (_, row) =>
    data.subarray(2 * row * all, 2 * (row * all + columns)),
  );
  return { dtype, shape: [rows, columns], data: Buffer.concat(parts) };
}
