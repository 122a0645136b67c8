import { placeOf } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import type { ModelKind } from './model-view';
import { isKept } from './visible-models';

const WORDS = {
  lora: 'LoRA',
  hypernetwork: 'hypernetwork',
  embedding: 'embedding',
  vae: 'VAE',
} as const satisfies Partial<Record<ModelKind, string>>;

/**
 * Why models that were not found are not: a sentence for each that lies where whoever asks does not see it because of how
 * Atelier was started, and nothing for the others.
 */
export async function whyUnseen(
  viewer: string,
  kind: keyof typeof WORDS,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await databasePool().query<{ said: string; isOwn: boolean }>(
    `SELECT DISTINCT n.said, m.owner_id IS NOT NULL AS "isOwn" FROM model m
       JOIN unnest($3::text[]) AS n(said) ON lower(normalize(n.said)) = m.name_key
      WHERE m.kind = $2 AND ${isKept()} ORDER BY 2, 1`,
    [viewer, kind, names.map((name) => name.replaceAll('\0', ''))],
  );
  const { folder, flag } = placeOf(kind);
  return rows.map(({ said, isOwn }) =>
    isOwn
      ? `Your own ${WORDS[kind]} “${said}” is not used, because Atelier was started with ${flag}: everyone uses what lies there.`
      : `The ${WORDS[kind]} “${said}” lies in ${folder} of the data directory, which is not shared: start Atelier with ${flag} and that folder, or put the file into your own ${folder}.`,
  );
}
