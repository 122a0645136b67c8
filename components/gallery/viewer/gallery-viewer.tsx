'use client';
import { ChevronLeft, ChevronRight, Heart, Info, Maximize, Trash2, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { useAlt } from '../../studio/stage/use-alt';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { Viewer } from '../../ui/viewer';
import type { GalleryActs } from '../data/use-gallery-acts';
import { thumbnailUrl } from '../data/use-picture-store';
import { onPictureKey } from '../picture-keys';
import { Stars } from '../stars';
import { PicturePanel } from './picture-panel';
import { usePanelChoice } from './use-panel-choice';
import { Zoomable } from './zoomable';

interface GalleryViewerProps {
  /** All that can be turned to, in order. */
  order: readonly string[];
  /** Which one is looked at; null: none. */
  shown: string | null;
  picture: GalleryPicture | undefined;
  acts: GalleryActs;
  readOnly: boolean;
  onShow: (id: string | null) => void;
  onTrash: (id: string) => void;
  onUse: (picture: GalleryPicture) => void;
}

/** One picture, as large as it fits, with what it was made from. */
export function GalleryViewer(props: GalleryViewerProps) {
  const ui = useTranslations('ui');
  const t = useTranslations('gallery');
  const altOf = useAlt();
  const { order, shown, picture, acts, readOnly, onShow, onTrash } = props;
  const [panel, setPanel] = usePanelChoice();
  const [zoomed, setZoomed] = useState(false);
  const at = shown === null ? -1 : order.indexOf(shown);
  const turn = (by: 1 | -1) => {
    const next = order[at + by];
    if (next === undefined) return;
    setZoomed(false);
    onShow(next);
  };
  const close = () => {
    setZoomed(false);
    onShow(null);
  };
  useNeighbours(order, at);
  const keys = {
    favourite: () => shown && !readOnly && void acts.mark([shown], { favourite: !picture?.favourite }),
    rate: (rating: number) => shown && !readOnly && void acts.mark([shown], { rating }),
    trash: () => shown && !readOnly && onTrash(shown),
    download: () => shown && acts.download([shown]),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === 'ArrowLeft') turn(-1);
    else if (event.key === 'ArrowRight') turn(1);
    else if (event.key === 'z' || event.key === 'Z') setZoomed(!zoomed);
    else if (event.key === 'a' || event.key === 'A') setPanel(!panel);
    else if (!onPictureKey(event, keys)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (shown === null) return null;
  return (
    <Viewer
      title={picture ? altOf(picture) : t('picture')}
      onEscape={() => (zoomed ? setZoomed(false) : close())}
      onKeyDown={onKeyDown}
      className="overflow-y-auto wide:flex-row wide:overflow-hidden"
    >
      <div className="relative flex h-[72dvh] min-w-0 shrink-0 flex-col wide:h-auto wide:flex-1">
        <div className="flex h-(--bar-height) shrink-0 items-center gap-1 px-2">
          <p className="px-2 text-muted tabular-nums">
            {t.rich('position', {
              at: at + 1,
              count: order.length,
              faint: (text) => <span className="text-faint">{text}</span>,
            })}
          </p>
          <div className="ml-auto flex items-center">
            {!readOnly && picture && (
              <>
                <Stars
                  label={t('rating')}
                  rating={picture.rating}
                  onRate={keys.rate}
                  className="mr-1 hidden wide:flex"
                />
                <IconButton
                  label={t('favourite')}
                  shortcut="favourite"
                  side="bottom"
                  aria-pressed={picture.favourite}
                  onClick={keys.favourite}
                >
                  <Heart className={classNames(picture.favourite && 'fill-current text-accent-text')} />
                </IconButton>
              </>
            )}
            <IconButton
              label={zoomed ? t('viewer.fit') : t('viewer.full')}
              side="bottom"
              aria-pressed={zoomed}
              onClick={() => setZoomed(!zoomed)}
            >
              <Maximize />
            </IconButton>
            {!readOnly && (
              <IconButton label={t('trash')} shortcut="moveToTrash" side="bottom" onClick={keys.trash}>
                <Trash2 />
              </IconButton>
            )}
            <IconButton
              label={t('viewer.parameters')}
              shortcut="aboutPicture"
              side="bottom"
              aria-pressed={panel}
              onClick={() => setPanel(!panel)}
              className={classNames('hidden wide:inline-flex', panel && 'text-accent-text')}
            >
              <Info />
            </IconButton>
            <IconButton label={ui('close')} side="bottom" onClick={close}>
              <X />
            </IconButton>
          </div>
        </div>
        <div className="relative min-h-0 flex-1">
          <Zoomable
            key={shown}
            id={shown}
            picture={picture}
            zoomed={zoomed}
            onZoom={setZoomed}
            onTurn={turn}
          />
          {at > 0 && (
            <IconButton
              label={t('viewer.previous')}
              shortcut="previousPicture"
              onClick={() => turn(-1)}
              className="absolute top-1/2 left-3 -translate-y-1/2 rounded-full bg-scrim/60"
            >
              <ChevronLeft />
            </IconButton>
          )}
          {at < order.length - 1 && (
            <IconButton
              label={t('viewer.next')}
              shortcut="nextPicture"
              onClick={() => turn(1)}
              className="absolute top-1/2 right-3 -translate-y-1/2 rounded-full bg-scrim/60"
            >
              <ChevronRight />
            </IconButton>
          )}
        </div>
      </div>
      <aside
        aria-label={t('viewer.about')}
        className={classNames(
          'shrink-0 border-t bg-panel wide:w-(--controls-width) wide:overflow-y-auto wide:border-t-0 wide:border-l',
          !panel && 'wide:hidden',
        )}
      >
        <PicturePanel picture={picture} acts={acts} readOnly={readOnly} onUse={props.onUse} />
      </aside>
    </Viewer>
  );
}

/** Fetches what an arrow key will show next. */
function useNeighbours(order: readonly string[], at: number): void {
  useEffect(() => {
    if (at < 0) return;
    for (const id of [order[at + 1], order[at - 1]]) if (id) new Image().src = thumbnailUrl(id, 1600);
  }, [order, at]);
}
