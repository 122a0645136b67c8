import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeZip } from 'client-zip';
import type { Tree } from '@/lib/data-dir';
import { diskError } from './disk-error';
import { folderOf, nameOf, outermost } from './file-entry';
import { type Found, findEntry } from './find-entry';
import { listFolder } from './list-folder';
import { untrustedHeaders } from './send-file';

interface Member {
  name: string;
  lastModified: Date;
  /** Of a file; a folder has none. */
  input?: AsyncIterable<Uint8Array>;
}

/**
 * Files and folders as one ZIP archive (ZIP64 where it must), made while it is sent: one file is open at a time, memory
 * does not grow with what is in it. Not compressed: pictures and models are already. Links are left out.
 *
 * @throws AppError `file_not_found`, `bad_path` before the first byte; a file that fails later breaks the download off
 */
export async function sendArchive(
  tree: Tree,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Response> {
  // The root of the shared tree is the data directory itself: only what is shown of it is part of the tree.
  const named = paths.includes('') ? (await listFolder(tree, '')).entries.map(({ path }) => path) : paths;
  const found = await Promise.all(outermost(named).map((path) => findEntry(tree, path)));
  const members = membersOf(found, signal);
  return new Response(makeZip(members), {
    headers: { ...untrustedHeaders(archiveName(found)), 'content-type': 'application/zip' },
  });
}

function archiveName(found: readonly Found[]): string {
  const [only] = found;
  const name = only && found.length === 1 ? nameOf(only.path) : nameOf(folderOf(only?.path ?? ''));
  return `${name || 'files'}.zip`;
}

async function* membersOf(found: readonly Found[], signal: AbortSignal): AsyncGenerator<Member> {
  for (const { path, absolute, stats } of found) {
    const name = nameOf(path);
    if (stats.isFile()) yield fileMember(absolute, name, stats.mtime, signal);
    else yield* folderMembers(absolute, name, signal);
  }
}

async function* folderMembers(folder: string, name: string, signal: AbortSignal): AsyncGenerator<Member> {
  if (signal.aborted) return;
  yield { name: `${name}/`, lastModified: (await lstat(folder)).mtime };
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* folderMembers(path, `${name}/${entry.name}`, signal);
    else if (entry.isFile())
      yield fileMember(path, `${name}/${entry.name}`, (await lstat(path)).mtime, signal);
  }
}

function fileMember(path: string, name: string, lastModified: Date, signal: AbortSignal): Member {
  return { name, lastModified, input: readWhole(path, signal) };
}

async function* readWhole(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024, signal });
  } catch (error) {
    throw await diskError(error);
  }
}
