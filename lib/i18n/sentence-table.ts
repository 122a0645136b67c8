/** The sentences of one language, by what they are in English. `{name}` takes in what the server wrote there. */
export interface SentenceTable {
  /** In a translation `{=name}` is a word of ours, translated as well, and `{~name}` a sentence. */
  sentences: Readonly<Record<string, string>>;
  /** What the server puts into its sentences itself: `The prompt`, `model`, `{seconds} seconds`. */
  words: Readonly<Record<string, string>>;
}

interface Pattern {
  /** Finds the English text; its groups are what it takes in: anything, or nothing that ends a sentence. */
  loose: RegExp;
  strict: RegExp;
  translation: string;
  /** Characters that are no placeholder: of two that fit, the one that says more itself. */
  literal: number;
}

interface Found {
  translation: string;
  taken: Readonly<Record<string, string>>;
}

const PLACEHOLDER = /\{(\w+)\}/;
const ANYTHING = String.raw`[\s\S]`;
const WITHIN_A_SENTENCE = String.raw`(?![.?!] )[\s\S]`;
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function patternOf([english, translation]: [string, string]): Pattern {
  const pieces = english.split(PLACEHOLDER);
  const expression = (taken: string) =>
    new RegExp(
      `^${pieces.map((piece, k) => (k % 2 === 0 ? escaped(piece) : `(?<${piece}>(?:${taken})*?)`)).join('')}$`,
    );
  return {
    loose: expression(ANYTHING),
    strict: expression(WITHIN_A_SENTENCE),
    translation,
    literal: pieces.filter((_, k) => k % 2 === 0).join('').length,
  };
}

/** Those without placeholders are looked up; the others are tried, the most telling first. */
function finderOf(texts: Readonly<Record<string, string>>) {
  const entries = Object.entries(texts);
  const exact = new Map(entries.filter(([english]) => !PLACEHOLDER.test(english)));
  const patterns = entries
    .filter(([english]) => PLACEHOLDER.test(english))
    .map(patternOf)
    .sort((a, b) => b.literal - a.literal);
  return (text: string, how: 'strict' | 'loose'): Found | null => {
    const found = exact.get(text);
    if (found !== undefined) return { translation: found, taken: {} };
    for (const pattern of patterns) {
      const match = pattern[how].exec(text);
      if (match) return { translation: pattern.translation, taken: match.groups ?? {} };
    }
    return null;
  };
}

/** Sentences end so; several may stand in one message. */
const BETWEEN_SENTENCES = /(?<=[.?!]) /;
/** A name may be anything: what looks like more sentences than that is not taken apart. */
const MOST_PARTS = 12;

/** Says in another language what the server says in English; what has no translation stays as it is. */
export function translatorOf(table: SentenceTable): (message: string) => string {
  const sentenceOf = finderOf(table.sentences);
  const wordOf = finderOf(table.words);

  const filled = ({ translation, taken }: Found): string =>
    translation.replace(/\{([=~]?)(\w+)\}/g, (_, kind: string, name: string) => {
      const text = taken[name] ?? '';
      if (kind === '~') return translate(text);
      const word = kind === '=' ? wordOf(text, 'loose') : null;
      return word ? filled(word) : text;
    });

  /** One sentence after another, if each of them is known. */
  const each = (parts: readonly string[]): string | null => {
    if (parts.length === 0) return '';
    for (let count = parts.length; count > 0; count--) {
      const head = sentenceOf(parts.slice(0, count).join(' '), 'strict');
      const rest = head && each(parts.slice(count));
      if (head && rest !== null) return filled(head) + rest;
    }
    return null;
  };

  const translate = (message: string): string => {
    const parts = message.split(BETWEEN_SENTENCES);
    const known = parts.length > MOST_PARTS ? null : each(parts);
    if (known !== null) return known;
    // A name may hold what looks like the end of a sentence.
    const whole = sentenceOf(message, 'loose');
    return whole ? filled(whole) : message;
  };
  return translate;
}
