/** Jobs one user may have waiting; more are refused with 429 until some are done. */
export const QUEUED_JOBS_PER_USER = 100;

/** Bytes of the pictures that came with one user's jobs and wait with them; more are refused with 429 until some are done. */
export const INPUT_BYTES_PER_USER = 1e9;

/** Bytes of one request as JSON. Two prompts of 20,000 four-byte characters fit. */
export const REQUEST_BYTES = 256 * 1024;

/** Characters of a task id a client may choose. */
export const TASK_ID_CHARACTERS = 200;

/** How long a worker owns a job without a word; it renews at a third of this. */
export const LEASE_MS = 15_000;

/** How long a job that was canceled while it waited may be put back to where it was. */
export const PUT_BACK_MS = 30_000;
