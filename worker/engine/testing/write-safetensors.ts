import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** A file for the rest of the test file. */
export async function temporaryFile(bytes: Uint8Array, name = 'model.safetensors'): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  return file;
}
