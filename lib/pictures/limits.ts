/** What a picture from outside may have. */
export const PICTURE_LIMITS = {
  /** Bytes of one file. */
  bytes: 48 * 1024 * 1024,
  /** Of one picture, and the most the engine takes. */
  pixels: 4096 * 4096,
  /** Of all pictures of one request. */
  pixelsTogether: 4 * 4096 * 4096,
} as const;
