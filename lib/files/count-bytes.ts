import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The bytes of all files below a folder, as their lengths say. Links count nothing and are not followed; what vanishes
 * meanwhile counts nothing either.
 */
export async function bytesIn(
  folder: string,
  { except = [] }: { except?: readonly string[] } = {},
): Promise<number> {
  let sum = 0;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const current = next;
    const entries = await readdir(current, { withFileTypes: true }).catch(ignoreGone);
    for (const entry of entries ?? []) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && !except.includes(path)) folders.push(path);
      if (entry.isFile()) sum += (await lstat(path).catch(ignoreGone))?.size ?? 0;
    }
  }
  return sum;
}

function ignoreGone(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
