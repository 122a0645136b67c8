import { stat } from 'node:fs/promises';
import type { ModelFile } from '@/lib/data-dir';
import { openSafetensors } from '../engine/checkpoint/safetensors';

/** What files in their present state call themselves; null for nothing. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 20_000;
/** Headers read at a time: a folder may hold thousands of files on a slow disk. */
const AT_ONCE = 16;

async function aliasOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    const key = `${path} ${size} ${mtimeMs}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const alias = (await openSafetensors(path)).metadata.ss_output_name || null;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, alias);
    return alias;
  } catch {
    // Damaged or removed: it has no other name; that it can't be used is told where it is used.
    return null;
  }
}

/**
 * LoRAs by the name their trainer gave them (`ss_output_name` in the header), the first where several have it.
 * @see AUTOMATIC1111/stable-diffusion-webui `extensions-builtin/Lora/network.py`
 */
export async function loraAliases(files: readonly ModelFile[]): Promise<Map<string, ModelFile>> {
  const aliases = new Map<string, ModelFile>();
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    const names = await Promise.all(some.map(({ path }) => aliasOf(path)));
    names.forEach((name, k) => {
      if (name !== null && !aliases.has(name)) aliases.set(name, some[k]!);
    });
  }
  return aliases;
}
