/** What one job of a script may be; more belongs into several jobs. */
export const SERIES_LIMITS = {
  /** Changed requests. */
  cells: 256,
  /** Pictures of all of them. */
  pictures: 1_600,
  /** Between the pictures of a grid, pixels. */
  margin: { min: 0, max: 500 },
  loops: { min: 1, max: 256, isWhole: true },
  share: { min: 0, max: 1, isWhole: false },
  /** Pixels that tiles of one picture share. */
  overlap: { min: 0, max: 1024, isWhole: true },
  /** Times a picture's size. */
  scale: { min: 1, max: 8, isWhole: false },
  /** Pixels that a picture grows at a side. */
  expand: { min: 1, max: 1024, isWhole: true },
  /** A mask is blurred four times as far. */
  outpaintBlur: { min: 0, max: 64, isWhole: true },
  fallOff: { min: 0, max: 4, isWhole: false },
  /** Of a picture that is laid together from tiles. */
  tiledPixels: 8192 * 4096,
  /** Of one whose new part begins with noise like it, which is computed of all of it. */
  outpaintedPixels: 2048 * 2048,
  /** Characters of the text that an axis or a list of prompts is typed as. */
  characters: 100_000,
} as const;
