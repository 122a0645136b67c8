'use client';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '@/lib/i18n/words';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Progress } from '../../ui/progress';
import type { Place } from '../data/file-places';
import { useLeftUploads } from '../data/queries';
import { LeftUploads } from './left-uploads';
import { UNDER_WAY, type UploadItem } from './upload-item';
import { uploadQueue } from './upload-queue';
import { UploadRow } from './upload-row';

const none: readonly UploadItem[] = [];
/** Of thousands of files only the first that matter are drawn. */
const MOST_ROWS = 100;

/** The files on their way, at the foot of the page. */
export function UploadPanel({ tree }: { tree: Place['tree'] }) {
  const acts = useTranslations('acts');
  const ui = useTranslations('ui');
  const t = useTranslations('files');
  const items = useSyncExternalStore(uploadQueue.subscribe, uploadQueue.items, () => none);
  const left =
    useLeftUploads(tree).data?.filter(({ path }) => !items.some((item) => item.path === path)) ?? [];
  const [folded, setFolded] = useState(false);
  const active = items.filter(({ state }) => UNDER_WAY.includes(state));
  useLeaveWarning(active.length > 0);
  if (items.length === 0 && left.length === 0) return null;

  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const sent = items.reduce((sum, item) => sum + item.sent, 0);
  const taken = items.filter(({ state }) => state === 'taken');
  const rows = [...items].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_ROWS);
  return (
    <section
      aria-label={t('uploads.title')}
      className="appear absolute inset-x-2 bottom-2 z-10 flex max-h-[60%] flex-col overflow-hidden rounded-card bg-popover shadow-popover wide:left-auto wide:right-4 wide:bottom-4 wide:w-96"
    >
      <header className="flex shrink-0 items-center gap-1 py-1 pr-1 pl-4">
        <h2 aria-live="polite" className="min-w-0 flex-1 truncate font-semibold">
          {headline(items, active.length, t)}
        </h2>
        <IconButton label={folded ? t('uploads.show') : t('uploads.fold')} onClick={() => setFolded(!folded)}>
          {folded ? <ChevronUp /> : <ChevronDown />}
        </IconButton>
        {active.length === 0 && items.length > 0 && (
          <IconButton label={ui('close')} onClick={() => uploadQueue.clearFinished()}>
            <X />
          </IconButton>
        )}
      </header>
      {active.length > 0 && (
        <Progress
          label={t('uploads.all')}
          part={bytes === 0 ? null : sent / bytes}
          className="shrink-0 rounded-none"
        />
      )}
      {!folded && (
        <div className="min-h-0 overflow-y-auto">
          {taken.length > 1 && (
            <div className="flex flex-wrap items-center gap-1 border-b px-4 py-2">
              <p className="w-full text-small text-muted">{t('uploads.taken', { count: taken.length })}</p>
              <Button onClick={() => uploadQueue.decide('all', 'keep-both')}>{acts('keepBoth')}</Button>
              <Button onClick={() => uploadQueue.decide('all', 'replace')}>{acts('replace')}</Button>
              <Button onClick={() => uploadQueue.decide('all', 'skip')}>{acts('skip')}</Button>
            </div>
          )}
          <ul>
            {rows.map((item) => (
              <UploadRow key={item.id} item={item} />
            ))}
          </ul>
          {items.length > MOST_ROWS && (
            <p className="px-4 py-2 text-small text-faint">
              {t('uploads.more', { count: items.length - MOST_ROWS })}
            </p>
          )}
          {left.length > 0 && <LeftUploads uploads={left} />}
        </div>
      )}
    </section>
  );
}

/** Those that need an answer first, then those under way, those done last. */
function rank({ state }: UploadItem): number {
  return ['taken', 'failed', 'sending', 'checking', 'paused', 'waiting', 'done', 'skipped'].indexOf(state);
}

function headline(items: readonly UploadItem[], active: number, t: Words<'files'>): string {
  if (items.length === 0) return t('left.title');
  if (active > 0) return t('uploads.uploading', { count: active });
  const failed = items.filter(({ state }) => state === 'failed').length;
  if (failed > 0) return t('uploads.failed', { count: failed });
  return t('uploads.uploaded', { count: items.filter(({ state }) => state === 'done').length });
}

/** Leaving the page would break the uploads off. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active]);
}
