/**
 * What the worker and its engine process say to each other (Node IPC, advanced serialisation).
 *
 * The worker owns leases, files and the database; the engine process owns the networks. A job is a list of
 * batches; a batch is a list of pictures that advance together.
 */
import type { EngineErrorData } from './engine/errors';
import type { LogLevel } from './engine/log';
import type { DrawnPixels } from './engine/pipeline/picture';
import type { PictureRequest } from './engine/pipeline/request';
import type { Pixels } from './engine/pixels';

/** One job as the engine sees it: which checkpoint file, which pictures. `batches[n_iter][batch_size]`. */
export interface EngineJob {
  id: string;
  /** Absolute path of the checkpoint's `.safetensors` file. */
  checkpoint: string;
  /** Absolute path of a VAE to use instead of the checkpoint's own. */
  vae?: string;
  batches: PictureRequest[][];
  /** Send a preview every so many steps; 0 sends none. */
  previewEvery: number;
  /** A small guess without any network, unless said; or what the VAE makes of the latent, at the price of decoding it. */
  previewKind?: 'approximate' | 'full';
}

export type { Pixels } from './engine/pixels';

export type EngineCommand =
  | { type: 'run'; job: EngineJob }
  /** Stop the job after the current step; unfinished pictures are decoded as they stand. */
  | { type: 'interrupt'; jobId: string }
  /** The same for the current batch only; the job goes on with the next one. */
  | { type: 'skip'; jobId: string }
  | { type: 'shutdown' };

export type EngineEvent =
  | { type: 'ready'; device: string; threads: number; acceleration: string }
  /** How the process is, now and then: resident memory in bytes, absolute paths of the checkpoints in memory. */
  | { type: 'status'; memory: number; checkpoints: string[] }
  | { type: 'loading'; jobId: string; checkpoint: string }
  | { type: 'loaded'; jobId: string; checkpoint: string; milliseconds: number }
  | {
      type: 'progress';
      jobId: string;
      batch: number;
      batches: number;
      /** Denoising steps done in this batch. */
      step: number;
      steps: number;
      /** Device time of the job so far. */
      deviceMs: number;
      preview?: Pixels;
    }
  /**
   * `index` counts pictures over the whole job; `complete` is false for one cut short by interrupt or skip, `isExact` for
   * one of which the mode `blade` has computed anything otherwise.
   */
  | {
      type: 'picture';
      jobId: string;
      index: number;
      pixels: DrawnPixels;
      complete: boolean;
      isExact: boolean;
    }
  /**
   * The job's last message. `deviceMs`: its share of the time the device was busy, model loading not counted.
   * `warnings`: what was left out of the pictures and why, such as a LoRA for another kind of checkpoint.
   */
  | { type: 'done'; jobId: string; deviceMs: number; interrupted: boolean; warnings: string[] }
  | { type: 'failed'; jobId: string; deviceMs: number; error: EngineErrorData }
  | { type: 'log'; level: LogLevel; message: string };

/** An event of one job, as against those of the process (`ready`, `status`, `log`). */
export type JobEvent = Extract<EngineEvent, { jobId: string }>;
