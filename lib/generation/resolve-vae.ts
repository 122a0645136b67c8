import { posix } from 'node:path';
import {
  findNamedModels,
  listNamedModels,
  type NamedModel,
  orLookAgain,
  presentFile,
  whyUnseen,
} from '@/lib/catalog';
import { AppError } from '@/lib/errors';
import type { Owner } from './owner';

/** A VAE that takes the place of the checkpoint's own. The worker looks it up among those of the job's owner. */
export interface ChosenVae {
  /** Of its file, with extension: as lists and infotexts name it. */
  name: string;
}

const EXTENSION = '.safetensors';
/** Words that leave the choice to the checkpoint's name; `auto` is an old one. */
const AUTOMATIC = new Set(['Automatic', 'auto']);

const fileName = ({ path }: NamedModel) => posix.basename(path);

/** The VAE of that name, with or without extension, among those somebody sees. */
async function findVae({ id }: Owner, wanted: string): Promise<NamedModel | null> {
  const plain = wanted.endsWith(EXTENSION) ? wanted.slice(0, -EXTENSION.length) : wanted;
  const found = await findNamedModels(id, ['vae'], [wanted, plain]);
  return (
    found.find((vae) => fileName(vae) === wanted) ??
    found.find((vae) => fileName(vae) === wanted + EXTENSION) ??
    null
  );
}

/**
 * Where the chosen VAE lies, asked when it is drawn with; whether it can still be used the engine says.
 * @returns null when it was removed
 */
export async function vaeFile(owner: Owner, { name }: ChosenVae): Promise<string | null> {
  const found = await findVae(owner, name);
  return found && presentFile(found, owner.name);
}

/** One whose name begins with the checkpoint's. */
async function vaeOf({ id }: Owner, checkpoint: Promise<{ name: string }>): Promise<NamedModel | undefined> {
  const [all, { name }] = await Promise.all([listNamedModels(id, 'vae'), checkpoint]);
  return all.find((vae) => vae.problem === null && fileName(vae).startsWith(name));
}

/**
 * The VAE of that name (with or without extension) among those the owner sees. `Automatic`: one whose name begins with
 * the checkpoint's, which may still be looked up; `None`, and a name that nobody knows, which is told: the checkpoint's own.
 * Throws AppError `vae_unusable` (400).
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_vae.py`, resolve_vae
 */
export async function resolveVae(
  owner: Owner,
  wanted: string,
  checkpoint: Promise<{ name: string }>,
): Promise<{ vae: ChosenVae | null; warnings: string[] }> {
  if (wanted === 'None') return { vae: null, warnings: [] };
  if (AUTOMATIC.has(wanted)) {
    const found = await vaeOf(owner, checkpoint);
    return { vae: found ? { name: fileName(found) } : null, warnings: [] };
  }
  const found = await orLookAgain(owner.id, `vae ${wanted}`, () => findVae(owner, wanted));
  if (found?.problem) {
    const message = `The VAE “${wanted}” can’t be used: ${found.problem}`;
    throw new AppError({ code: 'vae_unusable', status: 400, message });
  }
  if (found) return { vae: { name: fileName(found) }, warnings: [] };
  const plain = wanted.endsWith(EXTENSION) ? wanted.slice(0, -EXTENSION.length) : wanted;
  return {
    vae: null,
    warnings: [
      `The VAE “${wanted}” was not found, so the checkpoint's own is used.`,
      ...(await whyUnseen(owner.id, 'vae', [plain])),
    ],
  };
}
