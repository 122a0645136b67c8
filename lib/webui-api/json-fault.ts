/** Where a text stops being JSON, and what a Python program would say about it. */
export class JsonFault extends Error {
  constructor(
    message: string,
    readonly pos: number,
  ) {
    super(message);
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const QUOTE = /"/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string holds none unescaped
const PLAIN = /[^"\\\x00-\x1f]+/y;
const SPACE = /[ \t\n\r]+/y;

/** Reads the text to its fault. V8 tells the place of some faults only, so it is looked for here. */
class Scanner {
  #pos = 0;
  /** The closing brackets still to come, innermost last. */
  readonly #open: ('}' | ']')[] = [];

  constructor(readonly text: string) {}

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#pos;
    if (!pattern.test(this.text)) return false;
    this.#pos = pattern.lastIndex;
    return true;
  }

  /** Whether the next character, after white space, is this one; takes it if so. */
  #next(character: string): boolean {
    this.#take(SPACE);
    if (this.text[this.#pos] !== character) return false;
    this.#pos += 1;
    return true;
  }

  #fail(message: string): never {
    throw new JsonFault(message, this.#pos);
  }

  #string(): void {
    const begin = this.#pos - 1;
    while (!this.#take(QUOTE)) {
      if (this.#take(PLAIN) || this.#take(ESCAPE)) continue;
      const character = this.text[this.#pos];
      if (character === undefined) throw new JsonFault('Unterminated string starting at', begin);
      this.#fail(character === '\\' ? 'Invalid \\escape' : 'Invalid control character at');
    }
  }

  #name(): void {
    if (!this.#next('"')) this.#fail('Expecting property name enclosed in double quotes');
    this.#string();
    if (!this.#next(':')) this.#fail("Expecting ':' delimiter");
  }

  /** Reads a value, or the beginning of an object or array. Answers whether a whole value was read. */
  #value(): boolean {
    if (this.#next('"')) this.#string();
    else if (this.#next('{')) {
      if (this.#next('}')) return true;
      this.#open.push('}');
      this.#name();
      return false;
    } else if (this.#next('[')) {
      if (this.#next(']')) return true;
      this.#open.push(']');
      return false;
    } else if (!this.#take(LITERAL)) this.#fail('Expecting value');
    return true;
  }

  scan(): void {
    do {
      let whole = this.#value();
      while (whole && this.#open.length > 0) {
        const closing = this.#open.at(-1)!;
        if (this.#next(closing)) this.#open.pop();
        else {
          if (!this.#next(',')) this.#fail("Expecting ',' delimiter");
          if (closing === '}') this.#name();
          whole = false;
        }
      }
    } while (this.#open.length > 0);
    this.#take(SPACE);
    if (this.#pos < this.text.length) this.#fail('Extra data');
  }
}

/** The first fault of a text that is no JSON, in the words of Python's parser. Null when it finds none. */
export function findJsonFault(text: string): JsonFault | null {
  try {
    new Scanner(text).scan();
    return null;
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
}
