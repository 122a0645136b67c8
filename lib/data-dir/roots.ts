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
  | 'extension';

type Scope = 'own' | 'shared';

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
  extension: { folder: 'extensions', flag: 'rootExtensions', unset: OWN, set: SHARED },
};

/**
 * Where `userName`’s files of a kind lie, in the order of looking: a file hides those of its name in later folders.
 * A folder may be missing; nobody has put anything there then.
 *
 * @throws AppError `bad_user_name`
 */
export function rootsFor(kind: FileKind, userName: string): FileRoot[] {
  const { folder, flag, unset, set } = RULES[kind];
  const value = flag && config()[flag];
  const shared = typeof value === 'string' ? value : join(dataDir(), folder);
  const scopes = value ? set : unset;
  return scopes.map((scope) => ({ scope, root: scope === 'own' ? join(userDir(userName), folder) : shared }));
}

/** A folder in which files of a kind may lie that the flags keep from somebody. */
export interface UnseenRoot extends FileRoot {
  /** Below the data directory and below a person’s folder alike, with `/`. */
  folder: string;
  /** What decides, e.g. `--lora-dir`. */
  flag: string;
}

/**
 * Where files of a kind may lie that `userName` does not see because of how Atelier was started: the usual shared folder,
 * or their own.
 *
 * @throws AppError `bad_user_name`
 */
export function unseenRootsFor(kind: FileKind, userName: string): UnseenRoot[] {
  const { folder, flag } = RULES[kind];
  if (flag === null) return [];
  const seen = rootsFor(kind, userName).map(({ scope }) => scope);
  const written = `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return BOTH.filter((scope) => !seen.includes(scope)).map((scope) => ({
    scope,
    root: join(scope === 'own' ? userDir(userName) : dataDir(), folder),
    folder,
    flag: written,
  }));
}
