import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { golden, STARTER_LORA } from './engine/testing/paths';
import { engine, request } from './testing-engine';

let folder = '';
let cacheFolder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-engine-cache-'));
  cacheFolder = path.join(folder, 'engine');
});
afterEach(() => rm(folder, { recursive: true }));

const names = () => readdir(cacheFolder).catch(() => []);
const copies = async () => (await names()).filter((name) => name.endsWith('.safetensors'));

describe("the engine's cache", { timeout: 60_000 }, () => {
  it('is filled after the first picture, and no picture changes by it, with a LoRA or without', async () => {
    const lora = { kind: 'lora', name: 'sepia', path: STARTER_LORA, teWeight: 1, unetWeight: 1 } as const;
    const pictures = [request(), request({ adapters: [lora] })];
    const draw = async (options: { cacheFolder?: string }, whenDone = async () => {}) => {
      const { host, run, of } = engine(() => {}, options);
      await run('first', [pictures]);
      await whenDone();
      await run('second', [pictures]);
      await host.close();
      expect(of('failed')).toEqual([]);
      return [...of('picture', 'first'), ...of('picture', 'second')].map(({ pixels }) =>
        Buffer.from(pixels.rgb).toString('base64'),
      );
    };
    const plain = await draw({});
    const filling = await draw({ cacheFolder }, () => expect.poll(copies).toHaveLength(1));
    expect(filling).toEqual(plain);
    expect(await draw({ cacheFolder })).toEqual(plain);
  });

  it('gives way to jobs: what was begun is finished when they are done', async () => {
    const { host, run, of } = engine(() => {}, { cacheFolder });
    await run('a', [[request()]]);
    await expect.poll(names, { interval: 1 }).not.toEqual([]);
    await Promise.all(['b', 'c'].map((id) => run(id, [[request({ steps: 2 })]])));
    await run('bad', [[request()]], { checkpoint: '/no/such.safetensors' });
    expect(of('done')).toHaveLength(3);
    await expect.poll(copies).toHaveLength(1);
    expect(await names()).toHaveLength(1);
    await host.close();
  });

  it('is left tidy by an engine that stops while it writes', async () => {
    const { host, run } = engine(() => {}, { cacheFolder });
    await run('a', [[request({ steps: 1 })]]);
    await expect.poll(names, { interval: 1 }).not.toEqual([]);
    await host.close();
    expect((await names()).filter((name) => !name.endsWith('.safetensors'))).toEqual([]);
  });

  it('cannot be written: everything goes on, and it is said once', async () => {
    const said: string[] = [];
    const { host, run, of } = engine(() => {}, {
      cacheFolder: path.join(golden('model.py'), 'engine'),
      log: (level, message) => said.push(`${level}: ${message}`),
    });
    for (const id of ['a', 'b']) await run(id, [[request({ steps: 1 })]]);
    await expect.poll(() => said.filter((line) => line.startsWith('warn'))).toHaveLength(1);
    await host.close();
    expect(of('done')).toHaveLength(2);
  });
});
