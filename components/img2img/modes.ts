import type { DrawingKind } from '../canvas/drawing';

/** The sub-tabs, in the order of the web UI people know. */
export const MODES = ['img2img', 'sketch', 'inpaint', 'inpaintSketch', 'inpaintUpload', 'batch'] as const;
export type Mode = (typeof MODES)[number];
/** Those with a picture of their own. */
export type CanvasMode = Exclude<Mode, 'batch'>;

export const isMode = (text: string | null): text is Mode => MODES.includes(text as Mode);

export const DRAWN: Readonly<Record<CanvasMode, DrawingKind>> = {
  img2img: 'none',
  sketch: 'paint',
  inpaint: 'mask',
  inpaintSketch: 'painted mask',
  inpaintUpload: 'none',
};

/** Whether a part of the picture is drawn anew. */
export const hasMask = (mode: Mode): boolean =>
  mode === 'inpaint' || mode === 'inpaintSketch' || mode === 'inpaintUpload';

/** Where a picture can be copied to. */
export const COPY_TARGETS = [
  'img2img',
  'sketch',
  'inpaint',
  'inpaintSketch',
] as const satisfies readonly CanvasMode[];
