import { open } from 'node:fs/promises';
import { z } from 'zod';

/** What the catalogue reads of a model’s file that is not a checkpoint. */
export interface SafetensorsHeader {
  /** What its author wrote into it. */
  metadata: Record<string, string>;
  /** Of each tensor, by name. */
  shapes: Map<string, readonly number[]>;
}

/** Bytes; LoRAs with thousands of training words in theirs have less than 1 MiB. */
const LARGEST = 16 * 1024 * 1024;
/** Bytes of headers that are kept, and files. */
const KEPT_BYTES = 64 * 1024 * 1024;

const schema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string()).catch({});
const tensorSchema = z.object({ shape: z.array(z.number()) });

interface Kept {
  bytes: number;
  header: SafetensorsHeader | null;
}
/** By path, size and time: a file in another state has another header. Oldest first. */
const kept = new Map<string, Kept>();
let keptBytes = 0;

function keep(key: string, entry: Kept): void {
  kept.set(key, entry);
  keptBytes += entry.bytes;
  for (const [oldest, { bytes }] of kept) {
    if (keptBytes <= KEPT_BYTES) return;
    kept.delete(oldest);
    keptBytes -= bytes;
  }
}

function parsed(text: string): SafetensorsHeader | null {
  try {
    const { __metadata__, ...tensors } = schema.parse(JSON.parse(text));
    const shapes = Object.entries(tensors).map(
      ([name, tensor]) => [name, tensorSchema.parse(tensor).shape] as const,
    );
    return { metadata: metadataSchema.parse(__metadata__ ?? {}), shapes: new Map(shapes) };
  } catch {
    return null;
  }
}

/**
 * The header of a safetensors file; null for one that is damaged, removed or can’t be read: that is told where the model is
 * used. Its tensors are not looked at.
 * @see https://github.com/huggingface/safetensors#format
 */
export async function readSafetensorsHeader(path: string): Promise<SafetensorsHeader | null> {
  const file = await open(path).catch(() => null);
  if (!file) return null;
  try {
    const { size, mtimeMs } = await file.stat();
    const key = `${path} ${size} ${mtimeMs}`;
    const known = kept.get(key);
    if (known) return known.header;
    const length = Number((await file.read(Buffer.alloc(8), 0, 8, 0)).buffer.readBigUInt64LE());
    const isSound = length <= LARGEST && 8 + length <= size;
    const header = isSound
      ? parsed((await file.read(Buffer.alloc(length), 0, length, 8)).buffer.toString())
      : null;
    keep(key, { bytes: key.length + (isSound ? length : 0), header });
    return header;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/** Headers read at a time: a folder may hold thousands of files on a slow disk. */
const AT_ONCE = 16;

/** Headers of many files, in their order. */
export async function readSafetensorsHeaders(
  paths: readonly string[],
): Promise<(SafetensorsHeader | null)[]> {
  const headers: (SafetensorsHeader | null)[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    headers.push(...(await Promise.all(paths.slice(at, at + AT_ONCE).map(readSafetensorsHeader))));
  return headers;
}
