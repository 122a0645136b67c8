'use client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { Notice } from '../files/notice';
import { useWidth } from '../files/use-width';
import { BulkBar } from './bulk-bar';
import { EVERYTHING, type Filter, narrowings } from './data/gallery-filter';
import type { PictureStore } from './data/picture-store';
import type { GalleryActs } from './data/use-gallery-acts';
import type { useOutline } from './data/use-outline';
import { GalleryEmpty } from './gallery-empty';
import { GalleryGrid, GridArea } from './gallery-grid';
import { GallerySkeleton } from './gallery-skeleton';
import { justify } from './layout/justify';
import { neighbourOf } from './layout/neighbour';
import { onPictureKey } from './picture-keys';
import { useAskedPicture } from './use-asked-picture';
import { useGallerySelection } from './use-gallery-selection';
import { useTakeOver } from './use-take-over';
import { GalleryViewer } from './viewer/gallery-viewer';

const GAP = 6;
const HEADING = 48;
/** Narrower than this, two pictures side by side. */
const PHONE = 560;
/** With more than this chosen, only those in view say whether all are favourites. */
const KNOWN = 500;

interface GalleryViewProps {
  userName: string;
  readOnly: boolean;
  filter: Filter;
  store: PictureStore;
  acts: GalleryActs;
  gallery: ReturnType<typeof useOutline>;
  rowHeight: number;
  /** Touches choose. */
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
  onClear: () => void;
}

const NOTHING_YET = { ids: [], ratios: [], days: [] };

/** The pictures that are looked for, with everything that can be done with them. */
export function GalleryView(props: GalleryViewProps) {
  const t = useTranslations('gallery');
  const { userName, readOnly, filter, store, acts, gallery, rowHeight, choosing, onClear } = props;
  const [area, width] = useWidth();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  useAskedPicture(setShown);
  const reveal = useRef<(at: number) => void>(() => {});
  const takeOver = useTakeOver(userName);
  const outline = gallery.outline ?? NOTHING_YET;
  const columns = width > 0 && width < PHONE ? 2 : 0;
  const inner = width - (width < 900 ? 24 : 48);
  const rows = useMemo(
    () =>
      width === 0
        ? []
        : justify(outline, { width: inner, rowHeight, gap: GAP, headingHeight: HEADING, columns }),
    [outline, width, inner, rowHeight, columns],
  );
  const list = useGallerySelection({
    order: outline.ids,
    beside: (at, way) => neighbourOf(rows, outline.ratios, at, way),
    choosing,
    onOpen: setShown,
    onCursor: (at) => reveal.current(at),
  });
  useEffect(() => {
    store.onGone = acts.leave;
  }, [store, acts]);
  useEffect(() => {
    if (shown !== null && !store.get(shown)) store.want([shown]);
  }, [shown, store]);
  // A picture that was thrown away elsewhere is looked at no longer.
  useEffect(() => {
    if (shown !== null && gallery.whole && !outline.ids.includes(shown)) setShown(null);
  }, [shown, outline, gallery.whole]);
  // Another search begins at the top.
  const key = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is looked for
  useEffect(() => {
    if (scroller) scroller.scrollTop = 0;
  }, [key, scroller]);

  const chosen = useMemo(() => [...list.chosen], [list.chosen]);
  const known = chosen.slice(0, KNOWN).flatMap((id) => store.get(id) ?? []);
  const throwAway = useCallback(
    (ids: readonly string[]) => {
      if (ids.length > 0) void acts.trash(ids);
    },
    [acts],
  );
  const favourite = (ids: readonly string[]) => {
    const all = ids.every((id) => store.get(id)?.favourite);
    if (ids.length > 0) void acts.mark(ids, { favourite: !all });
  };
  const trash = (ids: readonly string[]) => {
    const next = nextAfter(outline.ids, new Set(ids));
    throwAway(ids);
    if (next === undefined) list.clear();
    else {
      list.clear();
      list.stand(next);
    }
  };
  const trashShown = (id: string) => {
    const at = outline.ids.indexOf(id);
    setShown(outline.ids[at + 1] ?? outline.ids[at - 1] ?? null);
    throwAway([id]);
  };
  // Keys also speak of the picture the keyboard stands on, chosen or not.
  const { cursor } = list.selection;
  const meant = chosen.length > 0 || cursor === null ? chosen : [cursor];
  const keys = {
    favourite: () => !readOnly && favourite(meant),
    rate: (rating: number) => !readOnly && void acts.mark(meant, { rating }),
    trash: () => !readOnly && trash(meant),
    download: () => acts.download(meant),
  };

  const narrowed = filter.search !== EVERYTHING.search || narrowings(filter) > 0;
  return (
    <div ref={area} className="flex min-h-0 flex-1 flex-col">
      {gallery.error && <Notice>{gallery.error.message}</Notice>}
      {gallery.outline === undefined && !gallery.error ? (
        <GallerySkeleton />
      ) : outline.ids.length === 0 ? (
        !gallery.error && <GalleryEmpty narrowed={narrowed} onClear={onClear} />
      ) : (
        <GridArea
          label={t('pictures')}
          cursor={list.selection.cursor}
          onScroller={setScroller}
          onClear={list.clear}
          onKeyDown={(event) => {
            if (event.target !== event.currentTarget && event.key === 'Enter') return;
            if (list.onKey(event) || (meant.length > 0 && onPictureKey(event, keys))) event.preventDefault();
          }}
        >
          {scroller && width > 0 && (
            <GalleryGrid
              {...{ outline, rows, store, scroller, reveal }}
              gap={GAP}
              selection={list.selection}
              choosing={choosing || chosen.length > 0}
              acts={{
                onClick: list.onClick,
                onOpen: setShown,
                onToggle: list.toggle,
                onToggleDay: list.toggleRange,
                onFavourite: (id) => !readOnly && favourite([id]),
              }}
            />
          )}
        </GridArea>
      )}
      {chosen.length > 0 && (
        <BulkBar
          ids={chosen}
          pictures={known}
          acts={acts}
          readOnly={readOnly}
          onTrash={() => trash(chosen)}
          onClear={() => {
            list.clear();
            props.onChoosing(false);
          }}
        />
      )}
      <GalleryViewer
        order={outline.ids}
        shown={shown}
        picture={shown === null ? undefined : store.get(shown)}
        acts={acts}
        readOnly={readOnly}
        onShow={(id) => {
          if (id === null && shown !== null) list.stand(shown);
          setShown(id);
          if (id !== null) reveal.current(outline.ids.indexOf(id));
        }}
        onTrash={trashShown}
        onUse={(picture: GalleryPicture) => void takeOver(picture)}
      />
    </div>
  );
}

/** What the keyboard goes on with when these are gone. */
function nextAfter(order: readonly string[], gone: ReadonlySet<string>): string | undefined {
  const last = order.findLastIndex((id) => gone.has(id));
  return (
    order.slice(last + 1).find((id) => !gone.has(id)) ?? order.slice(0, last).findLast((id) => !gone.has(id))
  );
}
