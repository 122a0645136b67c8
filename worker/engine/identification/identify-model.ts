import { identifyCheckpoint } from '../checkpoint/identify';
import { readVae } from '../checkpoint/read-vae';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors';
import type { TensorInfo } from '../checkpoint/safetensors-header';
import { EngineError } from '../errors';
import { baseOfLora } from './base-of-lora';
import { type FileUse, kindOfFile } from './kind-of-file';

/** What the catalogue shows of a model file. */
export interface ModelIdentity {
  /** e.g. `SD 1.x`; null when the file does not say. */
  base: string | null;
  /** Side in pixels that a checkpoint was trained for. */
  nativeSize: number | null;
  /** A checkpoint that was made to fill masked areas. */
  inpainting?: boolean;
  /** Of an embedding: how many vectors, and how many values each has (for both text encoders together). */
  embedding?: { vectors: number; width: number };
  /** Texts its author left in the header. */
  metadata: Record<string, string>;
}

/** How people call it, and the folder it belongs in. */
const KINDS: Record<FileUse, [what: string, folder: string]> = {
  checkpoint: ['a checkpoint', 'Stable-diffusion'],
  lora: ['a LoRA', 'Lora'],
  embedding: ['an embedding', 'embeddings'],
  vae: ['a VAE', 'VAE'],
  hypernetwork: ['a hypernetwork', 'hypernetworks'],
  controlnet: ['a ControlNet model', 'ControlNet'],
  upscaler: ['an upscaler', 'ESRGAN'],
  gfpgan: ['a model that restores faces', 'GFPGAN'],
};

const refuse = (message: string): never => {
  throw new EngineError('checkpoint-unsupported', message);
};

/** Throws for a file of another kind, and for one of no kind where that can't be drawn with. */
function requireKind({ tensors }: SafetensorsFile, meant: FileUse, isLenient = false): void {
  const found = kindOfFile(tensors);
  if (found === meant) return;
  const [what] = KINDS[meant];
  if (found) {
    const [really, folder] = KINDS[found];
    refuse(`This is ${really}, not ${what}: put it into the ${folder} folder.`);
  }
  if (isLenient) return;
  const [name = ''] = tensors.keys();
  refuse(
    `This is not ${what} that Atelier knows: it holds ${tensors.size} tensors, such as “${name.slice(0, 80)}”.`,
  );
}

/** By values a token. */
const BASES: Record<number, string> = { 768: 'SD 1.x', 1024: 'SD 2.x', 1280: 'SDXL', 2048: 'SDXL' };

function sizeOfEmbedding(tensors: ReadonlyMap<string, TensorInfo>): { vectors: number; width: number } {
  const [first, second] = [tensors.get('clip_g'), tensors.get('clip_l')];
  const whole = first ?? second ?? tensors.get('emb_params') ?? [...tensors.values()][0]!;
  const width = (whole.shape.at(-1) ?? 0) + (first && second ? (second.shape.at(-1) ?? 0) : 0);
  return { width, vectors: whole.shape.length > 1 ? whole.shape[0]! : 1 };
}

/** Hypernetworks name their parts by the values they take. */
function baseOfHypernetwork({ tensors }: SafetensorsFile): string | null {
  for (const width of [2048, 1024, 768])
    if ([...tensors.keys()].some((name) => name.startsWith(`${width}.`))) return BASES[width]!;
  return null;
}

function baseOfControlNet({ tensors }: SafetensorsFile): string | null {
  for (const [name, { shape }] of tensors)
    if (/attn2\.to_k\.(?:weight|down)$/.test(name)) return BASES[shape.at(-1) ?? 0] ?? null;
  return null;
}

/** What a checkpoint or a VAE can't be read as may be something else that is known. */
async function orOtherKind<T>(path: string, meant: FileUse, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'checkpoint-unsupported') throw error;
    // A folder is no file; then the first words are the best there are.
    const file = await openSafetensors(path).catch(() => null);
    const found = file && kindOfFile(file.tensors);
    if (found && found !== meant) requireKind(file, meant);
    throw error;
  }
}

/**
 * Says what a model file is, from its header alone, and refuses one that does not belong where it lies.
 *
 * @param meant what lies in the folder it was found in
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported` with a
 * sentence on what was found instead and where it belongs
 */
export async function identifyModel(path: string, meant: FileUse): Promise<ModelIdentity> {
  if (meant === 'checkpoint') {
    const { base, nativeSize, inpainting, metadata } = await orOtherKind(path, meant, () =>
      identifyCheckpoint(path),
    );
    return { base, nativeSize, inpainting, metadata };
  }
  if (meant === 'vae') {
    const { file } = await orOtherKind(path, meant, () => readVae(path));
    return { base: null, nativeSize: null, metadata: file.metadata };
  }
  const file = await openSafetensors(path);
  const found = (base: string | null) => ({ base, nativeSize: null, metadata: file.metadata });
  switch (meant) {
    case 'lora':
      requireKind(file, meant);
      return found(baseOfLora(file) ?? null);
    case 'embedding': {
      requireKind(file, meant);
      const embedding = sizeOfEmbedding(file.tensors);
      return { ...found(BASES[embedding.width] ?? null), embedding };
    }
    case 'hypernetwork':
      requireKind(file, meant);
      return found(baseOfHypernetwork(file));
    default:
      requireKind(file, meant, true);
      return found(meant === 'controlnet' ? baseOfControlNet(file) : null);
  }
}
