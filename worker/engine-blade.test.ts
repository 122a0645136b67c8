import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Acceleration } from './engine/device/device';
import type { Txt2ImgRequest } from './engine/pipeline/request';
import type { Pixels } from './engine/pixels';
import { structuralSimilarity } from './engine/testing/ssim';
import { temporaryFolder } from './engine/testing/temporary-folder';
import { engine, request as starterRequest } from './testing-engine';

const request = (changes: Partial<Txt2ImgRequest> = {}) =>
  starterRequest({ width: 128, height: 128, steps: 20, ...changes });

function started(acceleration: Acceleration, cacheFolder?: string) {
  const { host, run, of } = engine(() => {}, {
    device: { name: 'cpu', threads: 2, acceleration },
    cacheFolder,
  });
  let jobs = 0;
  const tell = async (...pictures: Txt2ImgRequest[]) => {
    const id = `job ${jobs++}`;
    await run(id, [pictures]);
    expect(of('failed', id)).toEqual([]);
    return of('picture', id).sort((a, b) => a.index - b.index);
  };
  const draw = async (...pictures: Txt2ImgRequest[]): Promise<Pixels[]> =>
    (await tell(...pictures)).map(({ pixels }) => pixels);
  return { host, draw, tell };
}

describe('the blade mode', { timeout: 180_000 }, () => {
  let plain: ReturnType<typeof started>;
  let blade: ReturnType<typeof started>;
  beforeAll(async () => {
    const folder = path.join(await temporaryFolder(), 'engine');
    plain = started('xformers', folder);
    blade = started('blade', folder);
  });
  afterAll(async () => {
    await plain.host.close();
    await blade.host.close();
  });

  it.each<Partial<Txt2ImgRequest>>([
    { sampler: 'Euler a', prompt: 'a red house, night sky', seed: 2 },
    { sampler: 'DPM++ 2M', scheduler: 'Karras', prompt: 'a castle on a mountain, sunset', seed: 11 },
    { sampler: 'DDIM', prompt: 'a cat on a table', negativePrompt: 'blurry', seed: 3, steps: 16 },
    { sampler: 'UniPC', prompt: '[a cat:a dog:0.5], beach', seed: 5 },
    { sampler: 'DPM++ 2M', prompt: 'a cat, beach AND a blue sky:0.5', seed: 9 },
  ])('draws nearly the same picture %o', async (changes) => {
    const [expected] = await plain.draw(request(changes));
    const [drawn] = await blade.draw(request(changes));
    const similarity = structuralSimilarity(drawn!, expected!);
    expect(similarity).toBeLessThan(1);
    expect(similarity).toBeGreaterThan(0.95);
  });

  it('draws the exact picture when a request asks for it, beside others and with the hires fix', async () => {
    const hires = { upscaler: 'Latent', size: { scale: 1.5 }, steps: 2, denoisingStrength: 0.6 } as const;
    const exact = request({ steps: 3, hires });
    const [expected] = await plain.draw(exact);
    const drawn = await blade.tell(request({ steps: 3, hires }), { ...exact, exact: true });
    expect(drawn.map(({ isExact }) => isExact)).toEqual([false, true]);
    expect(drawn[1]!.pixels).toEqual(expected);
    expect(drawn[0]!.pixels).not.toEqual(expected);
  });

  it('without its bytes says of each picture whether it is exact: guidance may still be left out', async () => {
    const without = started('blade');
    const small = { width: 64, height: 64, sampler: 'DPM++ 2M', scheduler: 'Karras', seed: 11 } as const;
    for (const [wanted, isExact] of [
      [request({ ...small, cfgScale: 1, steps: 3 }), true],
      [request({ ...small, steps: 12 }), false],
    ] as const) {
      const [expected] = await plain.draw(wanted);
      const [drawn] = await without.tell(wanted);
      expect(drawn!.isExact).toBe(isExact);
      if (isExact) expect(drawn!.pixels).toEqual(expected);
      else expect(drawn!.pixels).not.toEqual(expected);
    }
    await without.host.close();
  });

  it('gives a picture the same bytes alone and in a batch of four', async () => {
    const pictures = ['a dog', 'a red car', 'a star, night sky', 'a boat AND a fish'].map((prompt, i) =>
      request({ prompt, seed: i, steps: 12, sampler: i % 2 ? 'Heun' : 'DPM++ 2M' }),
    );
    const batch = await blade.draw(...pictures);
    for (const [i, picture] of pictures.entries()) expect(await blade.draw(picture)).toEqual([batch[i]]);
  });
});
