/**
 * How weights act on encoded tokens: `Original` keeps the mean, `No norm` does not, `Ignore` reads weights but does not
 * use them, `None` takes brackets for ordinary characters.
 */
export type Emphasis = 'Original' | 'No norm' | 'Ignore' | 'None';

export const EMPHASES: readonly Emphasis[] = ['Original', 'No norm', 'Ignore', 'None'];

/** An encoded chunk, (77, C), and the weights of its tokens, (77). */
export interface EmphasizedChunk {
  encoded: Float32Array;
  weights: number[];
}

const sumOf = (values: Float32Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

function scaleTokens({ encoded, weights }: EmphasizedChunk): void {
  const width = encoded.length / weights.length;
  weights.forEach((weight, token) => {
    for (let i = token * width; i < (token + 1) * width; i++) encoded[i]! *= weight;
  });
}

/**
 * Each token's vector times its weight. `Original` then scales all chunks by one factor that brings their common mean back:
 * the texts a prompt goes through (`[a:b:5]`) are encoded together, and each stands as often as it comes up.
 * @param chunks the same chunk of each of these texts, encoded tokens changed in place
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_emphasis.py`
 */
export function emphasize(chunks: EmphasizedChunk[], emphasis: Emphasis = 'Original'): void {
  const isPlain = chunks.every(({ weights }) => weights.every((weight) => weight === 1));
  if (isPlain || emphasis === 'Ignore' || emphasis === 'None') return;
  const total = () => chunks.reduce((sum, { encoded }) => sum + sumOf(encoded), 0);
  const before = total();
  for (const chunk of new Set(chunks)) scaleTokens(chunk);
  if (emphasis === 'No norm') return;
  const factor = before / total();
  for (const { encoded } of new Set(chunks)) {
    for (let i = 0; i < encoded.length; i++) encoded[i]! *= factor;
  }
}
