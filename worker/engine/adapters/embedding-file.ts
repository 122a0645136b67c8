import type { Architecture, Family } from '../checkpoint/architecture';
import { openSafetensors } from '../checkpoint/safetensors';
import { readValues } from './tensor-values';
import { UnusableAdapter } from './unusable-adapter';

/** A textual inversion: vectors that stand in for words. */
export interface Embedding {
  /** Places it takes among the tokens. */
  length: number;
  /** (length, C) for the text encoder, and for the second one where the family has two. */
  vectors: { text: Float32Array; text2?: Float32Array };
}

/** Names of the one tensor of files for one text encoder, most specific first. */
const SINGLE = ['emb_params', '<concept>', 'clip_l'];

const FAMILY_NAMES: Record<Family, string> = { sd1: 'SD 1.x', sd2: 'SD 2.x', sdxl: 'SDXL' };

/** What width tells about the family that a one-encoder embedding is for. */
const WIDTHS: Record<number, string> = { 768: 'SD 1.x', 1024: 'SD 2.x', 1280: 'SDXL' };

/**
 * Reads an embedding: `emb_params` (web UI), `clip_l` and `clip_g` (SDXL), or a single tensor under any name (Diffusers
 * writes the placeholder word).
 * @throws UnusableAdapter when it is for another kind of checkpoint, or unsound
 * @throws EngineError when the file is no sound safetensors file
 */
export async function readEmbedding(path: string, { family, text, text2 }: Architecture): Promise<Embedding> {
  const file = await openSafetensors(path);
  const names = [...file.tensors.keys()];
  const hasBoth = file.tensors.has('clip_l') && file.tensors.has('clip_g');
  if (hasBoth !== (text2 !== undefined)) {
    const made = hasBoth ? 'SDXL' : 'SD 1.x or 2.x';
    throw new UnusableAdapter(`it is for ${made} checkpoints, and this one is ${FAMILY_NAMES[family]}`);
  }
  const single = SINGLE.find((name) => file.tensors.has(name)) ?? (names.length === 1 ? names[0] : undefined);
  const wanted: [name: string | undefined, width: number][] = text2
    ? [
        ['clip_l', text.width],
        ['clip_g', text2.width],
      ]
    : [[single, text.width]];
  let length: number | undefined;
  for (const [name, width] of wanted) {
    const shape = name === undefined ? undefined : file.tensors.get(name)!.shape;
    if (!shape) throw new UnusableAdapter(`it holds ${names.length} tensors, and none is named "emb_params"`);
    const [own = 1, columns] = shape.length === 1 ? [1, shape[0]] : shape;
    if (shape.length > 2 || columns !== width) {
      const made = WIDTHS[columns ?? 0];
      throw new UnusableAdapter(
        `its vectors have ${columns} values where this ${FAMILY_NAMES[family]} checkpoint takes ${width}` +
          (made && made !== FAMILY_NAMES[family] ? `; it is for ${made} checkpoints` : ''),
      );
    }
    if (own === 0 || own > MAX_VECTORS || own !== (length ?? own)) {
      throw new UnusableAdapter(
        `it has ${own} vectors; 1 to ${MAX_VECTORS} are supported, equally many of each kind`,
      );
    }
    length = own;
  }
  const values = await readValues(
    file,
    wanted.map(([name]) => name!),
  );
  const [first, second] = wanted.map(([name]) => values.get(name!)!);
  return { length: length!, vectors: { text: first!, ...(second ? { text2: second } : {}) } };
}

/** A chunk has 75 places. */
const MAX_VECTORS = 75;
