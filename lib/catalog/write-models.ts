import { posix } from 'node:path';
import { databasePool } from '@/lib/db/pool';
import { newId } from '@/lib/jobs/job-id';
import type { InspectedFile } from './inspect-file';
import { type ModelFile, withoutExtension } from './model-files';
import type { ModelRoot } from './model-roots';

/** A file and the row that speaks of it already. */
export interface FileOfRow<F extends ModelFile> {
  file: F;
  id: string | undefined;
}

const COLUMNS = {
  id: 'uuid',
  kind: 'model_kind',
  place: 'model_kind',
  owner_id: 'uuid',
  path: 'text',
  name: 'text',
  size: 'bigint',
  modified_at: 'timestamptz',
  architecture: 'text',
  native_size: 'int',
  problem: 'text',
  metadata: 'jsonb',
  title: 'text',
  file_licence: 'text',
  trigger_words: 'text[]',
  preview_path: 'text',
  preview_modified_at: 'timestamptz',
  sidecar_modified_at: 'timestamptz',
  notes: 'text',
};
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];
const RECORDS = `jsonb_to_recordset($1::jsonb) AS f(${NAMES.map((name) => `${name} ${COLUMNS[name]}`)})`;

const INSERT = `INSERT INTO model (${NAMES}) SELECT ${NAMES} FROM ${RECORDS} ON CONFLICT DO NOTHING`;
/** What stays as it is: whose the row is, and what people said. */
const KEPT: readonly Column[] = ['id', 'place', 'owner_id', 'path', 'name', 'notes'];
/** A file that changed keeps its row's id, and loses the hash of what it was. */
const UPDATE = `UPDATE model m SET ${NAMES.filter((name) => !KEPT.includes(name)).map((name) => `${name} = f.${name}`)},
    sha256 = CASE WHEN m.size = f.size AND m.modified_at = f.modified_at THEN m.sha256 END,
    notes = CASE WHEN m.version = 0 THEN f.notes ELSE m.notes END, missing_since = NULL
  FROM ${RECORDS} WHERE m.id = f.id`;

const recordOf = (
  { place, ownerId }: ModelRoot,
  { file, id }: FileOfRow<InspectedFile>,
): Record<Column, unknown> => ({
  id: id ?? newId(),
  kind: file.kind,
  place,
  owner_id: ownerId,
  path: file.path,
  name: posix.basename(withoutExtension(file.path)),
  size: file.size,
  modified_at: file.modifiedAt,
  architecture: file.architecture,
  native_size: file.nativeSize,
  problem: file.problem,
  metadata: file.metadata,
  title: file.title,
  file_licence: file.licence,
  trigger_words: file.triggerWords,
  preview_path: file.previewPath,
  preview_modified_at: file.previewModifiedAt,
  sidecar_modified_at: file.sidecarModifiedAt,
  notes: file.notes,
});

/** Writes what files are into their rows, new ones for those that have none. */
export async function writeModels(
  root: ModelRoot,
  inspected: readonly FileOfRow<InspectedFile>[],
): Promise<void> {
  const write = async (sql: string, some: readonly FileOfRow<InspectedFile>[]) => {
    if (some.length > 0)
      await databasePool().query(sql, [JSON.stringify(some.map((each) => recordOf(root, each)))]);
  };
  await write(
    UPDATE,
    inspected.filter(({ id }) => id !== undefined),
  );
  await write(
    INSERT,
    inspected.filter(({ id }) => id === undefined),
  );
}

/** Files that are as they were, but were away or have another picture beside them. */
export async function writeCompanions(files: readonly FileOfRow<ModelFile>[]): Promise<void> {
  if (files.length === 0) return;
  await databasePool().query(
    `UPDATE model m SET missing_since = NULL, preview_path = f.preview_path, preview_modified_at = f.preview_modified_at
       FROM jsonb_to_recordset($1::jsonb) AS f(id uuid, preview_path text, preview_modified_at timestamptz)
      WHERE m.id = f.id`,
    [
      JSON.stringify(
        files.map(({ file, id }) => ({
          id,
          preview_path: file.previewPath,
          preview_modified_at: file.previewModifiedAt,
        })),
      ),
    ],
  );
}
