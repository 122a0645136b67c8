'use client';
import { Check, Heart, ImageOff, Star } from 'lucide-react';
import { type MouseEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { useAlt } from '../studio/stage/use-alt';
import { classNames } from '../ui/class-names';
import { thumbnailUrl } from './data/use-picture-store';

/** Tiles that only fly past while somebody scrolls far ask for nothing. */
const PAUSE_MS = 60;

export const tileId = (id: string) => `picture-${id}`;

interface GalleryTileProps {
  id: string;
  /** Undefined while it is on its way; the picture itself does not wait for it. */
  picture: GalleryPicture | undefined;
  width: number;
  height: number;
  chosen: boolean;
  /** Where the arrow keys are. */
  current: boolean;
  /** Something is chosen: a touch chooses more instead of opening. */
  choosing: boolean;
  onClick: (event: MouseEvent, id: string) => void;
  onOpen: (id: string) => void;
  onToggle: (id: string) => void;
  onFavourite: (id: string) => void;
}

/** One picture of the grid. Its room is known before anything of it is loaded. */
export function GalleryTile(props: GalleryTileProps) {
  const t = useTranslations('gallery');
  const altOf = useAlt();
  const { id, picture, width, height, chosen, current, choosing } = props;
  const [state, setState] = useState<'loading' | 'shown' | 'gone'>('loading');
  const stays = useStays();
  const blur = picture?.blur ? `url(data:image/webp;base64,${picture.blur})` : undefined;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    <div
      role="gridcell"
      id={tileId(id)}
      aria-selected={chosen}
      aria-label={picture ? altOf(picture) : t('picture')}
      onClick={(event) => props.onClick(event, id)}
      onDoubleClick={() => props.onOpen(id)}
      style={{ width, height, backgroundImage: blur }}
      className={classNames(
        'group relative shrink-0 overflow-hidden rounded-small bg-raised bg-cover select-none',
        !picture && state === 'loading' && 'shimmer',
      )}
    >
      {state === 'gone' ? (
        <span className="grid size-full place-items-center text-faint">
          <ImageOff aria-hidden className="size-6" />
        </span>
      ) : (
        // biome-ignore lint/performance/noImgElement: already made small, and cached
        <img
          ref={letGo}
          src={stays ? thumbnailUrl(id) : undefined}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('gone')}
          className={classNames(
            'block size-full object-cover transition-[opacity,scale] calm',
            state === 'loading' && 'opacity-0',
            chosen && 'scale-96 rounded-small',
          )}
        />
      )}
      <span
        aria-hidden
        className={classNames(
          'pointer-events-none absolute inset-0 rounded-small -outline-offset-2 transition-opacity quick',
          chosen
            ? 'bg-accent-soft outline-2 outline-accent'
            : 'bg-linear-to-b from-scrim/45 via-transparent to-scrim/35 opacity-0 group-hover:opacity-100',
          current &&
            'in-focus-visible:opacity-100 in-focus-visible:outline-2 in-focus-visible:outline-accent',
        )}
      />
      <TileChoice
        label={t('choose', { name: picture ? altOf(picture) : t('picture') })}
        chosen={chosen}
        shown={choosing}
        onToggle={() => props.onToggle(id)}
      />
      <span
        data-theme="dark"
        className="pointer-events-none absolute inset-x-0 bottom-0 flex h-8 items-center gap-1 px-2 text-text"
      >
        {picture && picture.rating > 0 && (
          <span className="flex h-5 items-center gap-1 rounded-full bg-scrim/60 px-1.5 text-small font-medium">
            <Star aria-hidden className="size-3 fill-current text-accent-text" />
            <span aria-hidden>{picture.rating}</span>
            <span className="sr-only">{t('starCount', { count: picture.rating })}</span>
          </span>
        )}
        {picture && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('favourite')}
            aria-pressed={picture.favourite}
            onClick={(event) => {
              event.stopPropagation();
              props.onFavourite(id);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
            className={classNames(
              'pointer-events-auto ml-auto grid size-6 place-items-center rounded-full bg-scrim/50 transition-opacity quick',
              picture.favourite
                ? 'text-accent-text'
                : 'opacity-0 group-hover:opacity-100 pointer-coarse:hidden',
            )}
          >
            <Heart aria-hidden className={classNames('size-4', picture.favourite && 'fill-current')} />
          </button>
        )}
      </span>
    </div>
  );
}

/** Whether it is here for longer than a moment. */
function useStays(): boolean {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
  return stays;
}

/** A picture that left before it came makes room for those in view. */
const letGo = (image: HTMLImageElement) => () => {
  if (!image.complete) image.removeAttribute('src');
};

interface TileChoiceProps {
  label: string;
  chosen: boolean;
  shown: boolean;
  onToggle: () => void;
}

function TileChoice({ label, chosen, shown, onToggle }: TileChoiceProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      aria-pressed={chosen}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      className={classNames(
        'absolute top-0 left-0 grid size-9 place-items-center transition-opacity quick',
        !chosen && !shown && 'opacity-0 group-hover:opacity-100 pointer-coarse:hidden',
      )}
    >
      <span
        data-theme="dark"
        className={classNames(
          'grid size-5 place-items-center rounded-full border-2',
          chosen ? 'border-accent bg-accent text-on-accent' : 'border-text bg-scrim/40',
        )}
      >
        {chosen && <Check aria-hidden className="size-3" strokeWidth={4} />}
      </span>
    </button>
  );
}
