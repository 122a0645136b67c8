/** A file to be uploaded, with its place below the folder it is dropped into. */
export interface DroppedFile {
  file: File;
  /** `folder/in/it/name.png` */
  path: string;
}

/** What systems leave in folders for themselves. */
const LITTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i;

/** The files of a choice in a dialog; of a whole folder with their places in it. */
export function filesOfInput(files: FileList): DroppedFile[] {
  return withoutLitter([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

/** What was dropped: all files, also those in folders, and the folders in which nothing lies. */
export interface Dropped {
  files: DroppedFile[];
  /** Their paths, as those of files; not those that hold other folders. */
  emptyFolders: string[];
}

/** Reads a drop, with all that lies in folders. To be called while the event is handled. */
export async function readDrop(items: DataTransferItemList): Promise<Dropped> {
  // After the first wait the list is empty: the entries are taken out at once.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: DroppedFile[] = [];
  const folders: string[] = [];
  for (const entry of entries) await collect(entry, '', found, folders);
  const files = withoutLitter(found);
  return { files, emptyFolders: emptyOf(folders, files) };
}

/** Only the files of a drop. To be called while the event is handled. */
export const filesOfDrop = async (items: DataTransferItemList): Promise<DroppedFile[]> =>
  (await readDrop(items)).files;

/** Folders below which there is neither a file nor another folder. */
export function emptyOf(folders: readonly string[], files: readonly { path: string }[]): string[] {
  const holders = new Set<string>();
  for (const path of [...folders, ...files.map((file) => file.path)])
    holders.add(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  return folders.filter((folder) => !holders.has(folder));
}

async function collect(
  entry: FileSystemEntry,
  folder: string,
  found: DroppedFile[],
  folders: string[],
): Promise<void> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ file, path });
    return;
  }
  folders.push(path);
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const more = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  // A browser gives a hundred at a time.
  for (let entries = await more(); entries.length > 0; entries = await more())
    for (const child of entries) await collect(child, path, found, folders);
}

const withoutLitter = (files: DroppedFile[]) => files.filter(({ file }) => !LITTER.test(file.name));
