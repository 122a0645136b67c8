import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf, rootsFor, scopesOf } from '@/lib/data-dir';
import { changeOptions, listOptions } from '@/lib/options';

/** An installed extension: a folder in the folder of extensions. Times are ISO 8601. */
export interface ExtensionView {
  name: string;
  scope: 'own' | 'shared';
  /** When something in it was put there or taken away last. */
  changedAt: string;
  on: boolean;
}

export interface ExtensionsView {
  extensions: ExtensionView[];
  /** All are off, whatever their switches say. */
  allOff: boolean;
  /** Where people put them; `shared`: one set for everybody. */
  place: { folder: string; shared: boolean };
}

type Person = { id: string; name: string };

/** What of the options says which are off: the words of the known web UI. */
async function switchesOf(userId: string): Promise<{ allOff: boolean; off: string[] }> {
  const { disable_all_extensions: all, disabled_extensions: off } = await listOptions(userId);
  return {
    allOff: all === 'all' || all === 'extra',
    off: Array.isArray(off) ? off.filter((name) => typeof name === 'string') : [],
  };
}

/** The extensions a person has, by name, with their own switches. A folder that is not there holds none. */
export async function listExtensions({ id, name }: Person): Promise<ExtensionsView> {
  const { allOff, off } = await switchesOf(id);
  const found = await Promise.all(
    rootsFor('extension', name).map(async ({ root, scope }) =>
      Promise.all(
        (await foldersIn(root)).map(async (folder) => ({
          name: folder,
          scope,
          changedAt: (await stat(join(root, folder))).mtime.toISOString(),
          on: !off.includes(folder),
        })),
      ),
    ),
  );
  return {
    extensions: found.flat().sort((a, b) => a.name.localeCompare(b.name)),
    allOff,
    place: { folder: placeOf('extension').folder, shared: scopesOf('extension').includes('shared') },
  };
}

async function foldersIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error): Dirent[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  // A link may lead out of the data directory.
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

export interface ExtensionSwitches {
  allOff: boolean;
  /** Names of those that are off. */
  off: readonly string[];
}

/** Sets a person's own switches; of extensions that are not there at the moment the switch stays as it was. */
export async function switchExtensions(person: Person, { allOff, off }: ExtensionSwitches): Promise<void> {
  const [{ extensions }, before] = await Promise.all([listExtensions(person), switchesOf(person.id)]);
  const gone = before.off.filter((name) => !extensions.some((extension) => extension.name === name));
  await changeOptions(person.id, {
    disable_all_extensions: allOff ? 'all' : 'none',
    disabled_extensions: [...new Set([...gone, ...off])].sort(),
  });
}
