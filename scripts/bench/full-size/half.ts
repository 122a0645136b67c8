/** A number as the nearest of half precision, by its bits; ties go away from zero. For |value| < 65504. */
export function halfOf(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  // Below the normal numbers the distance from one to the next stays the same.
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const fraction = Math.round(size * 2 ** (10 - exponent));
  return sign + ((exponent + 14) << 10) + fraction;
}
