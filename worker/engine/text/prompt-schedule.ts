/** A text that changes on the way: plain where it is a string. */
export type ScheduledText = (string | Scheduled | Alternate)[];

/** `[before:after:when]` */
export interface Scheduled {
  before: ScheduledText;
  after: ScheduledText;
  /** As written: with a decimal point it is a share of the steps, without one a step. */
  when: string;
}

/** `[a|b|c]`, one after the other. */
export interface Alternate {
  options: ScheduledText[];
}

/** An opening bracket that waits for its closing one, and what stands between its separators so far. */
interface Frame {
  open: '(' | '[';
  parts: ScheduledText[];
  separators: string[];
}

const LEXEME = /\\[^\n]|\\|[[\]():|]|[^\\[\]():|]+/gu;
const NUMBER = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*$/u;

/** Nothing but a bar outside of brackets, or a backslash before nothing, makes a prompt unreadable. */
class Unreadable extends Error {}

/** Adds to a text; neighbouring strings become one. */
function append(text: ScheduledText, ...pieces: ScheduledText): void {
  for (const piece of pieces) {
    const last = text.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') text[text.length - 1] = last + piece;
    else text.push(piece);
  }
}

const numberIn = (part: ScheduledText): string | undefined =>
  part.length === 1 && typeof part[0] === 'string' ? NUMBER.exec(part[0])?.[1] : undefined;

/** What a closed pair of brackets means; undefined when it means nothing and its characters are plain text. */
function closed({ open, parts, separators }: Frame): ScheduledText | undefined {
  const [first = [], second = []] = parts;
  const isDivided = (by: string) =>
    separators.length > 0 && separators.every((separator) => separator === by);
  if (separators.length === 0) return [open, ...first, open === '(' ? ')' : ']'];
  if (open === '(') {
    return isDivided(':') && parts.length === 2 ? ['(', ...first, ':', ...second, ')'] : undefined;
  }
  if (isDivided('|')) return [{ options: parts }];
  const when = numberIn(parts.at(-1)!);
  if (!isDivided(':') || parts.length > 3 || when === undefined) return undefined;
  return [parts.length === 2 ? { before: [], after: first, when } : { before: first, after: second, when }];
}

class Reader {
  readonly text: ScheduledText = [];
  #frames: Frame[] = [];

  add(...pieces: ScheduledText): void {
    append(this.#frames.at(-1)?.parts.at(-1) ?? this.text, ...pieces);
  }

  open(bracket: '(' | '['): void {
    this.#frames.push({ open: bracket, parts: [[]], separators: [] });
  }

  separate(separator: string): void {
    const frame = this.#frames.at(-1);
    if (frame) {
      frame.separators.push(separator);
      frame.parts.push([]);
    } else if (separator === '|') throw new Unreadable();
    else this.add(separator);
  }

  close(bracket: string): void {
    const frame = this.#frames.at(-1);
    const matches = frame && (frame.open === '(') === (bracket === ')');
    const meaning = matches ? closed(frame) : undefined;
    if (meaning) {
      this.#frames.pop();
      for (const piece of meaning) this.add(piece);
    } else {
      this.giveUp();
      this.add(bracket);
    }
  }

  /** A bracket without a partner, or a pair without a meaning, can stand in no other pair: all open ones are text. */
  giveUp(): void {
    for (const { open, parts, separators } of this.#frames) {
      if (separators.includes('|')) throw new Unreadable();
      append(this.text, open);
      parts.forEach((part, i) => {
        if (i > 0) append(this.text, ':');
        for (const piece of part) append(this.text, piece);
      });
    }
    this.#frames = [];
  }
}

/**
 * Reads `[from:to:when]` and `[a|b]` in time linear in the prompt; brackets of any other kind stay as they are.
 * @returns the prompt itself where the reference's grammar has no reading of it
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/prompt_parser.py`, schedule_parser
 */
export function parseSchedule(prompt: string): ScheduledText {
  const reader = new Reader();
  try {
    for (const [lexeme] of prompt.matchAll(LEXEME)) {
      if (lexeme === '\\') throw new Unreadable();
      else if (lexeme === '(' || lexeme === '[') reader.open(lexeme);
      else if (lexeme === ')' || lexeme === ']') reader.close(lexeme);
      else if (lexeme === ':' || lexeme === '|') reader.separate(lexeme);
      else reader.add(lexeme);
    }
    reader.giveUp();
    return reader.text;
  } catch (error) {
    if (error instanceof Unreadable) return [prompt];
    throw error;
  }
}
