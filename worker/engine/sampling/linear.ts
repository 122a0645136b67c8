/** Σ factor · latent, latents of one length. Summed in double, rounded to float32 once. */
export function linear(...terms: [factor: number, latent: Float32Array][]): Float32Array {
  const [[, first]] = terms as [[number, Float32Array]];
  return first.map((_, k) => {
    let sum = 0;
    for (const [factor, latent] of terms) sum += factor * latent[k]!;
    return sum;
  });
}

/** The derivative dx/dsigma of the probability flow. @see Karras et al. 2022, https://arxiv.org/abs/2206.00364 */
export const to_d = (x: Float32Array, sigma: number, denoised: Float32Array): Float32Array =>
  linear([1 / sigma, x], [-1 / sigma, denoised]);
