'use client';
import { createContext, useContext } from 'react';
import type { Drawing } from '../canvas/drawing';
import type { PictureRefused } from '../canvas/open-picture';
import type { BatchPicture } from './batch';
import type { Mode } from './modes';
import type { Drawings } from './use-drawings';

export type View = 'canvas' | 'result' | 'compare';

/** What the parts of the Img2img page share, besides the studio. */
export interface Img2img {
  mode: Mode;
  setMode: (mode: Mode) => void;
  view: View;
  setView: (view: View) => void;
  drawings: Drawings;
  /** Of the sub-tab; null in Batch, too. */
  drawing: Drawing | null;
  /** What was there before a reload is being looked for. */
  isRestoring: boolean;
  batch: readonly BatchPicture[];
  addToBatch: (files: readonly File[]) => Promise<void>;
  removeFromBatch: (id: string) => void;
  clearBatch: () => void;
  /** Why a file was not taken, or nothing could be sent. */
  refusal: string | null;
  refuse: (why: PictureRefused | string | null) => void;
  /** What a job was made from, while the page lives. */
  sentFor: (jobId: string) => Blob | null;
}

export const Img2imgContext = createContext<Img2img | null>(null);

export function useImg2img(): Img2img {
  const img2img = useContext(Img2imgContext);
  if (!img2img) throw new Error('useImg2img outside of the Img2img page');
  return img2img;
}
