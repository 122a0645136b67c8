import { PythonError } from './errors';

/** A positional argument of a script, with what it is when it is not sent. */
export interface ScriptArgument {
  label: string;
  usual: unknown;
  minimum?: number;
  maximum?: number;
  step?: number;
  choices?: readonly string[];
}

/** Arguments as sent, filled up with the usual ones. */
export class Given {
  readonly #values: readonly unknown[];

  constructor(
    readonly known: readonly ScriptArgument[],
    sent: readonly unknown[],
  ) {
    this.#values = known.map(({ usual }, k) => (k < sent.length && sent[k] !== null ? sent[k] : usual));
  }

  at = (place: number): unknown => this.#values[place];
  flag = (place: number): boolean => Boolean(this.at(place));
  text = (place: number): string => String(this.at(place));

  /** Throws PythonError ValueError for what is no number. */
  whole(place: number): number {
    const value = Number(this.at(place));
    if (Number.isInteger(value)) return value;
    throw new PythonError('ValueError', `${this.known[place]!.label} must be a whole number.`);
  }

  /** Not a number: NaN, which no range has. */
  number = (place: number): number => Number(this.at(place));

  /** Throws PythonError ValueError for another word. */
  word<T extends string>(place: number, words: readonly T[], unknown: string): T {
    const found = words.find((word) => word === this.at(place));
    if (found) return found;
    throw new PythonError('ValueError', `${unknown} ${this.text(place)}`);
  }
}
