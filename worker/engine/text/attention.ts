/** A piece of a prompt and how strongly it counts. */
export interface WeightedText {
  text: string;
  weight: number;
}

/** A piece that fills up the current chunk instead of adding words. */
export const BREAK: WeightedText = Object.freeze({ text: 'BREAK', weight: -1 });

const ROUND = 1.1;
const SQUARE = 1 / 1.1;

const LEXEME = /\\[()[\]\\]|\\|\(|\[|:\s*[+-]?[.\d]+\s*\)|\)|\]|[^\\()[\]:]+|:/gu;
const WEIGHT = /^:\s*([+-]?[.\d]+)\s*\)$/u;
const BREAKS = /\s*\bBREAK\b\s*/u;

/** Texts and weights apart: brackets 10,000 deep multiply each weight as often, which plain numbers bear. */
class Pieces {
  readonly #texts: string[] = [];
  readonly #weights: number[] = [];

  get count(): number {
    return this.#texts.length;
  }

  add(text: string, weight = 1): void {
    this.#texts.push(text);
    this.#weights.push(weight);
  }

  /** Words, with a BREAK between the parts that the word BREAK separates. */
  addWords(text: string): void {
    text.split(BREAKS).forEach((part, i) => {
      if (i > 0) this.add(BREAK.text, BREAK.weight);
      this.add(part);
    });
  }

  multiply(from: number, factor: number): void {
    const weights = this.#weights;
    for (let i = from; i < weights.length; i++) weights[i]! *= factor;
  }

  /** Neighbours of equal weight become one, so that words are not torn apart before they are tokenised. */
  merged(): WeightedText[] {
    const result: WeightedText[] = [];
    this.#texts.forEach((text, i) => {
      const last = result.at(-1);
      const weight = this.#weights[i]!;
      if (last && last.weight === weight) last.text += text;
      else result.push({ text, weight });
    });
    return result.length > 0 ? result : [{ text: '', weight: 1 }];
  }
}

/** `:1.3)` → 1.3; what looks like a number and is none (1.2.3) gives nothing. */
function statedWeight(lexeme: string): number | undefined {
  const digits = WEIGHT.exec(lexeme)?.[1];
  const weight = digits === undefined ? Number.NaN : Number(digits);
  return Number.isNaN(weight) ? undefined : weight;
}

/**
 * Reads `(a)`, `[a]`, `(a:1.3)` and backslash escapes.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/prompt_parser.py`, parse_prompt_attention
 */
export function parseAttention(prompt: string): WeightedText[] {
  const pieces = new Pieces();
  const round: number[] = [];
  const square: number[] = [];
  for (const [lexeme] of prompt.matchAll(LEXEME)) {
    const mayBeWeight = lexeme.length > 1 && lexeme.startsWith(':') && round.length > 0;
    if (lexeme.startsWith('\\')) pieces.add(lexeme.slice(1));
    else if (lexeme === '(') round.push(pieces.count);
    else if (lexeme === '[') square.push(pieces.count);
    else if (lexeme === ')' && round.length > 0) pieces.multiply(round.pop()!, ROUND);
    else if (lexeme === ']' && square.length > 0) pieces.multiply(square.pop()!, SQUARE);
    else if (mayBeWeight) {
      const weight = statedWeight(lexeme);
      if (weight === undefined) pieces.addWords(lexeme.slice(0, -1));
      pieces.multiply(round.pop()!, weight ?? ROUND);
    } else pieces.addWords(lexeme);
  }
  for (const position of round) pieces.multiply(position, ROUND);
  for (const position of square) pieces.multiply(position, SQUARE);
  return pieces.merged();
}
