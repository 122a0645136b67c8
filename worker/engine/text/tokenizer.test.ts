import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STARTER_GOLDEN } from '../testing/paths';
import { readTensors } from '../testing/tensors';
import { chunkPrompt } from './chunks';
import { encode } from './tokenizer';

describe('tokenizer', () => {
  it('encodes as CLIP does', () => {
    expect(encode('a cute dog, (masterpiece:1.2) émoji 😀')).toEqual([
      320, 2242, 1929, 267, 263, 12066, 281, 272, 269, 273, 264, 3459, 617, 2697, 7334,
    ]);
    expect(encode('a photo of a cat')).toEqual([320, 1125, 539, 320, 2368]);
    expect(encode('  A\tPHOTO\n of a  Cat ')).toEqual(encode('a photo of a cat'));
    expect(encode('<|endoftext|>')).toEqual([49407]);
    expect(encode('')).toEqual([]);
  });

  it('gives the ids of the golden prompts', async () => {
    const tensors = await readTensors(STARTER_GOLDEN);
    const ids = tensors.get('text.ids[4,77] (prompts then empty)')!.data as BigInt64Array;
    const prompts = [
      'a cute dog',
      'red house, night sky',
      'masterpiece, girl in a blue dress on the beach, Unknownword 4k',
      '',
    ];
    prompts.forEach((prompt, i) => {
      expect(chunkPrompt(prompt)[0]!.ids).toEqual(Array.from(ids.subarray(77 * i, 77 * (i + 1)), Number));
    });
  });

  it('takes any text, and long ones quickly', { timeout: 30_000 }, () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anyText, (text) => {
        for (const token of encode(text)) expect(token >= 0 && token < 49408).toBe(true);
      }),
    );
    const start = performance.now();
    for (const part of ['a', 'th', '😀', '\0', '漢字', "'", '\ud800'])
      encode(part.repeat(20_000 / part.length));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
