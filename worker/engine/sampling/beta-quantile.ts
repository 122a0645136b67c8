const { abs, exp, log } = Math;

/** Lanczos' coefficients (g = 7). */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce((sum, c, k) => (k === 0 ? c : sum + c / (z + k)), 0);
  return 0.5 * log(2 * Math.PI) + (z + 0.5) * log(t) - t + log(series);
}

/** Continued fraction of the incomplete beta function (Lentz). @see Press et al., Numerical Recipes, section 6.4 */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d);
      c = 1 + term / c;
      change = c * d;
      value *= change;
    }
    if (abs(change - 1) < 1e-15) break;
  }
  return value;
}

/** Share of Beta(a, b) below x. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** The x below which a share of Beta(a, b) lies: `scipy.stats.beta.ppf`, by bisection. */
export function betaQuantile(share: number, a: number, b: number): number {
  if (share <= 0 || share >= 1) return share <= 0 ? 0 : 1;
  let low = 0;
  let high = 1;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
