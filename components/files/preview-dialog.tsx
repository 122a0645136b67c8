'use client';
import { ChevronLeft, ChevronRight, Copy, Download, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { useTimes } from '../place/use-times';
import { shortcutOf } from '../shortcuts/shortcuts';
import { PictureFrame } from '../studio/stage/picture-frame';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { Viewer, ViewerTitle } from '../ui/viewer';
import { fileAddress, type Place } from './data/file-places';
import { usePictureFacts } from './data/queries';
import { FileIcon } from './file-icon';

interface PreviewDialogProps {
  tree: Place['tree'];
  entries: readonly FileEntry[];
  /** Path of the file that is looked at; null: none. */
  shown: string | null;
  onShow: (path: string | null) => void;
  onDownload: (entry: FileEntry) => void;
}

/** One file, large, with what it says of itself; arrow keys turn to the others of the folder. */
export function PreviewDialog({ tree, entries, shown, onShow, onDownload }: PreviewDialogProps) {
  const t = useTranslations('files');
  const files = entries.filter(({ kind }) => kind === 'file');
  const at = files.findIndex(({ path }) => path === shown);
  const entry = files[at];
  const turn = (by: number) => {
    const next = files[(at + by + files.length) % files.length];
    if (next) onShow(next.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = shortcutOf(event.nativeEvent, false);
    if (id === 'previousPicture') turn(-1);
    else if (id === 'nextPicture') turn(1);
    else if (id === 'download' && entry) onDownload(entry);
    else if (event.key === ' ') onShow(null);
    else return;
    event.preventDefault();
  };
  if (!entry) return null;
  return (
    <Viewer glass onEscape={() => onShow(null)} onKeyDown={onKeyDown} className="wide:flex-row">
      <div className="relative flex min-h-0 min-w-0 flex-1 items-center justify-center p-2 wide:px-16 wide:py-6">
        {files.length > 1 && (
          <>
            <IconButton
              label={t('preview.previous')}
              shortcut="previousPicture"
              onClick={() => turn(-1)}
              className="absolute left-2 z-10 bg-scrim/60"
            >
              <ChevronLeft />
            </IconButton>
            <IconButton
              label={t('preview.next')}
              shortcut="nextPicture"
              onClick={() => turn(1)}
              className="absolute right-2 z-10 bg-scrim/60"
            >
              <ChevronRight />
            </IconButton>
          </>
        )}
        <Large key={entry.path} tree={tree} entry={entry} />
      </div>
      <Facts tree={tree} entry={entry} onDownload={() => onDownload(entry)} onClose={() => onShow(null)} />
    </Viewer>
  );
}

function Large({ tree, entry }: { tree: Place['tree']; entry: FileEntry }) {
  const { data: facts, isError } = usePictureFacts(tree, entry.path, entry.picture);
  if (!entry.picture || isError || facts === null) return <FileIcon {...entry} className="size-24" />;
  if (!facts) return null;
  return (
    <div className="size-full [--enlarge:6]">
      <PictureFrame width={facts.width} height={facts.height}>
        {/* biome-ignore lint/performance/noImgElement: already made small, and cached */}
        <img
          src={fileAddress('files/preview', tree, { path: entry.path, size: '1600', v: entry.modifiedAt })}
          alt={entry.name}
          className="appear size-full object-contain"
        />
      </PictureFrame>
    </div>
  );
}

interface FactsProps {
  tree: Place['tree'];
  entry: FileEntry;
  onDownload: () => void;
  onClose: () => void;
}

function Facts({ tree, entry, onDownload, onClose }: FactsProps) {
  const times = useTimes();
  const acts = useTranslations('acts');
  const ui = useTranslations('ui');
  const t = useTranslations('files');
  const { data: facts, isPending } = usePictureFacts(tree, entry.path, entry.picture);
  const parameters = facts?.parameters ?? null;
  const copy = async () => {
    await navigator.clipboard.writeText(parameters ?? '');
    toast(t('preview.copied'));
  };
  return (
    <aside
      aria-label={t('preview.about')}
      className="flex max-h-[45dvh] shrink-0 flex-col gap-4 overflow-y-auto border-t bg-panel p-4 wide:max-h-none wide:w-(--controls-width) wide:border-t-0 wide:border-l wide:p-6"
    >
      <div className="flex items-start gap-2">
        <ViewerTitle className="min-w-0 flex-1 py-1 text-large font-semibold break-words">
          {entry.name}
        </ViewerTitle>
        <IconButton label={ui('close')} side="bottom" onClick={onClose} className="-mt-1 -mr-2">
          <X />
        </IconButton>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Fact label={t('columns.bytes')}>{formatBytes(entry.bytes ?? 0)}</Fact>
        {entry.picture && (
          <Fact label={t('preview.pixels')}>
            {facts ? `${facts.width} × ${facts.height}` : isPending ? <Skeleton className="h-5 w-24" /> : '–'}
          </Fact>
        )}
        <Fact label={t('columns.modifiedAt')}>{times.recent(entry.modifiedAt)}</Fact>
      </dl>
      {parameters && (
        <section aria-label={t('preview.parameters')} className="grid gap-2">
          <div className="flex items-center justify-between">
            <h3 className="text-small text-muted">{t('preview.parameters')}</h3>
            <Button onClick={() => void copy()} className="-mr-2">
              <Copy />
              {t('preview.copy')}
            </Button>
          </div>
          <p className="rounded-control bg-raised p-3 text-small break-words whitespace-pre-wrap text-muted select-text">
            {parameters}
          </p>
        </section>
      )}
      <Button look="outlined" onClick={onDownload} className="mt-auto">
        <Download />
        {acts('download')}
      </Button>
    </aside>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="truncate">{children}</dd>
    </>
  );
}
