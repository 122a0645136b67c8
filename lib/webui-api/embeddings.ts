import { defaultCheckpoint, findCheckpoint } from '@/lib/catalog';
import { readSafetensorsHeaders, type SafetensorsHeader } from '@/lib/catalog/safetensors-header';
import { listModelFiles } from '@/lib/data-dir';
import type { Owner } from '@/lib/generation/owner';
import { generationOptions } from '@/lib/options';

/**
 * Numbers in a vector of an embedding for each kind of checkpoint; those of SDXL are for two text encoders. Small ones, as
 * the starter is, have others.
 */
const WIDTHS: ReadonlyMap<number, string> = new Map([
  [768, 'SD 1.x'],
  [1024, 'SD 2.x'],
  [1280, 'SDXL'],
  [2048, 'SDXL'],
]);

/** Vectors and their width: of both tensors of an SDXL embedding together, or of the only one. */
function sizeOf({ shapes }: SafetensorsHeader): { shape: number; vectors: number } | null {
  const [first, second] = [shapes.get('clip_g'), shapes.get('clip_l')];
  const single = shapes.get('emb_params') ?? (shapes.size === 1 ? [...shapes.values()][0] : undefined);
  const whole = first ?? second ?? single;
  if (!whole || whole.length === 0) return null;
  const shape = first && second ? first.at(-1)! + second.at(-1)! : whole.at(-1)!;
  return { shape, vectors: whole.length > 1 ? whole[0]! : 1 };
}

/** What the person draws with unless they say otherwise. */
async function usualArchitecture({ id }: Owner): Promise<string | null> {
  const { checkpoint } = await generationOptions(id);
  const found = (checkpoint ? await findCheckpoint(id, checkpoint) : null) ?? (await defaultCheckpoint(id));
  return found?.architecture ?? null;
}

/**
 * GET embeddings: those the person sees; `skipped` are those their checkpoint can’t use. What can’t be read is neither.
 */
export async function embeddingsAnswer(owner: Owner): Promise<Record<'loaded' | 'skipped', object>> {
  const files = await listModelFiles('embedding', owner.name);
  const headers = await readSafetensorsHeaders(files.map(({ path }) => path));
  const architecture = await usualArchitecture(owner);
  const entries = files.flatMap(({ name }, k) => {
    const header = headers[k];
    const size = header ? sizeOf(header) : null;
    return size
      ? [[name, { step: null, sd_checkpoint: null, sd_checkpoint_name: null, ...size }] as const]
      : [];
  });
  const fits = ([, { shape }]: (typeof entries)[number]) =>
    (WIDTHS.get(shape) ?? architecture) === architecture;
  return {
    loaded: Object.fromEntries(entries.filter(fits)),
    skipped: Object.fromEntries(entries.filter((entry) => !fits(entry))),
  };
}
