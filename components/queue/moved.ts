import type { JobView } from '@/lib/jobs/types';

/**
 * One's waiting jobs, in their order, after one of them was moved to another index among them: they exchange their
 * positions, as the server does (lib/jobs/move-job.ts).
 */
export function moved(waiting: readonly JobView[], from: number, to: number): JobView[] {
  const job = waiting[from];
  if (!job) return [...waiting];
  const order = waiting.toSpliced(from, 1).toSpliced(to, 0, job);
  return order.map((other, index) => ({ ...other, position: waiting[index]!.position }));
}

/**
 * Jobs with the positions that some of them have in an order, as far as they still wait; whatever else has become of them
 * meanwhile stays.
 */
export function placedAs(jobs: readonly JobView[], order: readonly JobView[]): JobView[] {
  const positions = new Map(order.map(({ id, position }) => [id, position]));
  return jobs.map((job) =>
    job.state === 'queued' ? { ...job, position: positions.get(job.id) ?? job.position } : job,
  );
}
