import { listModelFiles } from '@/lib/data-dir';
import { whyUnseen } from './unseen-models';

/** A VAE that takes the place of the checkpoint's own. The worker looks it up among those of the job's owner. */
export interface ChosenVae {
  /** Of its file, with extension: as lists and infotexts name it. */
  name: string;
}

const EXTENSION = '.safetensors';
/** Words that leave the choice to the checkpoint's name; `auto` is an old one. */
const AUTOMATIC = new Set(['Automatic', 'auto']);

/** All VAEs that somebody sees, in the order of looking. `file` is absolute. */
export async function listVaes(userName: string): Promise<(ChosenVae & { file: string })[]> {
  const files = await listModelFiles('vae', userName);
  return files.map(({ name, path }) => ({ name: name + EXTENSION, file: path }));
}

/**
 * The VAE of that name (with or without extension) among those `userName` sees. `Automatic`: one whose name begins with
 * the checkpoint's; `None`, and a name that nobody knows, which is told: the checkpoint's own.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_vae.py`, resolve_vae
 */
export async function resolveVae(
  userName: string,
  wanted: string,
  checkpoint: { name: string },
): Promise<{ vae: ChosenVae | null; warnings: string[] }> {
  if (wanted === 'None') return { vae: null, warnings: [] };
  const all = await listVaes(userName);
  const found = AUTOMATIC.has(wanted)
    ? all.find(({ name }) => name.startsWith(checkpoint.name))
    : (all.find(({ name }) => name === wanted) ?? all.find(({ name }) => name === wanted + EXTENSION));
  if (found) return { vae: { name: found.name }, warnings: [] };
  if (AUTOMATIC.has(wanted)) return { vae: null, warnings: [] };
  const plain = wanted.endsWith(EXTENSION) ? wanted.slice(0, -EXTENSION.length) : wanted;
  return {
    vae: null,
    warnings: [
      `The VAE “${wanted}” was not found, so the checkpoint's own is used.`,
      ...(await whyUnseen('vae', userName, [plain])),
    ],
  };
}
