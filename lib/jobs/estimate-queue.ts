import type { GenerationRequest } from '@/lib/generation/request';

/** What of a request decides how long it takes. */
export type Effort = Pick<GenerationRequest, 'width' | 'height' | 'steps' | 'hires' | 'img2img'> & {
  checkpointId: string;
  /** All it makes: of every batch, or of every cell of a series. */
  pictures: number;
};

/** A job that was measured. */
export interface MeasuredEffort extends Effort {
  deviceMs: number;
}

/** A job in the queue, or one that runs with what is known to be left of it. */
export interface QueuedEffort extends Effort {
  id: string;
  /** Seconds, from its own progress; null: not told, or it waits. */
  leftSeconds: number | null;
  /** Since it started; 0 while it waits. */
  ranSeconds: number;
}

/** Seconds; null where nothing was measured that could tell. */
export interface QueueEstimate {
  /** Until it starts; null when it runs already. */
  startsIn: number | null;
  /** All of it, from start to end. */
  takes: number | null;
}

/** Steps times pixels of a request, all its pictures and passes together. */
function workOf({ width, height, steps, pictures, hires, img2img }: Effort): number {
  const share = img2img && !img2img.img2img_fix_steps ? img2img.denoising_strength : 1;
  const first = width * height * Math.max(1, steps * share);
  const scale = hires && hires.resize_x === 0 && hires.resize_y === 0 ? hires.scale : 1;
  const second = hires
    ? (hires.resize_x || width * scale) *
      (hires.resize_y || height * scale) *
      (hires.second_pass_steps || steps) *
      hires.denoising_strength
    : 0;
  return (first + second) * pictures;
}

const sizeOf = ({ checkpointId, width, height }: Effort) => `${checkpointId} ${width}×${height}`;

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/**
 * How long requests take, by what was measured lately: of the same checkpoint at the same size, else of the same
 * checkpoint, else of any. Answers seconds, or null when nothing was measured at all.
 */
export function secondsByMeasurement(measured: readonly MeasuredEffort[]): (effort: Effort) => number | null {
  const rates = new Map<string, number[]>();
  for (const job of measured) {
    const rate = job.deviceMs / 1000 / workOf(job);
    for (const key of [sizeOf(job), job.checkpointId, '']) rates.set(key, [...(rates.get(key) ?? []), rate]);
  }
  const medians = new Map([...rates].map(([key, values]) => [key, median(values)]));
  return (effort) => {
    const rate = medians.get(sizeOf(effort)) ?? medians.get(effort.checkpointId) ?? medians.get('');
    return rate === undefined ? null : rate * workOf(effort);
  };
}

interface Queue {
  /** How many workers take jobs. */
  workers: number;
  running: readonly QueuedEffort[];
  /** In the order they will be claimed. */
  waiting: readonly QueuedEffort[];
}

/**
 * When each job will start and how long it takes, if nothing else comes: every worker that gets free takes the next one.
 * Behind a job that can't be estimated, or without workers, no start can be told.
 */
export function estimateQueue(
  { workers, running, waiting }: Queue,
  secondsOf: (effort: Effort) => number | null,
): Map<string, QueueEstimate> {
  const estimates = new Map<string, QueueEstimate>();
  const freeAt: number[] = Array.from({ length: Math.max(0, workers - running.length) }, () => 0);
  for (const job of running) {
    const takes = secondsOf(job);
    const left = job.leftSeconds ?? (takes === null ? null : Math.max(0, takes - job.ranSeconds));
    estimates.set(job.id, { startsIn: null, takes });
    freeAt.push(left ?? Number.POSITIVE_INFINITY);
  }
  for (const job of waiting) {
    freeAt.sort((a, b) => a - b);
    const start = freeAt[0] ?? Number.POSITIVE_INFINITY;
    const takes = secondsOf(job);
    estimates.set(job.id, { startsIn: Number.isFinite(start) ? start : null, takes });
    if (freeAt.length > 0) freeAt[0] = start + (takes ?? Number.POSITIVE_INFINITY);
  }
  return estimates;
}
