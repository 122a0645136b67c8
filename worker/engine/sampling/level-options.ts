/** How a schedule lays out its noise levels; what is not said, or 0, is its own. Not every schedule listens to all. */
export interface LevelOptions {
  /** The smallest and the largest level, instead of the checkpoint's. */
  sigmaMin?: number;
  sigmaMax?: number;
  /** Bend of Karras (7) and Polyexponential (1). */
  rho?: number;
  /** Shape of the distribution that Beta takes its levels from, 0.6 each. */
  betaAlpha?: number;
  betaBeta?: number;
}
