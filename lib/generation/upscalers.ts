/** How the hires fix scales the latent, in the order programs know; the first is the usual one. */
export const LATENT_UPSCALE_MODES = [
  'Latent',
  'Latent (antialiased)',
  'Latent (bicubic)',
  'Latent (bicubic antialiased)',
  'Latent (nearest)',
  'Latent (nearest-exact)',
] as const;

/** Upscalers of pictures, in the order programs know. */
export const UPSCALERS = ['None', 'Lanczos', 'Nearest'] as const;

export type ImageUpscaler = (typeof UPSCALERS)[number];
export type HiresUpscaler = (typeof LATENT_UPSCALE_MODES)[number] | ImageUpscaler;

/** The upscaler or latent mode of that name, in any case. */
export function upscalerNamed(text: string): HiresUpscaler | undefined {
  const wanted = text.trim().toLowerCase();
  return [...LATENT_UPSCALE_MODES, ...UPSCALERS].find((name) => name.toLowerCase() === wanted);
}
