import type { PictureRequest, Txt2ImgRequest } from './engine/pipeline/request';
import { STARTER } from './engine/testing/paths';
import { EngineHost, type EngineHostOptions } from './engine-host';
import type { EngineJob, JobEvent } from './engine-protocol';

/** A small picture of the starter. */
export const request = (changes: Partial<Txt2ImgRequest> = {}): Txt2ImgRequest => ({
  prompt: 'a cute dog',
  negativePrompt: '',
  width: 64,
  height: 64,
  steps: 6,
  cfgScale: 7,
  sampler: 'Euler a',
  scheduler: 'Automatic',
  seed: 5,
  clipSkip: 1,
  ...changes,
});

/** An engine whose events are kept, and on which one can react to an event between two steps. */
export function engine(
  react: (event: JobEvent, host: EngineHost) => void = () => {},
  options: Partial<EngineHostOptions> = {},
) {
  const events: JobEvent[] = [];
  const waiting = new Map<string, () => void>();
  const host: EngineHost = new EngineHost({
    device: { name: 'cpu', threads: 2 },
    log: () => {},
    ...options,
    emit: (event) => {
      events.push(event);
      react(event, host);
      if (event.type === 'done' || event.type === 'failed') waiting.get(event.jobId)?.();
    },
  });
  const run = (id: string, batches: PictureRequest[][], job: Partial<EngineJob> = {}) =>
    new Promise<void>((resolve) => {
      waiting.set(id, resolve);
      void host.run({ id, checkpoint: STARTER, batches, previewEvery: 0, ...job });
    });
  const of = <T extends JobEvent['type']>(type: T, jobId?: string) =>
    events.filter(
      (e): e is Extract<JobEvent, { type: T }> => e.type === type && (!jobId || e.jobId === jobId),
    );
  return { host, run, events, of };
}
