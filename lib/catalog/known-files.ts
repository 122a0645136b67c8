import { databasePool } from '@/lib/db/pool';
import type { ModelFile } from './model-files';
import type { ModelRoot, RootsAsked } from './model-roots';
import type { ModelKind } from './model-view';

/** A file as the last scan found it. */
export interface KnownFile {
  id: string;
  owner_id: string | null;
  place: ModelKind;
  kind: ModelKind;
  path: string;
  size: string;
  modified_at: Date;
  preview_path: string | null;
  preview_modified_at: Date | null;
  sidecar_modified_at: Date | null;
  is_refused: boolean;
  is_missing: boolean;
}

/** Files of one folder by path. */
export type FilesOfRoot = Map<string, KnownFile>;

const keyOf = (place: ModelKind, ownerId: string | null) => `${place} ${ownerId}`;

/** What the catalogue knows of some folders. */
export class KnownFiles {
  readonly #byRoot = new Map<string, FilesOfRoot>();

  static async select({ owners, shared }: RootsAsked): Promise<KnownFiles> {
    const { rows } = await databasePool().query<KnownFile>(
      `SELECT id, owner_id, place, kind, path, size, modified_at, preview_path, preview_modified_at,
              sidecar_modified_at, problem IS NOT NULL AS is_refused, missing_since IS NOT NULL AS is_missing
         FROM model WHERE (owner_id IS NULL AND $2) OR (owner_id IS NOT NULL AND ($1::uuid[] IS NULL OR owner_id = ANY($1)))`,
      [owners ?? null, shared],
    );
    const known = new KnownFiles();
    for (const row of rows) {
      const key = keyOf(row.place, row.owner_id);
      known.#byRoot.set(key, (known.#byRoot.get(key) ?? new Map()).set(row.path, row));
    }
    return known;
  }

  /** Takes what is known of a folder out. */
  take({ place, ownerId }: ModelRoot): FilesOfRoot {
    const key = keyOf(place, ownerId);
    const files = this.#byRoot.get(key) ?? new Map();
    this.#byRoot.delete(key);
    return files;
  }

  /** What nobody took out. */
  rest(): KnownFile[] {
    return [...this.#byRoot.values()].flatMap((files) => [...files.values()]);
  }
}

const isSameTime = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();

/** The file itself and what people say of it in another program; not its picture. */
export const isSameFile = (row: KnownFile, file: ModelFile) =>
  Number(row.size) === file.size &&
  row.kind === file.kind &&
  isSameTime(row.modified_at, file.modifiedAt) &&
  isSameTime(row.sidecar_modified_at, file.sidecarModifiedAt);

export const isSamePreview = (row: KnownFile, file: ModelFile) =>
  row.preview_path === file.previewPath && isSameTime(row.preview_modified_at, file.previewModifiedAt);
