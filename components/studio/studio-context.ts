'use client';
import { createContext, useContext } from 'react';
import type { PictureActions } from './actions/use-picture-actions';
import type { RunActions } from './actions/use-run-actions';
import type { Txt2imgForm } from './form/use-txt2img-form';
import type { StageState } from './stage/use-stage-state';

/** What the parts of the Txt2img page share. */
export interface Studio {
  txt2img: Txt2imgForm;
  stage: StageState;
  actions: PictureActions;
  run: RunActions;
}

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio outside of the Txt2img page');
  return studio;
}
