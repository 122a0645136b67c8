import { posix } from 'node:path';
import { withoutExtension } from './model-files';
import { shortHash } from './model-rows';

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

export const COLUMNS = `m.id, m.owner_id, m.path, m.name, m.sha256, m.architecture, m.native_size, m.problem,
  m.metadata->>'legacyHash' AS legacy_hash, m.metadata->>'isInpainting' AS is_inpainting`;

export function toView(row: CheckpointRow): CheckpointView {
  const hash = shortHash(row.sha256);
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
