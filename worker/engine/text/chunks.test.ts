import { describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { floats, readTensors, relativeError } from '../testing/tensors';
import { CHUNK_TOKENS, chunkPrompt } from './chunks';
import { emphasize } from './emphasis';
import { withoutExtraNetworks } from './extra-networks';
import { COMMA_TOKEN, END_TOKEN, START_TOKEN } from './vocabulary';

const words = (n: number, word = 'dog') => Array(n).fill(word).join(' ');
/** Tokens of a chunk that are neither start, end nor padding. */
const own = (ids: number[]) => ids.filter((id) => id !== START_TOKEN && id !== END_TOKEN);

describe('chunkPrompt', () => {
  it('makes one chunk of padding from an empty prompt', () => {
    const [chunk, ...rest] = chunkPrompt('');
    expect(rest).toEqual([]);
    expect(chunk!.ids).toEqual([START_TOKEN, ...Array(76).fill(END_TOKEN)]);
    expect(chunk!.weights).toEqual(Array(77).fill(1));
  });

  it('takes as many chunks of 77 as needed', () => {
    expect(chunkPrompt(words(75))).toHaveLength(1);
    expect(chunkPrompt(words(76))).toHaveLength(2);
    const chunks = chunkPrompt(words(1000));
    expect(chunks).toHaveLength(Math.ceil(1000 / CHUNK_TOKENS));
    for (const { ids, weights } of chunks) expect([ids.length, weights.length]).toEqual([77, 77]);
  });

  it('moves the words after a near comma to the next chunk together', () => {
    const chunks = chunkPrompt(`${words(60)}, ${words(30, 'cat')}`);
    expect(own(chunks[0]!.ids)).toHaveLength(61);
    expect(own(chunks[0]!.ids).at(-1)).toBe(COMMA_TOKEN);
    expect(own(chunks[1]!.ids)).toHaveLength(30);
  });

  it('cuts where it is when the comma is too far back', () => {
    const chunks = chunkPrompt(`${words(50)}, ${words(40, 'cat')}`);
    expect(own(chunks[0]!.ids)).toHaveLength(75);
  });

  it('begins a new chunk at BREAK, but none after the last one', () => {
    expect(chunkPrompt('a BREAK b').map(({ ids }) => own(ids).length)).toEqual([1, 1]);
    expect(chunkPrompt('a BREAK')).toHaveLength(1);
    expect(chunkPrompt('BREAK a')).toHaveLength(2);
  });

  it('gives every token its weight', () => {
    const [chunk] = chunkPrompt('a (cat:1.5) b');
    expect(chunk!.weights.slice(0, 5)).toEqual([1, 1, 1.5, 1, 1]);
  });
});

describe('emphasize', () => {
  it('scales tokens and keeps the mean', () => {
    const encoded = Float32Array.of(1, 2, 3, 4);
    emphasize([{ encoded, weights: [1, 2] }]);
    const scale = 2.5 / ((1 + 2 + 6 + 8) / 4);
    expect([...encoded].map((v) => Math.round(v * 1e5))).toEqual(
      [1, 2, 6, 8].map((v) => Math.round(v * scale * 1e5)),
    );
  });

  it('equals the reference on a whole batch of prompts', async () => {
    const tensors = await readTensors(golden('networks-sd1-golden.safetensors'));
    const encoded = floats(tensors, 'text.clip_skip1').data;
    const weights = floats(tensors, 'emphasis.weights').data;
    const original = floats(tensors, 'emphasis.original').data;
    const n = encoded.length / 3;
    for (let row = 0; row < 3; row++) {
      const chunk = encoded.slice(row * n, (row + 1) * n);
      emphasize([{ encoded: chunk, weights: [...weights.subarray(77 * row, 77 * (row + 1))] }]);
      expect(relativeError(chunk, original.subarray(row * n, (row + 1) * n))).toBeLessThan(1e-5);
    }
  });

  it('changes no bit when all weights are 1', () => {
    const encoded = Float32Array.of(0.1, 0.2, 0.3);
    emphasize([{ encoded, weights: [1, 1, 1] }]);
    expect(encoded).toEqual(Float32Array.of(0.1, 0.2, 0.3));
  });
});

it('cuts extra network tags', () => {
  expect(withoutExtraNetworks('a <lora:x:0.5>dog <hypernet:y:1> <b> <lora:>')).toBe('a dog  <b> <lora:>');
});
