/** Jobs one user may have waiting; more are refused with 429 until some are done. */
export const QUEUED_JOBS_PER_USER = 100;

/** Bytes of the pictures that came with one user's jobs and wait with them; more are refused with 429 until some are done. */
export const INPUT_BYTES_PER_USER = 1e9;

/**
 * Bytes of those that stay when their jobs have ended, so that these can be asked for again: some 400 pictures of 512².
 * They count within INPUT_BYTES_PER_USER, and give way to what waits.
 */
export const KEPT_INPUT_BYTES_PER_USER = 2e8;

/** How long they stay: the Queue offers what ended today, in whatever part of the world, to be asked for again. */
export const KEPT_INPUTS_MS = 86_400_000;

/** Bytes of one request as JSON. Two prompts of 20,000 four-byte characters fit. */
export const REQUEST_BYTES = 256 * 1024;

/** Characters of a task id a client may choose. */
export const TASK_ID_CHARACTERS = 200;

/** How long a worker owns a job without a word; it renews at a third of this. */
export const LEASE_MS = 15_000;

/** How long a job that was canceled while it waited may be put back to where it was. */
export const PUT_BACK_MS = 30_000;
