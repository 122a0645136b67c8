import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isBlankMask } from './blank-mask';

const SIZE = { width: 8, height: 8 };
/** One pixel of a mask is `odd`, the others are `even`: RGBA. */
const file = (even: number[], odd = even) => {
  const data = Uint8Array.from({ length: 4 * 64 }, (_, i) => (i >= 4 * 63 ? odd : even)[i % 4]!);
  return sharp(data, { raw: { ...SIZE, channels: 4 } })
    .png()
    .toBuffer();
};
const [BLACK, WHITE, GREY] = [
  [0, 0, 0, 255],
  [255, 255, 255, 255],
  [9, 9, 9, 255],
];
const CLEAR = [255, 255, 255, 0];
const MOSTLY_CLEAR = [255, 255, 255, 128];

test.each<[string, Promise<Buffer>, { isRounded?: boolean; isInverted?: boolean }, boolean]>([
  ['black', file(BLACK!), {}, true],
  ['a white dot', file(BLACK!, WHITE), {}, false],
  ['a grey dot', file(BLACK!, GREY), {}, false],
  ['white, inverted', file(WHITE!), { isInverted: true }, true],
  ['black, inverted', file(BLACK!), { isInverted: true }, false],
  ['a black dot, inverted', file(WHITE!, BLACK), { isInverted: true }, false],
  ['all transparent', file(CLEAR), {}, true],
  ['all transparent, inverted', file(CLEAR), { isInverted: true }, false],
  ['an opaque dot, whatever its colour', file(CLEAR, BLACK), {}, false],
  ['a dot that rounds to nothing', file(CLEAR, MOSTLY_CLEAR), {}, true],
  ['the same, not rounded', file(CLEAR, MOSTLY_CLEAR), { isRounded: false }, false],
  ['the darkest blue, which is black as grey', file(BLACK!, [0, 0, 4, 255]), {}, true],
  ['a blue that is not', file(BLACK!, [0, 0, 5, 255]), {}, false],
  [
    'a white that is one off in blue, inverted',
    file(WHITE!, [255, 255, 252, 255]),
    { isInverted: true },
    true,
  ],
  ['a clear dot, inverted', file(WHITE!, CLEAR), { isInverted: true }, false],
])('%s', async (_, png, { isRounded = true, isInverted = false }, expected) => {
  expect(await isBlankMask(await png, { isRounded, isInverted })).toBe(expected);
});
