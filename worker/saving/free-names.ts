import { readdir } from 'node:fs/promises';
import { firstFreeNumber } from '@/lib/data-dir/first-free-number';
import { type PictureName, writtenName } from '@/lib/generation/naming/picture-name';

/** Names that are free in a folder, as it was when it was opened, less those that were given since. */
export class FreeNames {
  readonly #taken: Set<string>;
  readonly #numbers = new Map<string, number>();

  private constructor(
    readonly folder: string,
    names: readonly string[],
  ) {
    this.#taken = new Set(names.map(comparable));
  }

  static async in(folder: string): Promise<FreeNames> {
    return new FreeNames(folder, await readdir(folder));
  }

  /** The next free name; each call gives another. */
  async next(name: PictureName, extension: string): Promise<string> {
    let number = name.digits === null ? 0 : await this.#numberFor(name.basename);
    let file = writtenName(name, number) + extension;
    while (this.#taken.has(comparable(file))) file = writtenName(name, ++number) + extension;
    if (name.digits !== null) this.#numbers.set(name.basename, number + 1);
    this.#taken.add(comparable(file));
    return file;
  }

  async #numberFor(basename: string): Promise<number> {
    return this.#numbers.get(basename) ?? firstFreeNumber(this.folder, basename && `${basename}-`);
  }
}

/** Some file systems know no capitals, others one form of letters with accents. */
const comparable = (name: string) => name.normalize('NFC').toLowerCase();
