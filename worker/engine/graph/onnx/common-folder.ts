import path from 'node:path';

/** The deepest folder that holds all of the files (absolute paths); the root when they share nothing. */
export function commonFolder(files: string[]): string {
  const [first = path.parse(process.cwd()).root, ...rest] = files.map((file) => path.dirname(file));
  let folder = first;
  const holds = (other: string) => {
    const relative = path.relative(folder, other);
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  };
  while (!rest.every(holds) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}
