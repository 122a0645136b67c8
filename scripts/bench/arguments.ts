import { parseArgs } from 'node:util';

/**
 * What can be measured with small checkpoints, and with one of the size that people have; between them the product, because
 * watching it starts processes, which takes long from one that holds gigabytes.
 */
const ENGINE = ['networks', 'samplers', 'noise', 'batches', 'modes', 'lora', 'process'] as const;
const FULL_SIZE = ['loading', 'switching', 'pytorch', 'speed'] as const;
const PRODUCT = ['product', 'api', 'upload', 'lists', 'catalogue', 'gallery', 'studio'] as const;
const PARTS = [...ENGINE, ...PRODUCT, ...FULL_SIZE] as const;
export type Part = (typeof PARTS)[number];
const GROUPS = Object.entries({ engine: ENGINE, fullsize: FULL_SIZE });

export interface BenchOptions {
  parts: Part[];
  device: string;
  threads: number | undefined;
}

export const USAGE = `npm run bench [-- PART…] [-- --device NAME] [--threads N]

PART      ${PARTS.join(', ')};
          engine: the first ${ENGINE.length}, fullsize: the last ${FULL_SIZE.length}. All of them unless said.
--device  cpu, cuda, cuda:1, webgpu, dml, coreml: what networks run on; process and product keep to their own choice
--threads of one evaluation on the CPU; all cores unless said`;

/** @throws Error with what is wrong */
export function readArguments(given: string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { device: { type: 'string' }, threads: { type: 'string' } },
  });
  const wanted = new Set<string>(positionals.length > 0 ? positionals : PARTS);
  for (const [group, members] of GROUPS) {
    if (wanted.delete(group)) for (const part of members) wanted.add(part);
  }
  const parts = PARTS.filter((part) => wanted.delete(part));
  if (wanted.size > 0) throw new Error(`There is no part called ${[...wanted].join(', ')}.`);
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
    throw new Error(`--threads takes a whole number above 0, not "${values.threads}".`);
  }
  return { parts, device: values.device ?? 'cpu', threads };
}
