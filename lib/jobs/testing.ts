/** What tests of jobs need: people, requests, rows. */
import { randomUUID } from 'node:crypto';
import { databasePool } from '@/lib/db/pool';
import type { GenerationRequest } from '@/lib/generation/request';
import { type ClaimedJob, claimJob } from './claim';
import { submitJob } from './submit';
import type { JobView } from './types';

/** Adds a person and answers their id. */
export async function addPerson(name = `person-${randomUUID().slice(0, 8)}`): Promise<string> {
  const id = randomUUID();
  await databasePool().query('INSERT INTO user_account (id, name) VALUES ($1, $2)', [id, name]);
  return id;
}

export function aRequest(changes: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    kind: 'txt2img',
    prompt: 'a red house',
    negative_prompt: '',
    seed: 7,
    subseed: 0,
    sampler_name: 'DDIM',
    scheduler: 'Automatic',
    steps: 20,
    cfg_scale: 7,
    width: 128,
    height: 128,
    batch_size: 1,
    n_iter: 1,
    clip_skip: 1,
    eta: null,
    checkpoint: { id: randomUUID(), name: 'starter-v0', hash: null },
    save_images: true,
    preview_every: 0,
    ...changes,
  };
}

export const LEASE = 30_000;

/** Submits a request and claims it, alone in the queue. */
export async function aRunningJob(
  userId: string,
  { leaseMs = LEASE, request = aRequest() }: { leaseMs?: number; request?: GenerationRequest } = {},
): Promise<{ view: JobView; claimed: ClaimedJob }> {
  const view = await submitJob({ userId, request });
  const claimed = await claimJob(randomUUID(), leaseMs);
  if (claimed?.id !== view.id) throw new Error('the queue was not empty');
  return { view, claimed };
}

/** As if the worker had been silent for longer than its lease. */
export async function letLeaseRunOut(jobId: string): Promise<void> {
  await databasePool().query(`UPDATE job SET lease_expires_at = now() - interval '1 second' WHERE id = $1`, [
    jobId,
  ]);
}

export async function emptyQueue(): Promise<void> {
  await databasePool().query(
    `UPDATE job SET state = 'canceled', finished_at = now() WHERE state IN ('queued', 'running')`,
  );
}

export interface LedgerRow {
  job_id: string;
  device_ms: string;
  pictures: number;
}

export async function ledgerOf(jobId: string): Promise<LedgerRow[]> {
  const { rows } = await databasePool().query<LedgerRow>(
    'SELECT job_id, device_ms, pictures FROM ledger_entry WHERE job_id = $1',
    [jobId],
  );
  return rows;
}
