import { type FileHandle, open } from 'node:fs/promises';
import type { DerivedTensor } from './derived-tensor';
import { bytesOf, fillerAfter, type Layout } from './layout';

/** Written bytes are handed to the disk in portions, so that they never pile up in memory. */
const PORTION = 256 * 2 ** 20;

/**
 * When every derived file says it was changed last. Whoever changes one later, or damages it by writing to it, cannot
 * help giving it another time.
 */
export const MARK = new Date('2000-01-01T00:00:00Z');

class Writer {
  #at = 0;
  #sinceSync = 0;

  constructor(readonly handle: FileHandle) {}

  get at(): number {
    return this.#at;
  }

  async add(bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.#at);
      done += bytesWritten;
      this.#at += bytesWritten;
      this.#sinceSync += bytesWritten;
    }
    if (this.#sinceSync < PORTION) return;
    await this.handle.datasync();
    this.#sinceSync = 0;
  }
}

/**
 * Writes tensors to a new file, piece by piece, and waits until they are on the disk.
 * @param rest awaited before each piece, so that the writer can be made to wait or to give up (by throwing)
 * @throws when a tensor gives another number of bytes than its shape says, and whatever the file system throws
 */
export async function writeFile(
  file: string,
  { head, size }: Layout,
  tensors: readonly DerivedTensor[],
  rest: () => Promise<void>,
): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    const writer = new Writer(handle);
    await writer.add(head);
    for (const tensor of tensors) {
      const end = writer.at + bytesOf(tensor);
      await rest();
      for await (const piece of tensor.pieces()) {
        if (writer.at + piece.length > end) throw new Error(`"${tensor.name}" is longer than its shape says`);
        await writer.add(piece);
        await rest();
      }
      if (writer.at !== end) throw new Error(`"${tensor.name}" is shorter than its shape says`);
      await writer.add(new Uint8Array(fillerAfter(bytesOf(tensor))));
    }
    if (writer.at !== size) throw new Error('the file has another size than was planned');
    await handle.utimes(new Date(), MARK);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
