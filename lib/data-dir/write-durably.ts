import { open } from 'node:fs/promises';

/** Writes a new file that survives a power failure once its folder is flushed. @throws `EEXIST` */
export async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** New names survive a power failure only when their folder is flushed too. */
export async function flushFolder(folder: string): Promise<void> {
  // Windows can't open folders; its file system journals names.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
