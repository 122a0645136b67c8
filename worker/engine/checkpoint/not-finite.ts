import { type FileHandle, open } from 'node:fs/promises';
import type { Dtype } from './dtype';
import type { SafetensorsFile } from './safetensors';

const CHUNK_BYTES = 8 * 2 ** 20;

/** All ones in the exponent: NaN or infinity. */
const SCANS: Partial<Record<Dtype, (bytes: Uint8Array) => boolean>> = {
  F16: (bytes) =>
    new Uint16Array(bytes.buffer, 0, bytes.length / 2).some((bits) => (bits & 0x7c00) === 0x7c00),
  BF16: (bytes) =>
    new Uint16Array(bytes.buffer, 0, bytes.length / 2).some((bits) => (bits & 0x7f80) === 0x7f80),
  F32: (bytes) =>
    new Uint32Array(bytes.buffer, 0, bytes.length / 4).some((bits) => (bits & 0x7f800000) === 0x7f800000),
};

async function holdsNotFinite(
  handle: FileHandle,
  offset: number,
  length: number,
  scan: (bytes: Uint8Array) => boolean,
): Promise<boolean> {
  for (let at = 0; at < length; at += CHUNK_BYTES) {
    const bytes = new Uint8Array(Math.min(CHUNK_BYTES, length - at));
    await handle.read(bytes, 0, bytes.length, offset + at);
    if (scan(bytes)) return true;
  }
  return false;
}

/**
 * The name of the first tensor under `prefix` whose weights are not all numbers. Reads all of them: seconds for a
 * whole checkpoint, so it is asked only when a network has answered NaN.
 */
export async function firstNotFinite(file: SafetensorsFile, prefix: string): Promise<string | undefined> {
  const handles = new Map<string, FileHandle>();
  try {
    for (const [name, tensor] of file.tensors) {
      const scan = SCANS[tensor.dtype];
      if (!name.startsWith(prefix) || !scan) continue;
      const place = tensor.file ?? file.path;
      const handle = handles.get(place) ?? (await open(place).catch(() => undefined));
      // A file that is gone tells nothing any more.
      if (!handle) return undefined;
      handles.set(place, handle);
      if (await holdsNotFinite(handle, tensor.offset, tensor.length, scan)) return name;
    }
    return undefined;
  } finally {
    for (const handle of handles.values()) await handle.close();
  }
}
