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

/** The files of a drop, with all that lies in folders that were dropped. To be called while the event is handled. */
export async function filesOfDrop(items: DataTransferItemList): Promise<DroppedFile[]> {
  // After the first wait the list is empty: the entries are taken out at once.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: DroppedFile[] = [];
  for (const entry of entries) await collect(entry, '', found);
  return withoutLitter(found);
}

async function collect(entry: FileSystemEntry, folder: string, found: DroppedFile[]): Promise<void> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ file, path });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const more = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  // A browser gives a hundred at a time.
  for (let entries = await more(); entries.length > 0; entries = await more())
    for (const child of entries) await collect(child, path, found);
}

const withoutLitter = (files: DroppedFile[]) => files.filter(({ file }) => !LITTER.test(file.name));
