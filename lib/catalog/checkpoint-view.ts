import { posix } from 'node:path';
import { EXTENSIONS } from './checkpoint-files';

/** A checkpoint of the catalogue, as lists show it. */
export interface CheckpointView {
  id: string;
  /** `path [hash]`, or the path while it has no hash: what the WebUI API calls title. */
  title: string;
  /** File name without folder and extension. */
  name: string;
  /** Path without extension, `/` turned to `_`: what the WebUI API calls model_name. */
  modelName: string;
  /** First ten hex digits of `sha256`. */
  hash: string | null;
  sha256: string | null;
  /** Below its checkpoint folder, with `/`. */
  path: string;
  /** It lies in the person's own folder; otherwise all share it. */
  isOwn: boolean;
  architecture: string | null;
  /** Side in pixels it was trained for. */
  nativeSize: number | null;
  /** It was made for inpainting: it sees what is masked. */
  isInpainting: boolean;
  /** Why it can't be used, as a sentence; null when it can. */
  problem: string | null;
}

export interface CheckpointRow {
  id: string;
  owner_id: string | null;
  path: string;
  name: string;
  sha256: string | null;
  architecture: string | null;
  native_size: number | null;
  problem: string | null;
  legacy_hash: string | null;
  is_inpainting: string | null;
}

export const COLUMNS = `id, owner_id, path, name, sha256, architecture, native_size, problem, metadata->>'legacyHash' AS legacy_hash, metadata->>'isInpainting' AS is_inpainting`;

const HASH_DIGITS = 10;

export function toView(row: CheckpointRow): CheckpointView {
  const hash = row.sha256?.slice(0, HASH_DIGITS) ?? null;
  return {
    id: row.id,
    title: hash ? `${row.path} [${hash}]` : row.path,
    name: row.name,
    modelName: withoutExtension(row.path).replaceAll(/[/\\]/g, '_'),
    hash,
    sha256: row.sha256,
    path: row.path,
    isOwn: row.owner_id !== null,
    architecture: row.architecture,
    nativeSize: row.native_size,
    isInpainting: row.is_inpainting === 'true',
    problem: row.problem,
  };
}

/** Of files only: a folder may be called `model-v1.5`. */
export const withoutExtension = (path: string) =>
  EXTENSIONS.has(posix.extname(path).toLowerCase()) ? path.slice(0, -posix.extname(path).length) : path;

/**
 * Every name by which programs may ask for the checkpoint, the plainest last: title, path, model name, base name, hashes,
 * and path or base with either hash in brackets.
 */
export function namesOf(row: CheckpointRow): string[] {
  const { title, path, modelName, name, hash, sha256 } = toView(row);
  const base = posix.basename(path);
  const hashes = [hash, row.legacy_hash].filter((text) => text !== null);
  const bracketed = [path, base, name].flatMap((text) => hashes.map((digits) => `${text} [${digits}]`));
  const names = [title, path, ...bracketed, modelName, base, name, sha256, ...hashes];
  return names.filter((text) => text !== null);
}
