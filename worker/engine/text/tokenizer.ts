import { mergeBytePairs } from './byte-pairs';
import { cleanText } from './clean-text';
import { END_TOKEN, START_TOKEN } from './vocabulary';

const WORDS = /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;
const SPECIAL = new Map([
  ['<|startoftext|>', START_TOKEN],
  ['<|endoftext|>', END_TOKEN],
]);

const KNOWN_WORDS = 20_000;
const LONGEST_KNOWN = 40;
const knownWords = new Map<string, number[]>();
const utf8 = new TextEncoder();

function encodeWord(word: string): number[] {
  const known = knownWords.get(word);
  if (known) return known;
  const tokens = mergeBytePairs(utf8.encode(word));
  if (word.length <= LONGEST_KNOWN && knownWords.size < KNOWN_WORDS) knownWords.set(word, tokens);
  return tokens;
}

/**
 * CLIP's tokenizer: text → token ids, without start and end.
 * @see openai/CLIP `clip/simple_tokenizer.py`
 */
export function encode(text: string): number[] {
  const clean = cleanText(text).replace(/\s+/g, ' ').trim().toLowerCase();
  const tokens: number[] = [];
  for (const [word] of clean.matchAll(WORDS)) {
    const special = SPECIAL.get(word);
    if (special !== undefined) tokens.push(special);
    else for (const token of encodeWord(word)) tokens.push(token);
  }
  return tokens;
}
