import type { Device } from '@/worker/engine/device/device';
import type { PictureRequest, Txt2ImgRequest } from '@/worker/engine/pipeline/request';
import type { Pixels } from '@/worker/engine/pixels';
import { STARTER } from '@/worker/engine/testing/paths';
import { EngineHost } from '@/worker/engine-host';
import type { JobEvent } from '@/worker/engine-protocol';

/** A picture of the starter at its own size. */
export const starterRequest = (changes: Partial<Txt2ImgRequest> = {}): Txt2ImgRequest => ({
  prompt: 'a cute dog',
  negativePrompt: '',
  width: 128,
  height: 128,
  steps: 20,
  cfgScale: 7,
  sampler: 'Euler',
  scheduler: 'Automatic',
  seed: 1,
  clipSkip: 1,
  ...changes,
});

/** An engine in this process that draws batches of the starter, one after another. */
export class Drawing {
  readonly #host: EngineHost;
  #events: JobEvent[] = [];
  #ended: () => void = () => {};
  #jobs = 0;

  /** @param cacheFolder where the engine keeps what it computes from checkpoints; some accelerations need one */
  constructor(device: Device, cacheFolder?: string) {
    this.#host = new EngineHost({
      device,
      cacheFolder,
      log: (level, message) => {
        if (level !== 'info') process.stderr.write(`${message}\n`);
      },
      emit: (event) => {
        this.#events.push(event);
        if (event.type === 'done' || event.type === 'failed') this.#ended();
      },
    });
  }

  /** The pictures of one batch, in order. @throws Error when the job fails */
  async draw(pictures: PictureRequest[]): Promise<Pixels[]> {
    this.#events = [];
    const ended = new Promise<void>((resolve) => {
      this.#ended = resolve;
    });
    await this.#host.run({
      id: `job ${++this.#jobs}`,
      checkpoint: STARTER,
      batches: [pictures],
      previewEvery: 0,
    });
    await ended;
    const drawn: Pixels[] = [];
    for (const event of this.#events) {
      if (event.type === 'failed') throw new Error(event.error.message);
      if (event.type === 'picture') drawn[event.index] = event.pixels;
    }
    return drawn;
  }

  async close(): Promise<void> {
    await this.#host.close();
  }
}
