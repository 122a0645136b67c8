/** A sum is finite only if every part is (and no sum of latents comes near the limits of a double). */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (const value of values) sum += value;
  return Number.isFinite(sum);
}
