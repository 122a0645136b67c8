/**
 * The layout of the data directory. This folder is the only code that builds a path in it.
 *
 *   models/ embeddings/ extensions/   shared, written by admins
 *   styles.csv                        everybody's prompt styles
 *   users/<name>/                     one person's own, their styles.csv too
 *   jobs/<job>/                       what came with a job that waits or runs
 *   cache/                            derived; may be deleted at any time
 *   database/ logs/                   the embedded PostgreSQL and what the processes wrote
 */
import { join } from 'node:path';
import { config } from '@/lib/config';
import { AppError } from '@/lib/errors';
import { isPlainName } from './confine';
import { assertUserName } from './user-name';

export const MODEL_FOLDERS = [
  'Stable-diffusion',
  'VAE',
  'Lora',
  'ControlNet',
  'ESRGAN',
  'GFPGAN',
  'Codeformer',
  'hypernetworks',
] as const;

export type OutputKind =
  | 'txt2img-images'
  | 'txt2img-grids'
  | 'img2img-images'
  | 'img2img-grids'
  | 'extras-images';

export const dataDir = () => config().dataDir;
export const checkpointDir = () => join(dataDir(), 'models', 'Stable-diffusion');
export const usersDir = () => join(dataDir(), 'users');
export const logDir = () => join(dataDir(), 'logs');
export const databaseDir = () => join(dataDir(), 'database');
export const cacheDir = () => join(dataDir(), 'cache');
/** Where the engine keeps files that it has derived from checkpoints. */
export const engineCacheDir = () => join(cacheDir(), 'engine');
/** Everybody's prompt styles, as the WebUI writes them. */
export const stylesFile = () => join(dataDir(), 'styles.csv');
/** Where the studio was last reached, for the command line. */
export const addressFile = () => join(dataDir(), 'logs', 'address');

/** @throws AppError `bad_user_name` */
export const userDir = (name: string) => join(usersDir(), assertUserName(name));

/** Where somebody finds the files of a person who was deleted; `label` tells them apart. */
export const handedOverDir = (heir: string, label: string) =>
  join(userDir(heir), 'handed-over', assertName(label));

/** Where a user's pictures of a day lie; the day is the UTC one of `date`. */
export function outputDir(userName: string, kind: OutputKind, date: Date): string {
  return join(userDir(userName), 'outputs', kind, date.toISOString().slice(0, 10));
}

/** What came with jobs that have not ended, a folder each; nobody's to look into or to change. */
export const jobsDir = () => join(dataDir(), 'jobs');
export const jobDir = (jobId: string) => join(jobsDir(), assertName(jobId));

/** Where one delivery of a job prepares its files before they are moved to their place. */
export function stagingDir(jobId: string, delivery: number): string {
  return join(cacheDir(), 'staging', `${assertName(jobId)}-${delivery}`);
}

/** Files of a job that nobody asked to keep. */
export const transientDir = (jobId: string) => join(cacheDir(), 'results', assertName(jobId));

/** All folders that stand in every data directory, relative to it, parents first. */
export const FOLDERS: readonly string[] = [
  'models',
  ...MODEL_FOLDERS.map((name) => `models/${name}`),
  'embeddings',
  'extensions',
  'users',
  'jobs',
  'cache',
  'cache/staging',
  'cache/results',
  'cache/engine',
  'logs',
];

function assertName(name: string): string {
  if (isPlainName(name)) return name;
  throw new AppError({ code: 'bad_path', status: 400, message: 'This id can’t be used in a path.' });
}
