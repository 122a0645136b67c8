import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import { golden, STARTER } from '../testing/paths';
import { storedAs } from '../testing/stored-as';
import { CheckpointCache, type KeepPolicy } from './checkpoint-cache';
import { checkpointMemory } from './checkpoint-memory';
import { openCheckpoint } from './open-checkpoint';

const GiB = 2 ** 30;
const PATHS = ['sd1', 'sd2', 'sdxl'].map((family) => golden(`networks-${family}.safetensors`));

/** A machine whose memory is used by what the cache holds, and the cache on it. */
async function machine(keep: KeepPolicy, bytes: number) {
  const [a, b, c] = await Promise.all(PATHS.map((path) => openCheckpoint(path)));
  const all = [a!, b!, c!];
  const cache: CheckpointCache = new CheckpointCache({
    device: { name: 'cpu', threads: 2 },
    log: () => {},
    keep,
    freeMemory: () =>
      bytes -
      all
        .filter(({ key }) => cache.has(key))
        .reduce((sum, { file }) => sum + checkpointMemory(file).copied, 0),
  });
  const held = () => all.map(({ key }) => cache.has(key));
  return { cache, held, a: all[0]!, b: all[1]!, c: all[2]! };
}

describe('CheckpointCache', { timeout: 60_000 }, () => {
  it('keeps one', async () => {
    const { cache, held, a, b } = await machine('one', 100 * GiB);
    await cache.load(a);
    await cache.load(b);
    expect(held()).toEqual([false, true, false]);
    await cache.release();
    expect(held()).toEqual([false, false, false]);
  });

  it('keeps several while enough stays free, and gives up the one unused for longest', async () => {
    const size = async (path: string) => checkpointMemory(await readCheckpoint(path)).copied;
    const [first = 0, second = 0, third = 0] = await Promise.all(PATHS.map(size));
    const { cache, held, a, b, c } = await machine({ reserved: GiB }, GiB + first + second + third - 1);
    await cache.load(a);
    await cache.load(b);
    expect(held()).toEqual([true, true, false]);
    expect(cache.get(a.key)?.checkpoint).toBe(a);
    await cache.load(c);
    expect(held()).toEqual([true, false, true]);
    await cache.release();
  });

  it.each([
    ['gives up', -1, [false, true]],
    ['keeps', 0, [true, true]],
  ])('counts mapped files as used, which the kernel calls free: %s the one before', async (_, more, held) => {
    const wide = await openCheckpoint(await storedAs(PATHS[0]!, 'F32'));
    const next = await openCheckpoint(PATHS[1]!);
    const { mapped } = checkpointMemory(wide.file);
    const cache = new CheckpointCache({
      device: { name: 'cpu', threads: 2 },
      log: () => {},
      keep: { reserved: GiB },
      freeMemory: () => GiB + mapped + checkpointMemory(next.file).copied + more,
    });
    await cache.load(wide);
    await cache.load(next);
    expect([wide, next].map(({ key }) => cache.has(key))).toEqual(held);
    await cache.release();
  });

  it('loads one into the reserve rather than none', async () => {
    const { cache, held, a, b } = await machine({ reserved: 100 * GiB }, GiB);
    await cache.load(a);
    await cache.load(b);
    expect(held()).toEqual([false, true, false]);
    await cache.release();
  });

  it('refuses what does not fit even alone, before loading it', async () => {
    const { cache, held, a } = await machine('one', 1000);
    await expect(cache.load(a)).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/takes 0\.0 GiB of memory and 0\.0 GiB are free/),
    });
    expect(held()).toEqual([false, false, false]);
  });

  it('knows the size of a checkpoint from its header', async () => {
    const parameters = 18_028_328;
    const { copied, mapped } = checkpointMemory(await readCheckpoint(STARTER));
    expect(copied / parameters / 4).toBeCloseTo(1.1, 2);
    expect(mapped).toBe(0);
  });
});
