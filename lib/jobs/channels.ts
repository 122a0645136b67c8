import type { JobState } from './types';

/** Wakes workers: a job is waiting. No payload. */
export const JOB_QUEUED = 'job_queued';

/** A job's row or progress changed; payload is a `JobChange` as JSON. */
export const JOB_CHANGED = 'job_changed';

/** The owner wants something of a running job; payload is the job's id. Its worker renews the lease and reads what. */
export const JOB_CONTROL = 'job_control';

export interface JobChange {
  jobId: string;
  userId: string;
  /** The state it is in now: a transition, never lost sight of. `progress`: one of many, may be skipped. */
  change: JobState | 'progress';
}

/** SQL that announces the row under alias `row` to its owner's listeners when the transaction commits. */
export const announce = (row: string, change: 'state' | 'progress'): string =>
  `pg_notify('${JOB_CHANGED}', json_build_object('jobId', ${row}.id, 'userId', ${row}.user_id,
    'change', ${change === 'state' ? `${row}.state` : `'progress'`})::text)`;

export function parseJobChange(payload: string): JobChange {
  return JSON.parse(payload) as JobChange;
}
