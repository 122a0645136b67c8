'use client';
import { CircleCheck, CircleHelp, ListFilter, X, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Words } from '@/lib/i18n/words';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { SearchField } from '../ui/search-field';
import { EVERYTHING, type Filter, narrowings } from './data/gallery-filter';
import { useCollections } from './data/use-facets';
import { OrderSelect } from './order-select';

interface GalleryToolbarProps {
  filter: Filter;
  /** Undefined until they are counted. */
  count: number | undefined;
  onNarrow: (change: Partial<Filter>) => void;
  onFilters: () => void;
  /** On a phone: touches choose instead of opening. */
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
  onLarger: (() => void) | undefined;
  onSmaller: (() => void) | undefined;
}

/** Search, what narrows the list, and how large the pictures are. */
export function GalleryToolbar({
  filter,
  count,
  onNarrow,
  onFilters,
  choosing,
  onChoosing,
  onLarger,
  onSmaller,
}: GalleryToolbarProps) {
  const t = useTranslations('gallery');
  const chips = narrowings(filter);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-3 pt-3 pb-1 wide:px-6">
      <SearchField
        label={t('search')}
        value={filter.search}
        onSearch={(search) => onNarrow({ search })}
        className="w-auto min-w-0 flex-1 wide:w-80 wide:max-w-96 wide:flex-initial"
      />
      <Button onClick={onFilters} className="wide:hidden" aria-label={t('filters.label')}>
        <ListFilter />
        {chips > 0 && <span className="text-accent-text tabular-nums">{chips}</span>}
      </Button>
      <Button
        size="icon"
        aria-label={t('toolbar.choose')}
        aria-pressed={choosing}
        onClick={() => onChoosing(!choosing)}
        className="hidden pointer-coarse:inline-flex"
      >
        <CircleCheck className={choosing ? 'text-accent-text' : undefined} />
      </Button>
      <IconButton label={t('searchHint')} side="bottom" className="-ml-1 hidden text-faint wide:inline-flex">
        <CircleHelp />
      </IconButton>
      <Chips filter={filter} onNarrow={onNarrow} />
      <div className="ml-auto hidden items-center wide:flex">
        <p aria-live="polite" className="mr-3 text-muted tabular-nums">
          {count !== undefined && t('count', { count })}
        </p>
        <OrderSelect order={filter.order} onOrder={(order) => onNarrow({ order })} />
        <IconButton label={t('toolbar.smaller')} side="bottom" disabled={!onSmaller} onClick={onSmaller}>
          <ZoomOut />
        </IconButton>
        <IconButton label={t('toolbar.larger')} side="bottom" disabled={!onLarger} onClick={onLarger}>
          <ZoomIn />
        </IconButton>
      </div>
    </div>
  );
}

/** A kind of picture by the tab that makes it; one there is not, as it is written. */
function kindWords(kind: string, frame: Words<'frame'>): string {
  return kind === 'txt2img' || kind === 'img2img' || kind === 'extras' ? frame(`tabs.${kind}`) : kind;
}

/** What narrows the list, each with a way to take it back. */
function Chips({ filter, onNarrow }: { filter: Filter; onNarrow: (change: Partial<Filter>) => void }) {
  const t = useTranslations('gallery');
  const frame = useTranslations('frame');
  const { data: collections = [] } = useCollections();
  if (narrowings(filter) === 0) return null;
  const collection = collections.find(({ id }) => id === filter.collection)?.name ?? t('collections.one');
  return (
    <div className="flex min-w-0 basis-full flex-wrap items-center gap-1 wide:basis-auto">
      {filter.collection && <Chip onRemove={() => onNarrow({ collection: '' })}>{collection}</Chip>}
      {filter.favourite && (
        <Chip onRemove={() => onNarrow({ favourite: false })}>{t('filters.favourites')}</Chip>
      )}
      {filter.rating > 0 && <Chip onRemove={() => onNarrow({ rating: 0 })}>{'★'.repeat(filter.rating)}</Chip>}
      {filter.tag && <Chip onRemove={() => onNarrow({ tag: '' })}>#{filter.tag}</Chip>}
      {filter.kind && <Chip onRemove={() => onNarrow({ kind: '' })}>{kindWords(filter.kind, frame)}</Chip>}
      {filter.models.map((model) => (
        <Chip
          key={model}
          onRemove={() => onNarrow({ models: filter.models.filter((other) => other !== model) })}
        >
          {model}
        </Chip>
      ))}
      {filter.sizes.map((size) => (
        <Chip key={size} onRemove={() => onNarrow({ sizes: filter.sizes.filter((other) => other !== size) })}>
          {size.replace('x', ' × ')}
        </Chip>
      ))}
      {(filter.from || filter.until) && (
        <Chip onRemove={() => onNarrow({ from: '', until: '' })}>
          {filter.from || '…'} – {filter.until || '…'}
        </Chip>
      )}
      <Button
        onClick={() => onNarrow({ ...EVERYTHING, search: filter.search, order: filter.order })}
        className="h-6 px-2 text-small"
      >
        {t('filters.clear')}
      </Button>
    </div>
  );
}

function Chip({ onRemove, children }: { onRemove: () => void; children: ReactNode }) {
  const t = useTranslations('gallery');
  return (
    <span className="flex h-6 items-center gap-1 rounded-full bg-accent-soft pr-1 pl-2.5 text-small text-accent-text">
      <span className="max-w-40 truncate">{children}</span>
      <button
        type="button"
        aria-label={t('filters.remove')}
        onClick={onRemove}
        className="grid size-4 place-items-center rounded-full hover:bg-hover"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
