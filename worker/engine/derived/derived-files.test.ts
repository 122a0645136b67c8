import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { DerivedFiles, type DerivedFilesOptions } from './derived-files';
import type { DerivedTensor } from './derived-tensor';
import { ALIGNMENT } from './layout';

let folder = '';
let said: string[] = [];
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'atelier-derived-')), 'engine');
  said = [];
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

const TB = 1e12;
const KIND = 'ones-1';
const source = { path: '/models/ü a.safetensors', size: 123, modified: 456.75 };

function files(options: Partial<DerivedFilesOptions> = {}): DerivedFiles {
  const log: DerivedFilesOptions['log'] = (level, message) => said.push(`${level}: ${message}`);
  return new DerivedFiles({ folder, log, freeSpace: async () => TB, ...options });
}

const tensor = (name: string, values: number[]): DerivedTensor => ({
  name,
  dtype: 'F32',
  shape: [values.length],
  pieces: function* () {
    const bytes = new Uint8Array(Float32Array.from(values).buffer);
    yield bytes.subarray(0, 3);
    yield bytes.subarray(3);
  },
});
const TENSORS = [tensor('a', [1, 2, 3]), tensor('b', []), tensor('ü', [4])];

async function valuesOf(file: SafetensorsFile | undefined): Promise<Record<string, number[]>> {
  const bytes = await readFile(file!.path);
  const entries = [...file!.tensors].map(([name, { offset, length }]) => [
    name,
    [...new Float32Array(Uint8Array.from(bytes.subarray(offset, offset + length)).buffer)],
  ]);
  return Object.fromEntries(entries);
}
const WRITTEN = { a: [1, 2, 3], b: [], ü: [4] };

/** The one finished file of the folder. */
const only = async () => path.join(folder, (await readdir(folder))[0]!);

describe('a derived file', () => {
  it('is found by every process that asks for the same source and kind', async () => {
    expect(await files().find(source, KIND)).toBeUndefined();
    const written = await files().write(source, KIND, TENSORS, { metadata: { scale: '2' } });
    const found = await files().find(source, KIND);
    expect(found).toEqual(written);
    expect(await valuesOf(found)).toEqual(WRITTEN);
    expect(found?.metadata).toEqual({ scale: '2' });
    expect(said).toEqual([]);
  });

  it('has every tensor at an aligned place, in a file of the plain format', async () => {
    const written = await files().write(source, KIND, TENSORS);
    for (const { offset } of written!.tensors.values()) expect(offset % ALIGNMENT).toBe(0);
    expect([...written!.tensors.keys()]).toEqual(['a', 'b', 'ü']);
  });

  it.each([
    ['another path', { ...source, path: '/models/b.safetensors' }, KIND],
    ['another size', { ...source, size: 124 }, KIND],
    ['another time', { ...source, modified: 456.5 }, KIND],
    ['another kind', source, 'ones-2'],
  ])('is not that of %s', async (_, other, kind) => {
    await files().write(source, KIND, TENSORS);
    expect(await files().find(other, kind)).toBeUndefined();
    expect(await files().find(source, KIND)).toBeDefined();
  });

  it('is not kept without a folder', async () => {
    const none = files({ folder: undefined });
    expect(none.isKept).toBe(false);
    expect(await none.write(source, KIND, TENSORS)).toBeUndefined();
    expect(await none.find(source, KIND)).toBeUndefined();
    expect(said).toEqual([]);
  });

  it('is written once when asked for twice, and by several processes without harm', async () => {
    const one = files();
    const all = [one, one, files(), files()].map((each) => each.write(source, KIND, TENSORS));
    for (const written of await Promise.all(all)) expect(await valuesOf(written)).toEqual(WRITTEN);
    expect(await readdir(folder)).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it('may be deleted at any time', async () => {
    const both = files();
    await both.write(source, KIND, TENSORS);
    await rm(folder, { recursive: true });
    expect(await both.find(source, KIND)).toBeUndefined();
    expect(await valuesOf(await both.write(source, KIND, TENSORS))).toEqual(WRITTEN);
    await both.forget(source, KIND);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a spoilt file', () => {
  const change = async (file: string, at: number, text: string) => {
    const bytes = await readFile(file);
    bytes.write(text, at);
    await writeFile(file, bytes);
  };
  it.each<[string, (file: string) => Promise<unknown>]>([
    ['cut short', async (file) => truncate(file, (await stat(file)).size - 1)],
    ['empty', (file) => truncate(file, 0)],
    ['longer', async (file) => truncate(file, (await stat(file)).size + 4096)],
    ['with a header that is none', (file) => change(file, 8, 'nonsense')],
    ['with an absurd length of the header', (file) => change(file, 0, '\xff\xff\xff\xff\xff')],
    ['with other numbers', async (file) => change(file, (await stat(file)).size - 64, 'xx')],
    [
      'that another source has made',
      async (file) => change(file, (await readFile(file)).indexOf('/models'), '/nodels'),
    ],
    ['that is a folder', (file) => rm(file).then(() => mkdir(path.join(file, 'inner'), { recursive: true }))],
    ['that is a link', (file) => rm(file).then(() => symlink('/etc/hostname', file))],
    ['that is a link to nowhere', (file) => rm(file).then(() => symlink('/no/such/file', file))],
    ['that is a pickle', (file) => writeFile(file, Buffer.from('80049500', 'hex'))],
  ])('%s is deleted and made again', async (_, spoil) => {
    const cache = files();
    await cache.write(source, KIND, TENSORS);
    await spoil(await only());
    expect(await cache.find(source, KIND)).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/^warn: .* was damaged and is made again/)]);
    expect(await readdir(folder)).toEqual([]);
    expect(await valuesOf(await cache.write(source, KIND, TENSORS))).toEqual(WRITTEN);
  });
});

describe('the disk', () => {
  const sized = async () => (await stat((await files().write(source, KIND, TENSORS))!.path)).size;
  const another = (n: number) => ({ ...source, size: n });

  it('holds no more than the bound: those unused for longest go first', async () => {
    const bytes = 3 * (await sized());
    const cache = files({ bounds: { bytes, share: 1 } });
    for (const n of [1, 2]) await cache.write(another(n), KIND, TENSORS);
    // The clock of a file system may be coarse.
    const [first, second] = await Promise.all([cache.find(source, KIND), cache.find(another(1), KIND)]);
    await utimes(first!.path, 2000, new Date(first!.modified));
    await utimes(second!.path, 1000, new Date(second!.modified));
    await cache.write(another(3), KIND, TENSORS);
    expect(await readdir(folder)).toHaveLength(3);
    expect(await cache.find(another(1), KIND)).toBeUndefined();
    await cache.write(another(4), KIND, TENSORS);
    const left = await Promise.all(
      [source, another(2), another(3), another(4)].map((of) => cache.find(of, KIND)),
    );
    expect(left.filter(Boolean)).toHaveLength(3);
    expect(said).toEqual([]);
  });

  it.each([
    ['the bound', { bounds: { bytes: 100, share: 1 } }],
    ['a part of what is free', { bounds: { bytes: TB, share: 0.1 }, freeSpace: async () => 1000 }],
  ])('keeps no file larger than %s, and none goes for it', async (_, options) => {
    await files().write(source, KIND, TENSORS);
    expect(await files(options).write(another(1), KIND, TENSORS)).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/^info: No room for 1 MB in the engine's cache/)]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('that fails is told once; nothing half is left', async () => {
    const failing: DerivedTensor = {
      ...tensor('a', [1]),
      pieces: () => {
        throw new Error('ENOSPC: no space left on device');
      },
    };
    const cache = files();
    for (const tensors of [[failing], [TENSORS[0]!, failing], [{ ...TENSORS[0]!, shape: [2] }]]) {
      expect(await cache.write(source, KIND, tensors)).toBeUndefined();
    }
    expect(await cache.write(source, KIND, [{ ...TENSORS[0]!, shape: [4] }])).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/^warn: The engine's cache could not be written.*ENOSPC/)]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['a file in the way', 'a folder that cannot be'])('with %s keeps nothing', async (what) => {
    const parent = path.dirname(folder);
    await writeFile(path.join(parent, 'file'), '');
    const place = what === 'a file in the way' ? path.join(parent, 'file') : '/proc/nothing/here';
    const cache = files({ folder: place });
    for (let i = 0; i < 2; i++) {
      expect(await cache.write(source, KIND, TENSORS)).toBeUndefined();
      expect(await cache.find(source, KIND)).toBeUndefined();
    }
    expect(said).toEqual([expect.stringMatching(/^warn: The engine's cache could not be written/)]);
  });

  it('is left clean by a writer that gives up, and cleaned after one that was killed', async () => {
    const stop = new AbortController();
    let pieces = 0;
    const rest = async () => {
      if (++pieces === 3) stop.abort();
    };
    expect(await files().write(source, KIND, TENSORS, { rest, signal: stop.signal })).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);

    await writeFile(path.join(folder, 'killed.unfinished'), 'half');
    await writeFile(path.join(folder, 'writing.unfinished'), 'half');
    await utimes(path.join(folder, 'killed.unfinished'), 0, 0);
    await files().write(source, KIND, TENSORS);
    expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([
      'writing.unfinished',
    ]);
    expect(said).toEqual([]);
  });
});
