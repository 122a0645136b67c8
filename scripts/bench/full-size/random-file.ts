import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { halfOf } from './half';

const CHUNK = 2 ** 22;
const LEVELS = 2 ** 12;
/** What must stay free on the disk besides. */
const RESERVE = 2 * 2 ** 30;

/** Where the benchmark keeps what it makes once. */
const cacheFolder = () => process.env.ATELIER_BENCH_DIR ?? path.join(tmpdir(), 'atelier-bench-cache');

export interface RandomTensor {
  shape: number[];
  /** Its numbers are evenly spread over `middle` ± `width`. */
  middle: number;
  width: number;
}

const elements = (shape: number[]) => shape.reduce((a, b) => a * b, 1);

/** Endless pieces of half-precision numbers (xorshift32, Marsaglia 2003): the same for the same seed. */
function* draws(seed: number, { shape, middle, width }: RandomTensor) {
  const values = Uint16Array.from({ length: LEVELS }, (_, i) =>
    halfOf(middle + width * ((2 * i + 1) / LEVELS - 1)),
  );
  const count = elements(shape);
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  for (let done = 0; done < count; done += CHUNK) {
    const piece = new Uint16Array(Math.min(CHUNK, count - done));
    for (let i = 0; i < piece.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      piece[i] = values[state >>> 20]!;
    }
    yield piece;
  }
}

/**
 * A safetensors file of random half-precision tensors, made once and then found again.
 * @param name without ending; other contents need another one
 * @returns its path
 * @throws Error when there is no room for it
 */
export async function randomFile(name: string, tensors: ReadonlyMap<string, RandomTensor>): Promise<string> {
  const folder = cacheFolder();
  await mkdir(folder, { recursive: true });
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const [tensor, { shape }] of tensors) {
    const end = at + 2 * elements(shape);
    header[tensor] = { dtype: 'F16', shape, data_offsets: [at, end] };
    at = end;
  }
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(BigInt(text.length));
  const size = start.length + text.length + at;
  const file = path.join(folder, `${name}.safetensors`);
  if ((await stat(file).catch(() => undefined))?.size === size) return file;

  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < size + RESERVE) {
    throw new Error(
      `${folder} has no room for a file of ${(size / 1e9).toFixed(1)} GB; name another folder in ATELIER_BENCH_DIR.`,
    );
  }
  const unfinished = `${file}.${process.pid}`;
  const out = await open(unfinished, 'w');
  try {
    await out.write(start);
    await out.write(text);
    let seed = 1;
    for (const tensor of tensors.values()) {
      for (const piece of draws(seed++, tensor)) await out.write(piece);
    }
    await out.close();
    await rename(unfinished, file);
  } catch (error) {
    await out.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
  return file;
}
