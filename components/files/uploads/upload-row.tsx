'use client';
import { CircleAlert, CircleCheck, Pause, Play, RotateCw, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { nameOf } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import type { Words } from '@/lib/i18n/words';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Progress } from '../../ui/progress';
import type { UploadItem } from './upload-item';
import { uploadQueue } from './upload-queue';

/** One file on its way: how far it is, and what can be done about it. */
export function UploadRow({ item }: { item: UploadItem }) {
  const t = useTranslations('files');
  const acts = useTranslations('acts');
  const { id, path, state } = item;
  const message = item.unreachable ? t('uploads.unreachable') : item.message;
  return (
    <li aria-label={nameOf(path)} className="border-b px-4 py-2 last:border-0">
      <div className="flex items-center gap-2">
        {state === 'done' && <CircleCheck aria-hidden className="size-4 shrink-0 text-accent-text" />}
        {state === 'failed' && <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />}
        <span title={path} className="min-w-0 flex-1 truncate">
          {nameOf(path)}
        </span>
        <span className="shrink-0 text-small text-faint">{stateWords(item, t)}</span>
        <RowButtons item={item} />
      </div>
      {(state === 'sending' || state === 'paused') && (
        <Progress
          label={nameOf(path)}
          part={item.bytes === 0 ? null : item.sent / item.bytes}
          className="mt-1"
        />
      )}
      {message && (
        <p className={state === 'failed' ? 'text-small text-danger' : 'text-small text-muted'}>{message}</p>
      )}
      {state === 'taken' && (
        <div className="mt-1 -ml-3 flex flex-wrap">
          <Button onClick={() => uploadQueue.decide(id, 'keep-both')}>{acts('keepBoth')}</Button>
          <Button onClick={() => uploadQueue.decide(id, 'replace')}>{acts('replace')}</Button>
          <Button onClick={() => uploadQueue.decide(id, 'skip')}>{acts('skip')}</Button>
        </div>
      )}
      {item.sha256 && (
        <p title={item.sha256} className="truncate text-small text-faint">
          SHA-256 {item.sha256.slice(0, 16)}… {item.verified ? t('uploads.equal') : ''}
        </p>
      )}
    </li>
  );
}

function stateWords({ state, sent, bytes }: UploadItem, t: Words<'files'>): string {
  switch (state) {
    case 'sending':
    case 'paused':
      return t('partOf', { sent: formatBytes(sent), size: formatBytes(bytes) });
    case 'checking':
      return t('uploads.checking');
    case 'done':
      return formatBytes(bytes);
    case 'skipped':
      return t('uploads.skipped');
    case 'waiting':
      return t('uploads.waiting');
    case 'taken':
    case 'failed':
      return '';
  }
}

function RowButtons({ item: { id, path, state } }: { item: UploadItem }) {
  const t = useTranslations('files');
  const name = nameOf(path);
  if (state === 'done' || state === 'skipped' || state === 'checking') return null;
  return (
    <span className="-mr-2 flex">
      {state === 'sending' && (
        <IconButton label={t('uploads.pause', { name })} onClick={() => uploadQueue.pause(id)}>
          <Pause />
        </IconButton>
      )}
      {state === 'paused' && (
        <IconButton label={t('uploads.goOn', { name })} onClick={() => uploadQueue.resume(id)}>
          <Play />
        </IconButton>
      )}
      {state === 'failed' && (
        <IconButton label={t('uploads.tryAgain', { name })} onClick={() => uploadQueue.resume(id)}>
          <RotateCw />
        </IconButton>
      )}
      <IconButton label={t('cancelOne', { name })} onClick={() => uploadQueue.remove(id)}>
        <X />
      </IconButton>
    </span>
  );
}
