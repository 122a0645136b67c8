import { utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../testing/write-safetensors';
import { AdapterShelf } from './adapter-shelf';

describe('AdapterShelf', () => {
  const reading = () => {
    const reads: string[] = [];
    const read = async (path: string) => {
      reads.push(path);
      return { bytes: 10 };
    };
    return { reads, read };
  };

  it('reads a file once for each use', async () => {
    const { reads, read } = reading();
    const shelf = new AdapterShelf();
    const path = await temporaryFile(Buffer.from('a'));
    const first = await shelf.get(path, 'sd1', read);
    expect(await shelf.get(path, 'sd1', read)).toEqual(first);
    await shelf.get(path, 'sdxl', read);
    expect(reads).toHaveLength(2);
  });

  it('reads again what changed, under another key', async () => {
    const { reads, read } = reading();
    const shelf = new AdapterShelf();
    const path = await temporaryFile(Buffer.from('a'));
    const { key } = await shelf.get(path, 'sd1', read);
    await utimes(path, 1, 1);
    expect((await shelf.get(path, 'sd1', read)).key).not.toBe(key);
    expect(reads).toHaveLength(2);
  });

  it('drops the longest unused when it is full', async () => {
    const { reads, read } = reading();
    const shelf = new AdapterShelf(20);
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((text) => temporaryFile(Buffer.from(text))));
    for (const path of [a!, b!, a!, c!, a!, b!]) await shelf.get(path, '', read);
    expect(reads).toEqual([a, b, c, b]);
  });

  it('keeps nothing of a file that cannot be read', async () => {
    const shelf = new AdapterShelf();
    const fail = async (): Promise<{ bytes: number }> => Promise.reject(new Error('no'));
    await expect(shelf.get('/no/such', '', fail)).rejects.toThrow('no');
    const { read } = reading();
    expect((await shelf.get('/no/such', '', read)).value).toEqual({ bytes: 10 });
  });
});
