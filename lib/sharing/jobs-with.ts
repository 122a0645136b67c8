import { databasePool } from '@/lib/db/pool';

/** What the texts of a job say, of rows `j`. */
const TEXTS = `lower(concat_ws(' ', j.request->>'prompt', j.request->>'negative_prompt', j.request #>> '{hires,prompt}'))`;

/**
 * How many jobs that wait or run are drawn with a model: checkpoints by their id, others by the name that the job's texts
 * or its choice of a VAE say. Of a shared one not counted are jobs of people whose own of that name is used instead.
 */
export async function countJobsWith(modelId: string): Promise<number> {
  const { rows } = await databasePool().query<{ jobs: number }>(
    `SELECT count(*)::int AS jobs FROM job j JOIN model m ON m.id = $1
      WHERE j.state IN ('queued', 'running') AND (m.owner_id IS NULL OR m.owner_id = j.user_id)
        AND CASE m.kind
          WHEN 'checkpoint' THEN m.id::text IN (j.request #>> '{checkpoint,id}', j.request #>> '{refiner,checkpoint,id}',
            j.request #>> '{hires,checkpoint,id}')
          WHEN 'vae' THEN j.request #>> '{vae,name}' = regexp_replace(m.path, '^.*/', '')
          WHEN 'lora' THEN strpos(${TEXTS}, lower('<lora:' || m.name || ':')) > 0
          WHEN 'hypernetwork' THEN strpos(${TEXTS}, lower('<hypernet:' || m.name || ':')) > 0
          WHEN 'embedding' THEN strpos(${TEXTS}, lower(m.name)) > 0
          ELSE false END
        AND NOT EXISTS (SELECT 1 FROM model own WHERE m.owner_id IS NULL AND m.kind <> 'checkpoint'
          AND own.owner_id = j.user_id AND own.kind = m.kind AND own.missing_since IS NULL
          AND lower(own.name) = lower(m.name))`,
    [modelId],
  );
  return rows[0]!.jobs;
}
