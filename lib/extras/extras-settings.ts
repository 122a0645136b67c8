import type { ImageUpscaler } from '@/lib/generation/upscalers';

/** What shall become of a picture on Extras. */
export interface ExtrasSettings {
  /** By a factor, or to a size that is covered. */
  resize: 'by' | 'to';
  /** More than 0. */
  scale: number;
  /** Longest side of what `scale` leads to, pixels; 0: any. */
  maxSide: number;
  /** Pixels, of `to`. */
  width: number;
  height: number;
  /** Whether what sticks out beyond `width` and `height` is cut off. */
  crop: boolean;
  upscaler: ImageUpscaler;
  secondUpscaler: ImageUpscaler;
  /** How much of the second one's picture is seen, 0 to 1. */
  secondVisibility: number;
}

/** As the known web UI's page begins, but for an upscaler that does something. */
export const EXTRAS_DEFAULTS: ExtrasSettings = {
  resize: 'by',
  scale: 2,
  maxSide: 0,
  width: 1024,
  height: 1024,
  crop: true,
  upscaler: 'Lanczos',
  secondUpscaler: 'None',
  secondVisibility: 0,
};

export const EXTRAS_LIMITS = {
  scale: { min: 0.05, max: 8 },
  side: { min: 8, max: 8192 },
  /** Of a picture that is made. */
  pixels: 8192 * 8192,
} as const;
