/** What tests of files need: people with trees, files in them, what lies where. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { treeRoot } from '@/lib/data-dir';
import { addPerson } from '@/lib/jobs/testing';
import { type OpenTree, openTree } from './open-tree';

let people = 0;

export interface TestPerson {
  id: string;
  name: string;
  open: OpenTree;
}

/** A person whose tree is open. */
export async function aPersonWithFiles(): Promise<TestPerson> {
  const name = `p${process.pid}-${++people}`;
  const id = await addPerson(name);
  return { id, name, open: await openTree('own', { id, name }) };
}

/** Writes a file below the root of the tree, as somebody would by hand. */
export async function put(
  { tree }: OpenTree,
  path: string,
  content: string | Buffer = path,
): Promise<string> {
  const absolute = join(treeRoot(tree), path);
  await mkdir(dirname(absolute), { recursive: true });
  await writeFile(absolute, content);
  return absolute;
}

/** All files below a folder of the tree, by path; the fixed folders as they are. */
export async function filesBelow({ tree }: OpenTree, folder = ''): Promise<string[]> {
  const root = join(treeRoot(tree), folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
