import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Device } from '@/worker/engine/device/device';
import { type Measure, median } from '../measure';
import { withTemporaryFolder } from '../temporary-folder';

const PROGRAM = fileURLToPath(new URL('load-once.ts', import.meta.url));
const ROUNDS = 3;

interface Load {
  seconds: number;
  peakGiB: number;
}

/** Brings a file into the system's cache of files, so that loading is not reading a disk. */
async function warm(file: string): Promise<void> {
  for await (const _ of createReadStream(file, { highWaterMark: 2 ** 22 }));
}

/** SD 1.5 in half precision in fresh processes: from the checkpoint, and from what the engine's cache has of it. */
export async function measureLoading(checkpoint: string, { threads }: Device): Promise<Measure[]> {
  return withTemporaryFolder(async (folder) => {
    const load = async (...more: string[]): Promise<Load> => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', PROGRAM, checkpoint, folder, ...more],
        { env: { ...process.env, THREADS: String(threads) } },
      );
      return JSON.parse(stdout) as Load;
    };
    await warm(checkpoint);
    const first: Load[] = [];
    for (let i = 1; i <= ROUNDS; i++) first.push(await load(...(i === ROUNDS ? ['keep'] : [])));
    const again: Load[] = [];
    for (let i = 0; i < ROUNDS; i++) again.push(await load());
    const times = (loads: Load[]) => median(loads.map(({ seconds }) => seconds));
    const peak = (loads: Load[]) => Math.max(...loads.map(({ peakGiB }) => peakGiB));
    return [
      { what: 'load SD 1.5 fp16, file in memory', value: times(first), unit: 's', bar: 4 },
      { what: 'of it resident at most', value: peak(first), unit: 'GiB', bar: 3.8 },
      { what: "load it again, from the engine's own cache", value: times(again), unit: 's', bar: 1 },
      { what: 'of it resident at most', value: peak(again), unit: 'GiB' },
    ];
  });
}
