import { listModelFiles, relativeToDataDir } from '@/lib/data-dir';

/** A VAE that takes the place of the checkpoint's own. */
export interface ChosenVae {
  /** Of its file, with extension: as lists and infotexts name it. */
  name: string;
  /** Relative to the data directory, with `/`. */
  path: string;
}

const EXTENSION = '.safetensors';
/** Words that leave the choice to the checkpoint's name; `auto` is an old one. */
const AUTOMATIC = new Set(['Automatic', 'auto']);

/** All VAEs, by name. */
export async function listVaes(): Promise<(ChosenVae & { file: string })[]> {
  const files = await listModelFiles('vae');
  return files.map(({ name, path }) => ({
    name: name + EXTENSION,
    path: relativeToDataDir(path),
    file: path,
  }));
}

/**
 * The VAE of that name (with or without extension). `Automatic`: one whose name begins with the checkpoint's; `None`, and
 * a name that nobody knows, which is told: the checkpoint's own.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_vae.py`, resolve_vae
 */
export async function resolveVae(
  wanted: string,
  checkpoint: { name: string },
): Promise<{ vae: ChosenVae | null; warning?: string }> {
  if (wanted === 'None') return { vae: null };
  const all = await listVaes();
  const found = AUTOMATIC.has(wanted)
    ? all.find(({ name }) => name.startsWith(checkpoint.name))
    : (all.find(({ name }) => name === wanted) ?? all.find(({ name }) => name === wanted + EXTENSION));
  if (found) return { vae: { name: found.name, path: found.path } };
  if (AUTOMATIC.has(wanted)) return { vae: null };
  return { vae: null, warning: `The VAE “${wanted}” was not found, so the checkpoint's own is used.` };
}
