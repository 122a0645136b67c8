'use client';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { StudioSettings } from '@/lib/options/studio-settings';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { usePictureActions } from './actions/use-picture-actions';
import { useRunActions } from './actions/use-run-actions';
import type { Sending } from './data/mutations';
import { useCheckpoints } from './data/queries';
import type { StudioKind, StudioValues } from './form/studio-values';
import { useStudioForm } from './form/use-studio-form';
import { partOf } from './job-words';
import { useStageState } from './stage/use-stage-state';
import { type Studio, StudioContext } from './studio-context';

interface StudioProviderProps {
  kind: StudioKind;
  userName: string;
  settings: StudioSettings;
  /** What goes with the form, asked for when it is sent; null: what is needed is not there yet. */
  attach?: (values: StudioValues) => Promise<readonly Sending[] | null>;
  children: ReactNode;
}

/** The form, the stage and all acts of a page that draws, for everything inside. */
export function StudioProvider({ kind, userName, settings, attach, children }: StudioProviderProps) {
  const checkpoints = useCheckpoints().data ?? [];
  const studioForm = useStudioForm(kind, userName, checkpoints);
  const stage = useStageState();
  const run = useRunActions(studioForm, stage, attach);
  const actions = usePictureActions(studioForm, stage, run);
  const studio: Studio = { ...studioForm, settings, stage, run, actions };
  useStudioKeys(studio);
  useProgressInTitle(studio);
  return <StudioContext value={studio}>{children}</StudioContext>;
}

function useStudioKeys({ focusPrompt, stage, run, actions }: Studio): void {
  const picture = stage.selected !== null;
  useShortcuts({
    generate: run.generate,
    interrupt: stage.comparison.first ? stage.comparison.end : run.active[0] && (() => run.interrupt()),
    skip: run.active[0] && run.skip,
    focusPrompt,
    randomSeed: actions.randomSeed,
    reuseSeed: actions.reuseSeed ?? undefined,
    reuseParameters: actions.reuseParameters ?? undefined,
    copyParameters: picture ? actions.copyParameters : undefined,
    download: picture ? actions.download : undefined,
    drawAgain: actions.drawAgain ? () => actions.drawAgain?.('next') : undefined,
    comparePicture: picture ? actions.compare : undefined,
    moveToTrash: picture ? actions.trash : undefined,
    switchView: stage.pictures.length > 1 ? () => stage.setSingle(!stage.single) : undefined,
    fullSize: picture ? () => stage.setFullSize(true) : undefined,
    previousPicture: picture ? () => stage.turn(-1) : undefined,
    nextPicture: picture ? () => stage.turn(1) : undefined,
  });
}

/** `42 % · Atelier`: who works in another tab sees how far it is. */
function useProgressInTitle({ kind, run }: Studio): void {
  const words = useTranslations('dock');
  const name = useTranslations('frame')(`tabs.${kind}`);
  const job = run.active[0];
  const part = job ? partOf(job) : null;
  useEffect(() => {
    const state = part === null ? words('waiting') : words('percent', { part: Math.round(part * 100) });
    document.title = `${job ? state : name} · Atelier`;
  }, [job, name, part, words]);
}
