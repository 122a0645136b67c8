import { placeOf, scopesOf } from '@/lib/data-dir';
import type { ModelKind, ModelView } from './model-view';
import { isHidden } from './visible-models';

/** A row as `modelColumns` selects it. */
export interface ModelRow {
  id: string;
  kind: ModelKind;
  place: ModelKind;
  owner_id: string | null;
  path: string;
  name: string;
  size: string;
  modified_at: Date;
  created_at: Date;
  sha256: string | null;
  architecture: string | null;
  native_size: number | null;
  problem: string | null;
  title: string | null;
  trigger_words: string[];
  licence: string | null;
  notes: string;
  preview_modified_at: Date | null;
  version: number;
  is_hidden: boolean;
}

/** What a view is made of. Parameter `$1`: the id of whoever looks. */
export const modelColumns =
  () => `m.id, m.kind, m.place, m.owner_id, m.path, m.name, m.size, m.modified_at, m.created_at,
  m.sha256, m.architecture, m.native_size, m.problem, m.title, coalesce(m.own_trigger_words, m.trigger_words) AS trigger_words,
  coalesce(m.licence, m.file_licence) AS licence, m.notes, m.preview_modified_at, m.version, ${isHidden()} AS is_hidden`;

const HASH_DIGITS = 10;
/** The hash that other tools show. */
export const shortHash = (sha256: string | null) => sha256?.slice(0, HASH_DIGITS) ?? null;

/** Why what lies in one's own folder is not used; null when it is. */
function whyUnused(place: ModelKind): string | null {
  if (scopesOf(place).includes('own')) return null;
  const { folder, flag } = placeOf(place);
  return `It is not used, because Atelier was started with ${flag}: everyone uses what lies there, and nobody their own ${folder}.`;
}

export const toModelView = (row: ModelRow): ModelView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  path: row.path,
  isOwn: row.owner_id !== null,
  hidden: row.is_hidden,
  unused: row.owner_id === null ? null : whyUnused(row.place),
  size: Number(row.size),
  modifiedAt: row.modified_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  hash: shortHash(row.sha256),
  sha256: row.sha256,
  architecture: row.architecture,
  nativeSize: row.native_size,
  problem: row.problem,
  title: row.title,
  triggerWords: row.trigger_words,
  licence: row.licence,
  notes: row.notes,
  hasPreview: row.preview_modified_at ? row.preview_modified_at.getTime().toString(36) : null,
  version: row.version,
});
