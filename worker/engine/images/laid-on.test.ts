import { expect, it } from 'vitest';
import { colourOf, laidOn } from './laid-on';

it('reads a colour', () => {
  expect(colourOf('#08fF7f')).toEqual([8, 255, 127]);
});

it('shows as much of the colour as a picture is transparent, to the unit as Pillow does', () => {
  // Rows of RGBA, then what Image.new('RGBA', size, '#c86432') shows after paste(picture, mask=picture).
  const rows = [
    [
      [10, 20, 30, 255],
      [10, 20, 30],
    ],
    [
      [10, 20, 30, 0],
      [200, 100, 50],
    ],
    [
      [10, 20, 30, 128],
      [105, 60, 40],
    ],
    [
      [255, 0, 77, 1],
      [200, 100, 50],
    ],
    [
      [255, 0, 77, 254],
      [255, 0, 77],
    ],
    [
      [13, 240, 99, 85],
      [138, 147, 66],
    ],
  ] as const;
  const data = Uint8Array.from(rows.flatMap(([pixel]) => [...pixel]));
  const { data: shown, channels } = laidOn({ width: 3, height: 2, channels: 4, data }, colourOf('#c86432'));
  expect(channels).toBe(3);
  expect([...shown]).toEqual(rows.flatMap(([, colour]) => [...colour]));
});
