import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const CHUNK_BYTES = 1024 * 1024;

/** SHA-256 of a file, in hex. Read in pieces: checkpoints are gigabytes. */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), hash, { signal });
  return hash.digest('hex');
}

const LEGACY_OFFSET = 0x100000;
const LEGACY_BYTES = 0x10000;

/** The eight-digit hash of old WebUI versions: SHA-256 of 64 KiB one MiB into the file. Old pictures name it. */
export async function legacyHash(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LEGACY_BYTES), 0, LEGACY_BYTES, LEGACY_OFFSET);
    return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex').slice(0, 8);
  } finally {
    await file.close();
  }
}
