import type { Pixels } from '../pixels';

/** RGB in -1..1 as a linear function of a scaled latent's channels and 1. */
export interface PreviewFactors {
  /** For each of R, G, B: a factor for each channel, then the constant. */
  rgb: Float64Array[];
}

/** What a latent will look like, one pixel for each of its places. */
export function previewLatent(
  { rgb }: PreviewFactors,
  latent: Float32Array,
  width: number,
  height: number,
): Pixels {
  const area = width * height;
  const channels = latent.length / area;
  const pixels = new Uint8Array(3 * area);
  for (let place = 0; place < area; place++) {
    rgb.forEach((factors, channel) => {
      let value = factors[channels]!;
      for (let c = 0; c < channels; c++) value += factors[c]! * latent[c * area + place]!;
      pixels[3 * place + channel] = Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5);
    });
  }
  return { width, height, rgb: pixels };
}
