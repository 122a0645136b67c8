/** A picture in the making, as seen from outside. */
export interface PictureState {
  /** Denoising steps done, and to do. */
  step: number;
  steps: number;
  /** The latest guess at the finished latent, (C, H, W). */
  denoised?: Float32Array;
  /** Places of the latent along each side. */
  latentWidth: number;
  latentHeight: number;
}
