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
