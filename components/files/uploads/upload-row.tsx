'use client';
import { CircleAlert, CircleCheck, Pause, Play, RotateCw, X } from 'lucide-react';
import { nameOf } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Progress } from '../../ui/progress';
import type { UploadItem } from './upload-item';
import { uploadQueue } from './upload-queue';

/** One file on its way: how far it is, and what can be done about it. */
export function UploadRow({ item }: { item: UploadItem }) {
  const { id, path, state, message } = item;
  return (
    <li aria-label={nameOf(path)} className="border-b px-4 py-2 last:border-0">
      <div className="flex items-center gap-2">
        {state === 'done' && <CircleCheck aria-hidden className="size-4 shrink-0 text-accent-text" />}
        {state === 'failed' && <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />}
        <span title={path} className="min-w-0 flex-1 truncate">
          {nameOf(path)}
        </span>
        <span className="shrink-0 text-small text-faint">{stateWords(item)}</span>
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
          <Button onClick={() => uploadQueue.decide(id, 'keep-both')}>Keep both</Button>
          <Button onClick={() => uploadQueue.decide(id, 'replace')}>Replace</Button>
          <Button onClick={() => uploadQueue.decide(id, 'skip')}>Skip</Button>
        </div>
      )}
      {item.sha256 && (
        <p title={item.sha256} className="truncate text-small text-faint">
          SHA-256 {item.sha256.slice(0, 16)}… {item.verified ? '· equal on both sides' : ''}
        </p>
      )}
    </li>
  );
}

function stateWords({ state, sent, bytes }: UploadItem): string {
  switch (state) {
    case 'sending':
    case 'paused':
      return `${formatBytes(sent)} of ${formatBytes(bytes)}`;
    case 'checking':
      return 'Checking…';
    case 'done':
      return formatBytes(bytes);
    case 'skipped':
      return 'Skipped';
    case 'waiting':
      return 'Waiting';
    case 'taken':
    case 'failed':
      return '';
  }
}

function RowButtons({ item: { id, path, state } }: { item: UploadItem }) {
  const name = nameOf(path);
  if (state === 'done' || state === 'skipped' || state === 'checking') return null;
  return (
    <span className="-mr-2 flex">
      {state === 'sending' && (
        <IconButton label={`Pause ${name}`} onClick={() => uploadQueue.pause(id)}>
          <Pause />
        </IconButton>
      )}
      {state === 'paused' && (
        <IconButton label={`Go on with ${name}`} onClick={() => uploadQueue.resume(id)}>
          <Play />
        </IconButton>
      )}
      {state === 'failed' && (
        <IconButton label={`Try ${name} again`} onClick={() => uploadQueue.resume(id)}>
          <RotateCw />
        </IconButton>
      )}
      <IconButton label={`Cancel ${name}`} onClick={() => uploadQueue.remove(id)}>
        <X />
      </IconButton>
    </span>
  );
}
