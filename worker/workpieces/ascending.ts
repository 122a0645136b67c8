import type { Breathe } from './breathing';

const DIGITS = 1 << 16;
/** Values between two breaths. */
const BLOCK = 1 << 16;

/**
 * The places of values, that of the least value first; equal ones stay in their order. Sorted by the bits of the numbers, sixteen
 * at a time, from the lowest.
 */
export async function ascending(values: Float64Array, breathe: Breathe): Promise<Uint32Array> {
  const { length } = values;
  const bits = new Uint32Array(values.buffer, values.byteOffset, 2 * length);
  // As whole numbers without a sign: of negative numbers all bits are turned, of others the sign.
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const turned = bits[2 * i + 1]! >>> 31 ? 0xffffffff : 0;
    low[i] = bits[2 * i]! ^ turned;
    high[i] = bits[2 * i + 1]! ^ (turned | 0x80000000);
    if (i % BLOCK === 0) await breathe();
  }
  let order = Uint32Array.from({ length }, (_, i) => i);
  let sorted = new Uint32Array(length);
  for (const [half, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    const starts = new Uint32Array(DIGITS + 1);
    for (let i = 0; i < length; i++) starts[((half[i]! >>> shift) & 0xffff) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
    for (let k = 0; k < length; k++) {
      const place = order[k]!;
      const digit = (half[place]! >>> shift) & 0xffff;
      sorted[starts[digit]!++] = place;
      if (k % BLOCK === 0) await breathe();
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}
