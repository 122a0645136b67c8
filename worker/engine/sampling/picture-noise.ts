import { BrownianTree } from './brownian-tree';
import { type NoiseGenerator, type NoiseSource, noiseGenerator } from './noise-source';
import { type Planes, pasted, slerp } from './variation';

/** Pixels for each place of a latent, which sizes are counted in. */
const FACTOR = 8;

/** Everything that decides a picture's noise. */
export interface NoiseSeeds {
  /** Of this very picture; `CPU` looks at the low 32 bits. */
  seed: number;
  noiseSource?: NoiseSource;
  /** Another seed and how far to go towards it, 0 to 1. */
  subseed?: number;
  subseedStrength?: number;
  /** Size in pixels of the picture whose composition is kept. */
  seedResizeFrom?: { width: number; height: number };
  /** Eta noise seed delta: the seed of all noise but the first is so much higher. */
  ensd?: number;
}

type Shape = Planes['shape'];

/**
 * The noise of one picture: the first draw, which decides its composition, then one for each step that wants some. Every
 * picture has a generator of its own, so a batch equals pictures drawn alone.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/rng.py`, ImageRNG
 */
export class PictureNoise {
  readonly #seeds: NoiseSeeds;
  readonly #source: NoiseSource;
  readonly #size: number;
  #generator: NoiseGenerator;
  #tree: BrownianTree | undefined;

  /** @param brownian range of noise levels, for samplers whose noise comes from a Brownian tree over them */
  constructor(
    seeds: NoiseSeeds,
    readonly shape: Shape,
    readonly brownian?: { min: number; max: number },
  ) {
    this.#seeds = seeds;
    this.#source = seeds.noiseSource ?? 'CPU';
    this.#size = shape[0] * shape[1] * shape[2];
    this.#generator = noiseGenerator(this.#source, seeds.seed);
  }

  /** Unit noise to begin with; to be drawn once, before any other. */
  first(): Float32Array {
    const { seed, subseed = 0, subseedStrength = 0, seedResizeFrom, ensd = 0 } = this.#seeds;
    const [channels, height, width] = this.shape;
    const isResized = seedResizeFrom && seedResizeFrom.width > 0 && seedResizeFrom.height > 0;
    const shape: Shape = isResized
      ? [channels, Math.floor(seedResizeFrom.height / FACTOR), Math.floor(seedResizeFrom.width / FACTOR)]
      : this.shape;
    const isOtherSize = shape[1] !== height || shape[2] !== width;
    const draw = (generator: NoiseGenerator): Planes => ({
      data: generator.randn(shape[0] * shape[1] * shape[2]),
      shape,
    });
    let noise = draw(isOtherSize ? noiseGenerator(this.#source, seed) : this.#generator);
    if (subseedStrength !== 0) {
      noise = slerp(subseedStrength, noise, draw(noiseGenerator(this.#source, subseed)));
    }
    if (isOtherSize) {
      noise = pasted(noise, { data: this.#generator.randn(this.#size), shape: this.shape });
    }
    if (ensd !== 0) this.#generator = noiseGenerator(this.#source, seed + ensd);
    return noise.data;
  }

  /** Unit noise for the step from `sigma` to `sigma_next`. */
  next(sigma: number, sigma_next: number): Float32Array {
    if (!this.brownian) return this.#generator.randn(this.#size);
    const { min, max } = this.brownian;
    this.#tree ??= new BrownianTree(this.#source, this.#size, min, max, this.#seeds.seed);
    return this.#tree.between(sigma, sigma_next);
  }
}
