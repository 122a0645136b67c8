import type { GenerationRequest } from '../generation/request';

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
export const ENDED: readonly JobState[] = ['succeeded', 'failed', 'canceled'];

/** A picture of a job, as its owner sees it. */
export interface JobPicture {
  id: string;
  index: number;
  width: number;
  height: number;
  seed: number;
  infotext: string;
  complete: boolean;
  saved: boolean;
}

/** A job as its owner sees it, in lists, answers and events. Times are ISO 8601, UTC. */
export interface JobView {
  id: string;
  taskId: string;
  state: JobState;
  request: GenerationRequest;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** 1 = next; null when not queued. */
  position: number | null;
  interrupted: boolean;
  progress: JobProgressView | null;
  pictures: JobPicture[];
  /** Measured device milliseconds, once ended. */
  deviceMs: number | null;
  /** Why there is no picture: a failure, or an admin who stopped it. */
  error: { code: string; message: string } | null;
  /** What was left out of the pictures and why, a sentence each. */
  warnings: string[];
}

export interface JobProgressView {
  phase: 'loading' | 'denoising' | 'saving';
  batch: number;
  batches: number;
  step: number;
  steps: number;
  /** Seconds left, from measurement. */
  eta: number | null;
  previewNo: number;
  /** data: URI of the newest preview, or null. */
  preview: string | null;
}
