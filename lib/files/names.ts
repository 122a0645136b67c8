import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { isPlainName } from '@/lib/data-dir/confine';
import { AppError } from '@/lib/errors';

/**
 * A name as we write it: composed accents (NFC), so that the same name typed on a Mac and elsewhere is the same file.
 *
 * @throws AppError `bad_name` (400)
 */
export function cleanName(name: string): string {
  const clean = name.normalize('NFC');
  if (isPlainName(clean)) return clean;
  throw new AppError({
    code: 'bad_name',
    status: 400,
    message: `“${shown(name)}” can’t be a name. Names have up to 255 bytes, none of \\ / : * ? " < > | and no space or dot at the end, and are no device names such as “con”.`,
  });
}

/** What a file system that ignores case and accents’ composition takes for the same name. */
const keyOf = (name: string) => name.normalize('NFC').toLowerCase().normalize('NFC');

/** The names in a folder, to see whether one is taken: on every file system the same. */
export class TakenNames {
  readonly #names: Map<string, string>;

  private constructor(names: readonly string[]) {
    this.#names = new Map(names.map((name) => [keyOf(name), name]));
  }

  static async in(folder: string): Promise<TakenNames> {
    return new TakenNames(await readdir(folder));
  }

  /** The name that is there and would clash, exactly as it is written. */
  find(name: string): string | undefined {
    return this.#names.get(keyOf(name));
  }

  add(name: string): void {
    this.#names.set(keyOf(name), name);
  }

  /** `name`, or the first free of `name (2)`, `name (3)` … before the extension. */
  free(name: string): string {
    const extension = extname(name);
    const stem = name.slice(0, name.length - extension.length);
    let candidate = name;
    for (let number = 2; this.find(candidate) !== undefined; number++)
      candidate = `${shortened(stem, 240 - Buffer.byteLength(extension))} (${number})${extension}`;
    return candidate;
  }
}

/** @param name what was wanted, @param there what is there, perhaps in another case */
export function nameTaken(name: string, there: string): AppError {
  const other = name === there ? '' : ` (as “${shown(there)}”; upper and lower case count as the same)`;
  return new AppError({
    code: 'name_taken',
    status: 409,
    message: `“${shown(name)}” is already there${other}. Choose another name, keep both, or replace it.`,
  });
}

function shortened(text: string, bytes: number): string {
  let short = text;
  while (Buffer.byteLength(short) > bytes) short = [...short].slice(0, -1).join('');
  return short;
}

/** Of a name that may be long or hold anything, what fits into a sentence. */
function shown(name: string): string {
  const printable = name.replace(/\p{C}/gu, '�');
  return printable.length > 80 ? `${printable.slice(0, 80)}…` : printable;
}
