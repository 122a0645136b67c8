import { describe, expect, it } from 'vitest';
import { identifyCheckpoint } from '../checkpoint/identify';
import { golden } from '../testing/paths';
import { addedSizes, paddedIds, sideBySide, splitPooled, textTowers } from './text-towers';

const architectureOf = async (family: string) =>
  (await identifyCheckpoint(golden(`networks-${family}.safetensors`))).architecture;

describe('textTowers', () => {
  it.each([
    ['sd1', 2, [['text', 'clip_skip_2']]],
    ['sd1', 9, [['text', 'clip_skip_3']]],
    ['sd2', 2, [['text', 'context']]],
    [
      'sdxl',
      2,
      [
        ['text', 'context'],
        ['text2', 'context_and_pooled'],
      ],
    ],
  ])('%s at clip skip %i', async (family, clipSkip, expected) => {
    const towers = textTowers(await architectureOf(family), clipSkip);
    expect(towers.map(({ network, output }) => [network, output])).toEqual(expected);
  });
});

it('pads with zeros after the end where the tower was trained so', async () => {
  const { text, text2 } = await architectureOf('sdxl');
  const ids = [510, 7, 511, 511, 511];
  expect(paddedIds(ids, text, 511)).toEqual(ids);
  expect(paddedIds(ids, text2!, 511)).toEqual([510, 7, 511, 0, 0]);
  expect(paddedIds([510, 7], text2!, 511)).toEqual([510, 7]);
});

it('takes the pooled vector from the end of an answer', async () => {
  const { text, text2 } = await architectureOf('sdxl');
  const answer = Float32Array.from({ length: 78 * 48 }, (_, i) => i);
  const { context, pooled } = splitPooled(answer, text2!);
  expect([context.length, pooled?.length, pooled?.[0]]).toEqual([77 * 48, 48, 77 * 48]);
  expect(splitPooled(new Float32Array(77 * 32), text)).not.toHaveProperty('pooled');
});

it('lays contexts side by side, token by token', async () => {
  const layouts = [{ layout: { width: 2 } }, { layout: { width: 1 } }] as Parameters<typeof sideBySide>[1];
  const joined = sideBySide([Float32Array.of(1, 2, 3, 4), Float32Array.of(10, 20)], layouts);
  expect([...joined]).toEqual([1, 2, 10, 3, 4, 20]);
  const alone = Float32Array.of(1, 2);
  expect(sideBySide([alone], layouts.slice(0, 1))).toBe(alone);
});

it('tells SDXL the size of the picture, and nobody else', async () => {
  const [sd1, sdxl] = [await architectureOf('sd1'), await architectureOf('sdxl')];
  const size = { width: 640, height: 512 };
  expect([...addedSizes(sdxl, size, 'negative')!]).toEqual([512, 640, 0, 0, 512, 640]);
  expect(addedSizes(sd1, size, 'positive')).toBeUndefined();
  const refiner = { ...sdxl, unet: { ...sdxl.unet, added: { pooledWidth: 48, sizes: 5 } } };
  expect([...addedSizes(refiner, size, 'positive')!]).toEqual([512, 640, 0, 0, 6]);
  expect([...addedSizes(refiner, size, 'negative')!]).toEqual([512, 640, 0, 0, 2.5]);
});
