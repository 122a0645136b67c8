import { join } from 'node:path';
import { type Config, config } from '@/lib/config';
import { dataDir, userDir } from './layout';

export type FileKind =
  | 'checkpoint'
  | 'controlnet'
  | 'lora'
  | 'vae'
  | 'gfpgan'
  | 'embedding'
  | 'hypernetwork'
  | 'upscaler'
  | 'extension';

export type Scope = 'own' | 'shared';

/** A folder in which somebody’s files of a kind lie. Absolute. */
export interface FileRoot {
  root: string;
  scope: Scope;
}

interface Rule {
  /** Below the data directory and below a person’s folder alike. */
  folder: string;
  /** The flag that decides, as the configuration calls it; its value is the shared folder, `true` the usual one. */
  flag: keyof Config | null;
  unset: readonly Scope[];
  set: readonly Scope[];
}

const BOTH: readonly Scope[] = ['own', 'shared'];
const OWN: readonly Scope[] = ['own'];
const SHARED: readonly Scope[] = ['shared'];

/** Who sees what. The order is the order of looking: what is one’s own hides what is shared under the same name. */
const RULES: Readonly<Record<FileKind, Rule>> = {
  checkpoint: { folder: 'models/Stable-diffusion', flag: null, unset: BOTH, set: BOTH },
  controlnet: { folder: 'models/ControlNet', flag: null, unset: BOTH, set: BOTH },
  lora: { folder: 'models/Lora', flag: 'loraDir', unset: OWN, set: BOTH },
  vae: { folder: 'models/VAE', flag: 'vaeDir', unset: OWN, set: SHARED },
  gfpgan: { folder: 'models/GFPGAN', flag: 'gfpganDir', unset: OWN, set: SHARED },
  embedding: { folder: 'embeddings', flag: 'embeddingsDir', unset: OWN, set: SHARED },
  hypernetwork: { folder: 'models/hypernetworks', flag: 'hypernetworkDir', unset: OWN, set: SHARED },
  upscaler: { folder: 'models/ESRGAN', flag: null, unset: BOTH, set: BOTH },
  extension: { folder: 'extensions', flag: 'rootExtensions', unset: OWN, set: SHARED },
};

/** Whose files of a kind people see, in the order of looking: a file hides those of its name in later folders. */
export function scopesOf(kind: FileKind): readonly Scope[] {
  const { flag, unset, set } = RULES[kind];
  return flag && config()[flag] ? set : unset;
}

/** Where the shared files of a kind lie, whether people see them or not: in the folder the flag names, else the usual one. */
export function sharedRoot(kind: FileKind): string {
  const { folder, flag } = RULES[kind];
  const value = flag && config()[flag];
  return typeof value === 'string' ? value : join(dataDir(), folder);
}

/** Where `userName`’s own files of a kind lie, whether the flags let them use those or not. @throws AppError `bad_user_name` */
export const ownRoot = (kind: FileKind, userName: string) => join(userDir(userName), RULES[kind].folder);

/**
 * Where `userName`’s files of a kind lie, in the order of looking: a file hides those of its name in later folders.
 * A folder may be missing; nobody has put anything there then.
 *
 * @throws AppError `bad_user_name`
 */
export const rootsFor = (kind: FileKind, userName: string): FileRoot[] =>
  scopesOf(kind).map((scope) => ({
    scope,
    root: scope === 'own' ? ownRoot(kind, userName) : sharedRoot(kind),
  }));

/** How people say where files of a kind lie, and the flag that decides: `models/Lora` and `--lora-dir`; null: no flag does. */
export function placeOf(kind: FileKind): { folder: string; flag: string | null } {
  const { folder, flag } = RULES[kind];
  const written = flag && `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return { folder, flag: written };
}
