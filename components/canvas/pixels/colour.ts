/**
 * A pixel as the browser lays it out in a word of 32 bits on every machine it runs on: red in the lowest byte, then green,
 * blue, alpha. Colours are not multiplied with their alpha.
 */
export type Pixel = number;

export const alphaOf = (pixel: Pixel): number => pixel >>> 24;

/** `#rrggbb` as an opaque pixel. */
export function pixelOf(colour: string): Pixel {
  const rgb = Number.parseInt(colour.slice(1), 16);
  return ((rgb >> 16) | (rgb & 0xff00) | ((rgb & 0xff) << 16) | 0xff000000) >>> 0;
}

/** An opaque pixel as `#rrggbb`. */
export function colourOf(pixel: Pixel): string {
  const rgb = ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 0xff);
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

/** @param cover 0..255, how much of the pixel the colour lies over */
export function laidOver(below: Pixel, colour: Pixel, cover: number): Pixel {
  const under = below >>> 24;
  if (cover === 255 || under === 0) return ((colour & 0xffffff) | (cover << 24)) >>> 0;
  const kept = (under * (255 - cover)) / 255;
  const alpha = cover + kept;
  const mixed = (shift: number) =>
    Math.round((((colour >> shift) & 0xff) * cover + ((below >> shift) & 0xff) * kept) / alpha) << shift;
  return (mixed(0) | mixed(8) | mixed(16) | (Math.round(alpha) << 24)) >>> 0;
}

/** @param cover 0..255, how much is taken away */
export function rubbedOut(below: Pixel, cover: number): Pixel {
  const alpha = Math.round(((below >>> 24) * (255 - cover)) / 255);
  return alpha === 0 ? 0 : ((below & 0xffffff) | (alpha << 24)) >>> 0;
}
