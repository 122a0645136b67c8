'use client';
import { CircleStop } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { ChoosePictures } from '../canvas/choose-pictures';
import { TakePictures } from '../canvas/take-pictures';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { receivePicture } from '../studio/hand-over';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { Keys } from '../ui/keys';
import { Progress } from '../ui/progress';
import { BatchStage } from './batch-stage';
import { EmptyExtras } from './empty-extras';
import { ExtrasControls } from './extras-controls';
import { problemOf } from './extras-item';
import { FolderChoice } from './folder-choice';
import { Segments } from './segments';
import { SingleStage } from './single-stage';
import { type ExtrasRun, useExtrasRun } from './use-extras-run';
import { useExtrasSettings } from './use-extras-settings';

const MODES = ['single', 'batch', 'folder'] as const;
type Mode = (typeof MODES)[number];

/** Extras: finished pictures made larger, one, several, or all of a folder. `hasFiles`: their own folders may be looked into. */
export function ExtrasPage({ hasFiles }: { hasFiles: boolean }) {
  const words = useTranslations('extras');
  const [mode, setMode] = useState<Mode>('single');
  const [settings, changeSettings] = useExtrasSettings();
  const [refused, setRefused] = useState<string | null>(null);
  const run = useExtrasRun();
  useHandedOver(run);
  const takeFiles = (files: File[]) => {
    const taken = files.filter((file) => problemOf(file) === null);
    const bad = files.find((file) => problemOf(file) !== null);
    setRefused(bad ? refusalOf(bad) : null);
    if (taken.length === 0) return;
    if (taken.length > 1 || mode !== 'single') setMode('batch');
    run.put(
      taken.map((file) => ({ file })),
      { add: mode === 'batch' },
    );
  };
  const refusalOf = (file: File) =>
    words(`problems.${problemOf(file) ?? 'noFile'}`, {
      name: file.name,
      size: Math.ceil(file.size / 2 ** 20),
      most: PICTURE_LIMITS.bytes / 2 ** 20,
    });
  const choose = (next: Mode) => {
    setMode(next);
    setRefused(null);
    if (next !== mode && !(next === 'batch' && mode === 'single')) run.clear();
  };
  const start = () => !run.running && run.items.length > 0 && run.start(settings);
  useShortcuts({ generate: start, interrupt: run.running ? run.stop : undefined });
  return (
    <>
      <main className="relative grid min-h-0 flex-1 grid-cols-1 content-start overflow-y-auto wide:grid-cols-[320px_minmax(0,1fr)] wide:grid-rows-[minmax(0,1fr)] wide:content-stretch wide:overflow-clip full:grid-cols-[var(--controls-width)_minmax(0,1fr)]">
        <h1 className="sr-only">{words('title')}</h1>
        <section
          aria-label={words('settings')}
          className="order-2 flex flex-col gap-4 p-4 wide:order-1 wide:overflow-y-auto wide:border-r"
        >
          <Segments
            label={words('modes.label')}
            value={mode}
            options={MODES.filter((name) => name !== 'folder' || hasFiles).map((name) => ({
              value: name,
              label: words(`modes.${name}`),
            }))}
            onChange={choose}
          />
          <ExtrasControls settings={settings} onChange={changeSettings} />
        </section>
        <TakePictures
          label={words('stage')}
          takesPaste
          onFiles={takeFiles}
          onRefused={() => setRefused(words('problems.folder'))}
          className="order-1 flex h-[min(64dvh,130vw)] flex-col wide:order-2 wide:h-auto"
        >
          <div className="min-h-0 flex-1">
            <Stage {...{ mode, run, settings }} onFiles={takeFiles} />
          </div>
          {refused && (
            <div className="shrink-0 border-t bg-panel px-4 py-2">
              <Failure error={{ message: refused }} />
            </div>
          )}
        </TakePictures>
      </main>
      <ExtrasDock run={run} onStart={start} />
    </>
  );
}

interface StageProps {
  mode: Mode;
  run: ExtrasRun;
  settings: ReturnType<typeof useExtrasSettings>[0];
  onFiles: (files: File[]) => void;
}

function Stage({ mode, run, settings, onFiles }: StageProps) {
  const words = useTranslations('extras');
  const [first] = run.items;
  if (!first && mode === 'folder') {
    return (
      <EmptyExtras title={words('empty.folderTitle')} note={words('empty.folderNote')}>
        <FolderChoice onPictures={(paths) => run.put(paths.map((path) => ({ path })))} />
      </EmptyExtras>
    );
  }
  if (!first) {
    const several = mode === 'batch';
    return (
      <EmptyExtras
        title={several ? words('empty.manyTitle') : words('empty.title')}
        note={words('empty.note')}
      >
        <ChoosePictures onFiles={onFiles} several={several} look="outlined">
          {several ? words('empty.chooseMany') : words('empty.choose')}
        </ChoosePictures>
      </EmptyExtras>
    );
  }
  if (mode === 'single') {
    return <SingleStage item={first} settings={settings} onFiles={onFiles} onRemove={run.clear} />;
  }
  return (
    <BatchStage items={run.items} running={run.running} onRemove={run.remove} onClear={run.clear}>
      {mode === 'batch' && (
        <ChoosePictures onFiles={onFiles} several>
          {words('empty.chooseMany')}
        </ChoosePictures>
      )}
    </BatchStage>
  );
}

/** Generate, how far it is, and how to stop it. */
function ExtrasDock({ run, onStart }: { run: ExtrasRun; onStart: () => void }) {
  const words = useTranslations('extras');
  const { items, running } = run;
  const ended = items.filter(({ state }) => state === 'done' || state === 'failed').length;
  return (
    <footer className="relative shrink-0 border-t bg-panel pb-[env(safe-area-inset-bottom)]">
      {running && (
        <Progress
          label={words('working')}
          part={items.length > 1 ? ended / items.length : null}
          className="absolute inset-x-0 -top-px h-0.5 rounded-none"
        />
      )}
      <div className="flex min-h-(--dock-height) items-center gap-3 px-3 wide:px-0">
        <div className="flex-1 wide:w-80 wide:flex-none wide:px-4 full:w-(--controls-width)">
          <Button
            look="accent"
            size="large"
            className="w-full"
            disabled={items.length === 0 || running}
            onClick={onStart}
          >
            {words('generate')}
            <Keys keys="Ctrl Enter" className="hidden wide:inline-flex" />
          </Button>
        </div>
        {running && (
          <p role="status" className="min-w-0 truncate tabular-nums">
            {items.length > 1
              ? words('progress', { done: Math.min(ended + 1, items.length), total: items.length })
              : words('working')}
          </p>
        )}
        <div className="ml-auto wide:pr-3">
          <Button disabled={!running} onClick={run.stop}>
            <CircleStop />
            {words('stop')}
          </Button>
        </div>
      </div>
    </footer>
  );
}

/** Takes what another page sent here, once; the address then says nothing of it any more. */
function useHandedOver({ put }: ExtrasRun): void {
  const query = useSearchParams();
  const router = useRouter();
  const taken = useRef('');
  useEffect(() => {
    const key = query.get('picture') ?? query.get('file');
    if (!key || taken.current === key) return;
    taken.current = key;
    const pictureId = query.get('picture');
    if (pictureId) put([{ pictureId }]);
    else void receivePicture(query).then((file) => file && put([{ file }]));
    router.replace('/extras', { scroll: false });
  }, [query, put, router]);
}
