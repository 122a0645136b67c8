export interface SizePreset {
  label: string;
  width: number;
  height: number;
}

const RATIOS = [
  { label: '1:1', ratio: 1 },
  { label: '3:2', ratio: 3 / 2 },
  { label: '2:3', ratio: 2 / 3 },
  { label: '16:9', ratio: 16 / 9 },
  { label: '9:16', ratio: 9 / 16 },
];

/** Sizes with about as many pixels as the checkpoint's native square, in whole latent cells of 8 pixels. */
export function presetsFor(nativeSize: number): SizePreset[] {
  return RATIOS.map(({ label, ratio }) => ({
    label,
    width: toCells(nativeSize * Math.sqrt(ratio)),
    height: toCells(nativeSize / Math.sqrt(ratio)),
  }));
}

function toCells(pixels: number): number {
  return Math.max(64, Math.round(pixels / 8) * 8);
}
