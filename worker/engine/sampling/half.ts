const { abs, floor, fround, log2, max, sign } = Math;

/** The number as float16 has it, nearest, half to even; up to 65,504. */
export function toHalf(value: number): number {
  const magnitude = abs(value);
  if (magnitude === 0) return value;
  const step = 2 ** (max(-14, floor(log2(magnitude))) - 10);
  const places = magnitude / step;
  const low = floor(places);
  const rest = places - low;
  const up = rest > 0.5 || (rest === 0.5 && low % 2 === 1);
  return fround(sign(value) * (low + (up ? 1 : 0)) * step);
}
