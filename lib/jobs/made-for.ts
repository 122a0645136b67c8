import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';

/** What the owner of a job reads that an admin had made in their space. */
export const madeForWords = (name: string) => `The admin ${name} asked for these pictures in your name.`;

/** Writes down that somebody had a job made in another person's space. */
export async function recordMadeFor(
  client: pg.PoolClient,
  { actor, jobId, ownerId }: { actor: Actor; jobId: string; ownerId: string },
): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM user_account WHERE id = $1', [
    ownerId,
  ]);
  await recordAct(client, {
    action: 'job.made_for',
    actor,
    target: { kind: 'job', id: jobId, name: rows[0]?.name ?? '' },
  });
}
