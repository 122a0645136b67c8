'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';
import { useGalleryActs } from './data/use-gallery-acts';
import { useGalleryFilter } from './data/use-gallery-filter';
import { useOutline } from './data/use-outline';
import { usePictureStore } from './data/use-picture-store';
import { GalleryFilters } from './filters/gallery-filters';
import { GalleryToolbar } from './gallery-toolbar';
import { GalleryView } from './gallery-view';
import { OrderSelect } from './order-select';
import { useRowSize } from './use-row-size';

/** All pictures of a person, to be looked through, found again, sorted and thrown away. */
export function GalleryPage({ userName, readOnly }: { userName: string; readOnly: boolean }) {
  const t = useTranslations('gallery');
  const { filter, narrow, clear } = useGalleryFilter();
  const store = usePictureStore();
  const acts = useGalleryActs(store);
  const gallery = useOutline(filter, store);
  const size = useRowSize();
  const [choosing, setChoosing] = useState(false);
  const [filtersShown, showFilters] = useState(false);
  const filters = <GalleryFilters filter={filter} acts={acts} readOnly={readOnly} onNarrow={narrow} />;
  return (
    <main className="flex min-h-0 flex-1 bg-stage">
      <h1 className="sr-only">{t('title')}</h1>
      <aside
        aria-label={t('filters.label')}
        className="hidden w-56 shrink-0 overflow-y-auto border-r bg-panel p-3 wide:block"
      >
        {filters}
      </aside>
      <div className="relative flex min-w-0 flex-1 flex-col">
        <GalleryToolbar
          filter={filter}
          count={gallery.whole ? gallery.outline?.ids.length : undefined}
          onNarrow={narrow}
          onFilters={() => showFilters(true)}
          choosing={choosing}
          onChoosing={setChoosing}
          onLarger={size.larger}
          onSmaller={size.smaller}
        />
        <GalleryView
          {...{ userName, readOnly, filter, store, acts, gallery }}
          rowHeight={size.rowHeight}
          choosing={choosing}
          onChoosing={setChoosing}
          onClear={clear}
        />
      </div>
      <Dialog open={filtersShown} onOpenChange={showFilters} title={t('filters.label')}>
        <div className="mb-4">
          <OrderSelect order={filter.order} onOrder={(order) => narrow({ order })} />
        </div>
        {filters}
      </Dialog>
    </main>
  );
}
