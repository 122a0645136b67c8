/** Hashes files beside the page, slice by slice: a file of many GB is never in memory. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const SLICE = 4 * 1024 * 1024;

export interface HashQuestion {
  id: number;
  file: File;
}

export interface HashAnswer {
  id: number;
  /** Null: the file could not be read to its end. */
  sha256: string | null;
}

async function hashOf(file: File): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += SLICE)
    hash.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
  return bytesToHex(hash.digest());
}

addEventListener('message', async ({ data: { id, file } }: MessageEvent<HashQuestion>) => {
  const answer: HashAnswer = { id, sha256: await hashOf(file).catch(() => null) };
  postMessage(answer);
});
