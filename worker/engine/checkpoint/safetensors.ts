import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { EngineError } from '../errors';
import { refuseForeignFile } from './foreign-file';
import { MAX_HEADER_BYTES, parseSafetensorsHeader, type SafetensorsHeader } from './safetensors-header';

/** A checked safetensors file; its data stays on disk. */
export interface SafetensorsFile extends SafetensorsHeader {
  /** Absolute, all links followed. */
  path: string;
  size: number;
  /** Time of its last change, milliseconds. */
  modified: number;
}

const damaged = (message: string) => new EngineError('checkpoint-damaged', message);

async function readExactly(handle: FileHandle, length: number, position: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw damaged('The file became shorter while it was read. Upload it again.');
    done += bytesRead;
  }
  return buffer;
}

async function readHeader(handle: FileHandle, file: string): Promise<SafetensorsFile> {
  const { size, mtimeMs } = await handle.stat();
  const head = await readExactly(handle, Math.min(size, 32), 0);
  refuseForeignFile(file, head);
  if (size < 10) {
    throw damaged(
      `This file has ${size} bytes, too few for a model. The upload or download was cut off: try again.`,
    );
  }
  const headerLength = head.readBigUInt64LE();
  if (headerLength > MAX_HEADER_BYTES || headerLength < 2n) {
    throw damaged(
      `This is not a safetensors file: its first bytes announce a header of ${headerLength} bytes. ` +
        'Download or export it again.',
    );
  }
  if (8n + headerLength > size) {
    throw damaged(
      `This file ends at ${size} bytes, inside its own header of ${headerLength} bytes. ` +
        'The upload or download was cut off: try again.',
    );
  }
  const header = parseSafetensorsHeader(await readExactly(handle, Number(headerLength), 8), size);
  return { ...header, path: file, size, modified: mtimeMs };
}

/**
 * Reads and checks the header of a safetensors file; the weights are not read.
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported`
 */
export async function openSafetensors(file: string): Promise<SafetensorsFile> {
  let handle: FileHandle;
  let resolved: string;
  try {
    resolved = await realpath(file);
    // Opening a named pipe would wait for a writer for ever.
    if (!(await stat(resolved)).isFile()) throw new Error('not a regular file');
    handle = await open(resolved, 'r');
  } catch (cause) {
    throw new EngineError(
      'checkpoint-missing',
      'The checkpoint file cannot be opened. It may have been moved or deleted: refresh the list of models.',
      { cause },
    );
  }
  try {
    return await readHeader(handle, resolved);
  } finally {
    await handle.close();
  }
}
