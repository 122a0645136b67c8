'use client';
import { createContext, useContext } from 'react';
import type { StudioSettings } from '@/lib/options/studio-settings';
import type { PictureActions } from './actions/use-picture-actions';
import type { RunActions } from './actions/use-run-actions';
import type { StudioForm } from './form/use-studio-form';
import type { StageState } from './stage/use-stage-state';

/** What the parts of a page that draws share: Txt2img and Img2img. */
export interface Studio extends StudioForm {
  settings: StudioSettings;
  stage: StageState;
  actions: PictureActions;
  run: RunActions;
}

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio outside of a page that draws');
  return studio;
}
