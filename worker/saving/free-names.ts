import { readdir } from 'node:fs/promises';
import { numberAfter } from '@/lib/data-dir/first-free-number';
import { type PictureName, writtenName } from '@/lib/generation/naming/picture-name';

/** Names that are free in a folder, as it was when it was opened, less those that were given since. */
export class FreeNames {
  readonly #taken: Set<string>;
  /** Names of files; a folder such as that of a day has no number. */
  readonly #files: readonly string[];
  readonly #numbers = new Map<string, number>();

  private constructor(entries: readonly { name: string; isDirectory(): boolean }[]) {
    this.#taken = new Set(entries.map(({ name }) => comparable(name)));
    this.#files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  }

  static async in(folder: string): Promise<FreeNames> {
    return new FreeNames(await readdir(folder, { withFileTypes: true }));
  }

  /** The next name that is free with all its endings; each call gives another. Answers it without one. */
  next(name: PictureName, endings: readonly string[]): string {
    let number = name.digits === null ? 0 : this.#numberFor(name.basename);
    while (endings.some((ending) => this.#taken.has(comparable(writtenName(name, number) + ending))))
      number++;
    if (name.digits !== null) this.#numbers.set(name.basename, number + 1);
    const stem = writtenName(name, number);
    for (const ending of endings) this.#taken.add(comparable(stem + ending));
    return stem;
  }

  #numberFor(basename: string): number {
    return this.#numbers.get(basename) ?? numberAfter(this.#files, basename && `${basename}-`);
  }
}

/** Some file systems know no capitals, others one form of letters with accents. */
const comparable = (name: string) => name.normalize('NFC').toLowerCase();
