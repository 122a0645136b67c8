import { type Bitmap, blank } from './bitmap';

/** value / 255, rounded, for 0 ≤ value ≤ 255². */
export function by255(value: number): number {
  const v = value + 128;
  return (v + (v >> 8)) >> 8;
}

/** RGB → RGBA, opaque. */
export function opaque({ width, height, data }: Bitmap): Bitmap {
  const result = blank(width, height, 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) result.data[4 * i + c] = data[3 * i + c]!;
    result.data[4 * i + 3] = 255;
  }
  return result;
}

/** The colours of RGBA, whatever the alpha. */
export function withoutAlpha({ width, height, data }: Bitmap): Bitmap {
  const result = blank(width, height, 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) result.data[3 * i + c] = data[4 * i + c]!;
  }
  return result;
}

/** RGB with an alpha from a grey mask, the colours times the alpha. */
export function premultiplied({ width, height, data }: Bitmap, alpha: Bitmap): Bitmap {
  const result = blank(width, height, 4);
  for (let i = 0; i < width * height; i++) {
    const a = alpha.data[i]!;
    for (let c = 0; c < 3; c++) result.data[4 * i + c] = by255(data[3 * i + c]! * a);
    result.data[4 * i + 3] = a;
  }
  return result;
}

/** Colours times alpha → colours. */
export function unpremultiplied(source: Bitmap): Bitmap {
  const result = { ...source, data: source.data.slice() };
  const { data } = result;
  for (let i = 0; i < data.length; i += 4) {
    const a = data[i + 3]!;
    if (a === 0 || a === 255) continue;
    for (let c = i; c < i + 3; c++) data[c] = Math.min(255, Math.floor((255 * data[c]!) / a));
  }
  return result;
}

/**
 * RGBA `over` RGBA, into `under`, in the integer arithmetic of the reference.
 * @param mixed where it is 0 the upper pixel is taken as it is: an opaque one will cover it at last
 * @see python-pillow/Pillow `src/libImaging/AlphaComposite.c`
 */
export function compositeInto(under: Bitmap, over: Bitmap, mixed?: Uint8Array): void {
  const [to, from] = [under.data, over.data];
  for (let i = 0; i < to.length; i += 4) {
    const a = from[i + 3]!;
    if (a === 0) continue;
    if (a === 255 || mixed?.[i >> 2] === 0) {
      to[i] = from[i]!;
      to[i + 1] = from[i + 1]!;
      to[i + 2] = from[i + 2]!;
      to[i + 3] = a;
      continue;
    }
    const alpha = a * 255 + to[i + 3]! * (255 - a);
    const share = Math.floor((a * 255 * 255 * 128) / alpha);
    const rest = 255 * 128 - share;
    for (let c = i; c < i + 3; c++) {
      const sum = from[c]! * share + to[c]! * rest + (128 << 7);
      to[c] = (sum + (sum >> 8)) >> 15;
    }
    to[i + 3] = by255(alpha);
  }
}
