'use client';
import { type ReactNode, useEffect } from 'react';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { usePictureActions } from './actions/use-picture-actions';
import { useRunActions } from './actions/use-run-actions';
import { useCheckpoints } from './data/queries';
import { Dock } from './dock';
import { Controls } from './form/controls';
import { useTxt2imgForm } from './form/use-txt2img-form';
import { partOf } from './job-words';
import { Rail } from './rail/rail';
import { Stage } from './stage/stage';
import { useStageState } from './stage/use-stage-state';
import { type Studio, StudioContext } from './studio-context';

export function Txt2imgPage({ userName }: { userName: string }) {
  return (
    <StudioProvider userName={userName}>
      <main className="relative grid min-h-0 flex-1 grid-cols-1 content-start overflow-y-auto scroll-pb-12 wide:grid-cols-[320px_minmax(0,1fr)_180px] wide:grid-rows-[minmax(0,1fr)] wide:content-stretch wide:overflow-hidden full:grid-cols-[var(--controls-width)_minmax(0,1fr)_var(--rail-width)]">
        <h1 className="sr-only">Txt2img</h1>
        <section
          aria-label="Settings"
          className="order-3 scroll-pb-12 wide:order-1 wide:overflow-y-auto wide:border-r"
        >
          <Controls />
        </section>
        <section
          aria-label="Stage"
          className="order-1 flex h-[min(56dvh,116vw)] flex-col wide:order-2 wide:h-auto wide:min-h-0"
        >
          <Stage />
        </section>
        <aside
          aria-label="Jobs and history"
          className="order-2 h-23 min-w-0 border-y wide:order-3 wide:h-auto wide:min-h-0 wide:border-y-0 wide:border-l"
        >
          <Rail />
        </aside>
      </main>
      <Dock />
    </StudioProvider>
  );
}

function StudioProvider({ userName, children }: { userName: string; children: ReactNode }) {
  const checkpoints = useCheckpoints().data ?? [];
  const txt2img = useTxt2imgForm(userName, checkpoints);
  const stage = useStageState();
  const run = useRunActions(txt2img, stage);
  const actions = usePictureActions(txt2img, stage);
  const studio: Studio = { txt2img, stage, run, actions };
  useStudioKeys(studio);
  useProgressInTitle(studio);
  return <StudioContext value={studio}>{children}</StudioContext>;
}

function useStudioKeys({ txt2img, stage, run, actions }: Studio): void {
  const picture = stage.selected !== null;
  useShortcuts({
    generate: run.generate,
    interrupt: run.active[0] && (() => run.interrupt()),
    skip: run.active[0] && run.skip,
    focusPrompt: () => txt2img.focusPrompt(),
    randomSeed: actions.randomSeed,
    reuseSeed: picture ? actions.reuseSeed : undefined,
    reuseParameters: picture ? actions.reuseParameters : undefined,
    copyParameters: picture ? actions.copyParameters : undefined,
    download: picture ? actions.download : undefined,
    fullSize: picture ? () => stage.setFullSize(true) : undefined,
    previousPicture: picture ? () => stage.turn(-1) : undefined,
    nextPicture: picture ? () => stage.turn(1) : undefined,
  });
}

/** `42 % · Atelier`: who works in another tab sees how far it is. */
function useProgressInTitle({ run }: Studio): void {
  const job = run.active[0];
  const part = job ? partOf(job) : null;
  useEffect(() => {
    document.title = job
      ? `${part === null ? 'Waiting' : `${Math.round(part * 100)} %`} · Atelier`
      : 'Txt2img · Atelier';
  }, [job, part]);
}
