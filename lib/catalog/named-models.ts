import { access } from 'node:fs/promises';
import { insideRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { AppError } from '@/lib/errors';
import { modelRoot } from './model-roots';
import type { ModelKind } from './model-view';
import { isUsable } from './visible-models';

/** A model that somebody may draw with, as far as generation and programs' lists need it. */
export interface NamedModel {
  id: string;
  kind: ModelKind;
  place: ModelKind;
  /** File name without folder and extension. */
  name: string;
  /** Below its folder, with `/`. */
  path: string;
  isOwn: boolean;
  sha256: string | null;
  problem: string | null;
  /** What its trainer called a LoRA. */
  alias: string | null;
}

const ALIAS = `left(m.metadata->>'ss_output_name', 200)`;
export const NAMED_COLUMNS = `m.id, m.kind, m.place, m.name, m.path, m.owner_id IS NOT NULL AS "isOwn", m.sha256, m.problem,
  CASE WHEN m.kind = 'lora' THEN ${ALIAS} END AS alias`;
/** What is one’s own first; pickles and VAEs that lie beside checkpoints after the others. */
export const ORDER_OF_LOOKING = `m.place <> m.kind, m.path NOT ILIKE '%.safetensors', m.owner_id IS NULL, m.path`;

/** The models somebody draws with, in the order of looking, refused ones with their problem. */
export async function listNamedModels(viewer: string, kind: ModelKind): Promise<NamedModel[]> {
  const { rows } = await databasePool().query<NamedModel>(
    prepared(
      `SELECT ${NAMED_COLUMNS} FROM model m WHERE m.kind = $2 AND ${isUsable('$2')} ORDER BY ${ORDER_OF_LOOKING}`,
      [viewer, kind],
    ),
  );
  return rows;
}

/**
 * Models of these kinds that some of the names may mean, in the order of looking: by their own name, whatever its case
 * and Unicode form, or by the one that a LoRA’s trainer gave it.
 *
 * @param whole kinds of which all are wanted, whatever they are called
 */
export async function findNamedModels(
  viewer: string,
  kinds: readonly ModelKind[],
  names: readonly string[],
  whole: readonly ModelKind[] = [],
): Promise<NamedModel[]> {
  if (whole.length === 0 && names.length === 0) return [];
  const { rows } = await databasePool().query<NamedModel>(
    prepared(
      `SELECT ${NAMED_COLUMNS} FROM model m
      WHERE (m.kind = ANY($2::model_kind[]) AND m.name_key IN (SELECT lower(normalize(said)) FROM unnest($3::text[]) said)
          OR m.kind = 'lora' AND m.kind = ANY($2::model_kind[]) AND ${ALIAS} = ANY($3)
          OR m.kind = ANY($4::model_kind[]))
        AND ${isUsable()} ORDER BY ${ORDER_OF_LOOKING}`,
      [viewer, kinds, names.map((name) => name.replaceAll('\0', '')), whole],
    ),
  );
  return rows;
}

const folded = (name: string) => name.normalize().toLowerCase();

/** The model a name means among some: of exactly this name, else of one that differs in case or form, else by its alias. */
export function modelNamed<M extends Pick<NamedModel, 'kind' | 'name' | 'alias'>>(
  models: readonly M[],
  kind: ModelKind,
  name: string,
): M | undefined {
  const own = models.filter((model) => model.kind === kind);
  return (
    own.find((model) => model.name === name) ??
    own.find((model) => folded(model.name) === folded(name)) ??
    own.find(({ alias }) => alias !== null && alias !== '' && alias === name)
  );
}

/**
 * Where a model lies that is about to be drawn with; null when it is no longer there, or a link leads it out of its folder:
 * the catalogue hears of that a moment later.
 *
 * @param userName whoever sees it
 */
export async function presentFile(
  model: Pick<NamedModel, 'place' | 'path' | 'isOwn'>,
  userName: string,
): Promise<string | null> {
  try {
    const file = modelFile(model, userName);
    await access(file);
    return file;
  } catch (error) {
    if (error instanceof AppError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Absolute path of a model that somebody sees.
 *
 * @param userName whoever sees it
 * @throws AppError `bad_path` when a link leads it out of its folder
 */
const modelFile = (
  { place, path, isOwn }: Pick<NamedModel, 'place' | 'path' | 'isOwn'>,
  userName: string,
): string => insideRoot(modelRoot(place, isOwn ? userName : null), path);
