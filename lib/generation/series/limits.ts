/** What one job of a script may be; more belongs into several jobs. */
export const SERIES_LIMITS = {
  /** Changed requests. */
  cells: 256,
  /** Pictures of all of them. */
  pictures: 1_600,
  /** Between the pictures of a grid, pixels. */
  margin: { min: 0, max: 500 },
  /** Characters of the text that an axis or a list of prompts is typed as. */
  characters: 100_000,
} as const;
