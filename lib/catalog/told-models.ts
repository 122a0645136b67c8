/** What lists for programs tell of models besides their names. */
import { databasePool } from '@/lib/db/pool';
import type { ModelKind } from './model-view';
import { NAMED_COLUMNS, type NamedModel, ORDER_OF_LOOKING } from './named-models';
import { isUsable } from './visible-models';

async function select<T>(viewer: string, kind: ModelKind, columns: string): Promise<(NamedModel & T)[]> {
  const { rows } = await databasePool().query<NamedModel & T>(
    `SELECT ${NAMED_COLUMNS}, ${columns} FROM model m
      WHERE m.kind = $2 AND m.path ILIKE '%.safetensors' AND ${isUsable()} ORDER BY ${ORDER_OF_LOOKING}`,
    [viewer, kind],
  );
  return rows;
}

/** LoRAs with what their authors wrote into them; without large texts, which the catalogue does not keep. */
export const listLoraHeaders = (viewer: string) =>
  select<{ metadata: Record<string, string> }>(viewer, 'lora', 'm.metadata');

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
