import { readdir } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { chooseDevice, type DeviceOptions } from './device';
import { runtimeError, tryDevice } from './session';

async function chosen(options: DeviceOptions, trial: (name: string) => void = () => {}) {
  const said: string[] = [];
  const device = await chooseDevice(
    options,
    (level, message) => said.push(`${level}: ${message}`),
    async ({ name }) => trial(name),
  );
  return { device, said };
}
const nothingWorks = (name: string) => {
  throw runtimeError(new Error(`no ${name} here\nat line 5`));
};

describe('chooseDevice', () => {
  it('takes the CPU without a word', async () => {
    for (const device of ['cpu', 'auto', undefined]) {
      const { device: taken, said } = await chosen({ device }, nothingWorks);
      expect(taken).toEqual({ name: 'cpu', threads: availableParallelism() });
      expect(said).toEqual([]);
    }
  });

  it.each([
    ['cuda', { name: 'cuda' }],
    ['cuda:1', { name: 'cuda', index: 1 }],
    ['webgpu', { name: 'webgpu' }],
    ['dml', { name: 'dml' }],
    ['coreml', { name: 'coreml' }],
  ])('takes %s if it works', async (wanted, expected) => {
    const { device, said } = await chosen({ device: wanted, threads: 3 });
    expect(device).toEqual({ ...expected, threads: 3 });
    expect(said).toEqual([]);
  });

  it('falls back to the CPU with a warning that says why', async () => {
    const { device, said } = await chosen({ device: 'cuda:1', threads: 3.7 }, nothingWorks);
    expect(device).toEqual({ name: 'cpu', threads: 3 });
    expect(said).toEqual([
      'warn: The device "cuda:1" does not work here; the CPU is used instead. no cuda here',
    ]);
  });

  it('leaves out what only the makers of the runtime understand', async () => {
    const { said } = await chosen({ device: 'webgpu' }, () => {
      throw runtimeError(
        new Error('/src/context.cc:136 Initialize() adapter.ok was false. No adapter found'),
      );
    });
    expect(said[0]).toMatch(/is used instead\. No adapter found$/);
  });

  it('names the devices there are when it does not know one', async () => {
    const { device, said } = await chosen({ device: 'tpu' });
    expect(device.name).toBe('cpu');
    expect(said[0]).toMatch(/"tpu" is unknown.*auto, cpu, cuda/);
  });

  it('takes a named acceleration', async () => {
    expect((await chosen({ acceleration: 'none' })).device.acceleration).toBe('none');
    const { device, said } = await chosen({ acceleration: 'warp' });
    expect(device).not.toHaveProperty('acceleration');
    expect(said).toEqual([expect.stringMatching(/warn: .*"warp" is not available/)]);
  });
});

it('tries a device by computing on it', async () => {
  await expect(tryDevice({ name: 'cpu', threads: 1 })).resolves.toBeUndefined();
  await expect(tryDevice({ name: 'coreml', threads: 1 })).rejects.toMatchObject({ code: 'device' });
});

it('tells lack of memory from other failures', () => {
  expect(runtimeError(new Error('std::bad_alloc')).code).toBe('out-of-memory');
  expect(runtimeError(new Error('Failed to allocate memory for requested buffer')).code).toBe(
    'out-of-memory',
  );
  expect(runtimeError('no kernel')).toMatchObject({ code: 'device', cause: 'no kernel' });
});

it('the runtime reports nothing: it prepares no log of reports', async () => {
  await tryDevice({ name: 'cpu', threads: 1 });
  expect((await readdir(tmpdir())).filter((name) => /^mat-debug|^\.ses$/.test(name))).toEqual([]);
});
