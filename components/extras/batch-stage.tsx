'use client';
import { Check, Download, Images, TriangleAlert, X } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CompareDialog } from '../compare/lazy-compare-dialog';
import { downloadPictures } from '../studio/actions/download';
import { Button, buttonClass } from '../ui/button';
import { classNames } from '../ui/class-names';
import type { ExtrasItem } from './extras-item';
import { comparedOf } from './single-stage';

interface BatchStageProps {
  items: readonly ExtrasItem[];
  running: boolean;
  onRemove: (key: string) => void;
  onClear: () => void;
  /** Stands before the acts: how more pictures are chosen. */
  children: ReactNode;
}

/** Many pictures, each with how far it is; one that is done shows its before and after. */
export function BatchStage({ items, running, onRemove, onClear, children }: BatchStageProps) {
  const words = useTranslations('extras');
  const [shown, setShown] = useState<string | null>(null);
  const made = items.flatMap((item) => item.made ?? []);
  const failed = items.filter(({ state }) => state === 'failed').length;
  const looked = items.find(({ key }) => key === shown);
  const told = [
    words('folderCount', { count: items.length }),
    made.length > 0 && words('done', { count: made.length }),
    failed > 0 && words('failed', { count: failed }),
  ];
  return (
    <div className="flex size-full min-h-0 flex-col">
      <ul
        aria-label={words('stage')}
        className="grid min-h-0 flex-1 auto-rows-min grid-cols-[repeat(auto-fill,minmax(140px,1fr))] gap-2 overflow-y-auto bg-stage p-3 wide:p-6"
      >
        {items.map((item) => (
          <Tile
            key={item.key}
            item={item}
            running={running}
            onShow={() => setShown(item.key)}
            onRemove={() => onRemove(item.key)}
          />
        ))}
      </ul>
      <div className="flex min-h-16 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t bg-panel px-4 py-2">
        <p role="status" className="min-w-0 flex-1 basis-40 text-muted">
          {told.filter(Boolean).join(' · ')}
        </p>
        <div className="-mx-2 flex flex-wrap items-center gap-1">
          {made.length > 0 && (
            <>
              <Button onClick={() => downloadPictures(made)}>
                <Download />
                {words('downloadAll')}
              </Button>
              <Link
                href="/gallery?kind=extras"
                aria-label={words('openGallery')}
                title={words('openGallery')}
                className={buttonClass('quiet', 'icon')}
              >
                <Images />
              </Link>
            </>
          )}
          {children}
          <Button onClick={onClear}>
            <X />
            {words('clear')}
          </Button>
        </div>
      </div>
      {looked?.made && (
        <CompareDialog
          pictures={comparedOf(looked, looked.made, { before: words('before'), after: words('after') })}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  );
}

interface TileProps {
  item: ExtrasItem;
  running: boolean;
  onShow: () => void;
  onRemove: () => void;
}

function Tile({ item, running, onShow, onRemove }: TileProps) {
  const words = useTranslations('extras');
  const { state, made, name } = item;
  return (
    <li className="group relative">
      <button
        type="button"
        disabled={!made}
        aria-label={made ? `${words('compare')}: ${name}` : name}
        onClick={onShow}
        className={classNames(
          'block aspect-square w-full overflow-hidden rounded-small bg-raised',
          made ? 'cursor-zoom-in' : 'cursor-default',
        )}
      >
        {/* biome-ignore lint/performance/noImgElement: it is in this browser already, or is the file itself */}
        <img
          src={made ? `/api/gallery/pictures/${made.id}/thumbnail` : item.address}
          alt=""
          loading="lazy"
          className={classNames('size-full object-cover', !made && 'opacity-60')}
        />
        {state === 'working' && <span className="shimmer absolute inset-0 opacity-60" />}
      </button>
      {state === 'done' && (
        <Check
          aria-hidden
          className="absolute top-1.5 left-1.5 size-5 rounded-full bg-accent p-0.5 text-on-accent"
        />
      )}
      {!running && state !== 'done' && (
        <button
          type="button"
          aria-label={`${words('remove')}: ${name}`}
          onClick={onRemove}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-full bg-popover/85 text-muted hover:text-text pointer-coarse:size-8"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
      <p className="mt-1 truncate text-small text-muted" title={name}>
        {state === 'working' ? words('working') : state === 'waiting' ? words('waiting') : name}
      </p>
      {made && (
        <p className="text-small text-faint tabular-nums">
          {made.width} × {made.height}
        </p>
      )}
      {item.error && (
        <p role="alert" className="mt-0.5 flex gap-1 text-small text-danger">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{item.error}</span>
        </p>
      )}
    </li>
  );
}
