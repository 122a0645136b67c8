import type pg from 'pg';

export const PEOPLE = 1_000;
export const MODELS = 10_000;
export const PICTURES = 1_000_000;
const PICTURES_A_JOB = 4;
const JOBS = PICTURES / PICTURES_A_JOB;
const TEAMS = 50;
const WAITING = 2_000;
const ACTS = 100_000;

/** A request as long as people's are. */
const REQUEST = JSON.stringify({
  kind: 'txt2img',
  prompt: 'a red house on a hill, evening light, clouds, wide angle, film grain, highly detailed '.repeat(3),
  negative_prompt: 'blurry, low quality, watermark, text',
  seed: 1,
  sampler_name: 'DPM++ 2M',
  scheduler: 'Karras',
  steps: 20,
  cfg_scale: 7,
  width: 512,
  height: 512,
  batch_size: PICTURES_A_JOB,
  n_iter: 1,
  checkpoint: { id: '00000000-0000-0000-0000-000000000000', name: 'starter-v0', hash: null },
});

/**
 * Person k of 0…999; a few make most of the pictures, the first (who measures) a tenth of them. Each job's things are
 * worked out from its number, so that its pictures and its bill fit it.
 */
const OWNER = `(SELECT id FROM seeded_person WHERE k = floor(${PEOPLE} * power((g * 7919 % 100003) / 100003.0, 3))::int)`;
/** Spread over a year up to now. */
const AT = `now() - ((${JOBS} - g) * (365 * 86400.0 / ${JOBS})) * interval '1 second'`;

const STATEMENTS: readonly (readonly [what: string, sql: string])[] = [
  [
    'teams',
    `INSERT INTO team (id, name, name_key, cost_centre)
     SELECT gen_random_uuid(), 'Team ' || g, 'team ' || g, 'K-' || (4000 + g) FROM generate_series(1, ${TEAMS}) g`,
  ],
  [
    'people',
    `INSERT INTO user_account (id, name, display_name, email)
     SELECT gen_random_uuid(), 'person-' || lpad(g::text, 5, '0'), 'Person ' || g, 'p' || g || '@studio.example'
     FROM generate_series(1, ${PEOPLE - 1}) g;
     CREATE TABLE seeded_person AS SELECT id, row_number() OVER (ORDER BY name)::int - 1 AS k FROM user_account;
     CREATE UNIQUE INDEX ON seeded_person (k);
     CREATE TABLE seeded_team AS SELECT id, row_number() OVER (ORDER BY name)::int - 1 AS k FROM team;
     INSERT INTO team_member (team_id, user_id, is_lead)
     SELECT t.id, p.id, p.k < ${TEAMS} FROM seeded_person p JOIN seeded_team t ON t.k = p.k % ${TEAMS};
     UPDATE user_account u SET team_id = t.id
     FROM seeded_person p JOIN seeded_team t ON t.k = p.k % ${TEAMS} WHERE p.id = u.id;
     INSERT INTO storage_use (user_id, bytes, counted_at) SELECT id, k * 100000000::bigint, now() FROM seeded_person;
     INSERT INTO trash_item (id, user_id, original_path, trashed_path, bytes)
     SELECT gen_random_uuid(), p.id, 'outputs/' || p.k || '-' || g, gen_random_uuid()::text, 1000000
     FROM seeded_person p, generate_series(1, 10) g`,
  ],
  [
    'models',
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at, sha256, architecture)
     SELECT gen_random_uuid(), 'lora', 'lora', p.id, 'style ' || g || '.safetensors', 'style ' || g, 100000000, now(),
       md5(g::text) || md5((-g)::text), 'SD 1.x'
     FROM generate_series(1, ${MODELS}) g JOIN seeded_person p ON p.k = CASE WHEN g % 2 = 0 THEN 0 ELSE g % ${PEOPLE} END`,
  ],
  [
    'jobs',
    `CREATE TABLE seeded_job AS SELECT g, gen_random_uuid() AS id, ${OWNER} AS user_id, ${AT} AS at
     FROM generate_series(1, ${JOBS}) g;
     INSERT INTO job (id, user_id, team_id, state, request, task_id, created_at, started_at, finished_at, device_ms)
     SELECT j.id, j.user_id, u.team_id, 'succeeded', $request$${REQUEST}$request$, j.id::text, j.at, j.at, j.at, 1234.567
     FROM seeded_job j JOIN user_account u ON u.id = j.user_id;
     INSERT INTO job (id, user_id, team_id, request, task_id)
     SELECT gen_random_uuid(), p.id, u.team_id, $request$${REQUEST}$request$, gen_random_uuid()
     FROM generate_series(1, ${WAITING}) g JOIN seeded_person p ON p.k = g % ${PEOPLE} JOIN user_account u ON u.id = p.id`,
  ],
  [
    'ledger entries',
    `INSERT INTO ledger_entry (user_id, job_id, team_id, cost_centre, device_ms, pictures, created_at)
     SELECT j.user_id, j.id, t.id, t.cost_centre, 1000 + j.g % 9999 * 0.123, ${PICTURES_A_JOB}, j.at
     FROM seeded_job j JOIN user_account u ON u.id = j.user_id LEFT JOIN team t ON t.id = u.team_id ORDER BY j.g`,
  ],
  [
    'pictures',
    `INSERT INTO picture (id, user_id, job_id, index, path, width, height, seed, infotext, created_at)
     SELECT gen_random_uuid(), j.user_id, j.id, i, 'users/' || j.user_id || '/outputs/txt2img-images/' || j.g || '-' || i,
       512, 512, j.g, repeat('a red house on a hill, Steps: 20, Sampler: DPM++ 2M ', 6), j.at
     FROM seeded_job j, generate_series(0, ${PICTURES_A_JOB - 1}) i`,
  ],
  [
    'acts',
    `WITH last AS (SELECT coalesce(max(id), 0) AS id FROM audit_entry)
     INSERT INTO audit_entry (id, at, actor_name, action, target_kind, target_id, target_name, address, previous_hash, hash)
     SELECT last.id + g, now(), 'person-' || g % ${PEOPLE}, 'sign_in.succeeded', 'person', g::text, 'person-' || g, '::1',
       md5((g - 1)::text), md5(g::text) FROM last, generate_series(1, ${ACTS}) g`,
  ],
  // As the database does by itself after so many rows.
  ['statistics', 'VACUUM ANALYZE'],
];

/** Fills an installation that has one person, the admin, with what a large studio has after a year. */
export async function seedLists(client: pg.Client, say: (text: string) => void): Promise<void> {
  for (const [what, sql] of STATEMENTS) {
    const started = performance.now();
    await client.query(sql);
    say(`  ${what}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
}
