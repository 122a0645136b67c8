/** Mean in double precision. */
function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * "Original" emphasis: each token's vector times its weight, then the whole chunk scaled back to its old mean.
 * @param encoded (77, C), changed in place
 * @param weights (77)
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_emphasis.py`, EmphasisOriginal
 */
export function emphasize(encoded: Float32Array, weights: number[]): void {
  if (weights.every((weight) => weight === 1)) return;
  const width = encoded.length / weights.length;
  const before = mean(encoded);
  weights.forEach((weight, token) => {
    for (let i = token * width; i < (token + 1) * width; i++) encoded[i]! *= weight;
  });
  const scale = before / mean(encoded);
  for (let i = 0; i < encoded.length; i++) encoded[i]! *= scale;
}
