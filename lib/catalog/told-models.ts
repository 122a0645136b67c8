/** What lists for programs tell of models besides their names. */
import { databasePool } from '@/lib/db/pool';
import type { ModelKind } from './model-view';
import { NAMED_COLUMNS, type NamedModel, ORDER_OF_LOOKING } from './named-models';
import { isUsable } from './visible-models';

async function select<T>(viewer: string, kind: ModelKind, columns: string): Promise<(NamedModel & T)[]> {
  const { rows } = await databasePool().query<NamedModel & T>(
    `SELECT ${NAMED_COLUMNS}, ${columns} FROM model m
      WHERE m.kind = $2 AND m.path ILIKE '%.safetensors' AND ${isUsable('$2')} ORDER BY ${ORDER_OF_LOOKING}`,
    [viewer, kind],
  );
  return rows;
}

/** A LoRA and the state of its row: as long as that is the same, so is its header. */
export interface ToldLora {
  id: string;
  state: string;
  place: ModelKind;
  name: string;
  path: string;
  isOwn: boolean;
}

/** LoRAs without their headers: those of thousands are megabytes. */
export async function listLoras(viewer: string): Promise<ToldLora[]> {
  const { rows } = await databasePool().query<ToldLora>(
    `SELECT m.id, m.xmin::text AS state, m.place, m.name, m.path, m.owner_id IS NOT NULL AS "isOwn" FROM model m
      WHERE m.kind = 'lora' AND m.path ILIKE '%.safetensors' AND ${isUsable(`'lora'`)} ORDER BY ${ORDER_OF_LOOKING}`,
    [viewer],
  );
  return rows;
}

/** What authors wrote into some models, by id; without large texts, which the catalogue does not keep. */
export async function headersOf(ids: readonly string[]): Promise<Map<string, Record<string, string>>> {
  const { rows } = await databasePool().query<{ id: string; metadata: Record<string, string> }>(
    'SELECT id, metadata FROM model WHERE id = ANY($1)',
    [ids],
  );
  return new Map(rows.map(({ id, metadata }) => [id, metadata]));
}

/** Hypernetworks. */
export const listHypernetworks = (viewer: string) => select(viewer, 'hypernetwork', 'm.title');

/** VAEs that can be used. */
export const listVaes = async (viewer: string) =>
  (await select(viewer, 'vae', 'm.title')).filter(({ problem }) => problem === null);

/** Embeddings that can be used: numbers in a vector (of both text encoders together), and vectors. */
export const listEmbeddingSizes = async (viewer: string) =>
  (
    await select<{ architecture: string | null; width: number; vectors: number }>(
      viewer,
      'embedding',
      `m.architecture, (m.metadata->>'width')::int AS width, (m.metadata->>'vectors')::int AS vectors`,
    )
  ).filter(({ problem }) => problem === null);
