'use client';
import { RefreshCw, Upload } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { SearchField } from '../ui/search-field';
import { Tooltip } from '../ui/tooltip';
import type { Filters } from './data/filters';

interface ModelsToolbarProps {
  filters: Filters;
  /** Undefined until they are counted. */
  total: number | undefined;
  refreshing: boolean;
  search: RefObject<HTMLDivElement | null>;
  onSearch: (text: string) => void;
  onSort: (sort: Filters['sort']) => void;
  onRefresh: () => void;
  onUpload: () => void;
}

const SORTS = [
  ['name', 'facts.name'],
  ['newest', 'sort.newest'],
  ['size', 'facts.size'],
] as const;

export function ModelsToolbar(props: ModelsToolbarProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const { filters, total, refreshing, search, onSearch, onSort, onRefresh, onUpload } = props;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-2 px-3 py-2 wide:px-4">
      <div ref={search} className="min-w-0 flex-1 wide:max-w-96">
        <SearchField
          label={t('search')}
          value={filters.search}
          onSearch={onSearch}
          className="w-full wide:w-full"
        />
      </div>
      <div className="order-last flex w-full items-center justify-between gap-3 wide:order-none wide:w-auto wide:flex-1">
        <p aria-live="polite" className="text-small text-faint">
          {total === undefined ? '' : t('count', { count: total })}
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out its children */}
        <div role="group" aria-label={t('sort.label')} className="flex rounded-control bg-raised p-0.5">
          {SORTS.map(([sort, label]) => (
            <button
              key={sort}
              type="button"
              aria-pressed={filters.sort === sort}
              onClick={() => onSort(sort)}
              className={classNames(
                'h-7 rounded-small px-2 text-small font-medium transition-colors quick pointer-coarse:h-9 pointer-coarse:px-3',
                filters.sort === sort ? 'bg-hover text-text' : 'text-muted hover:text-text',
              )}
            >
              {t(label)}
            </button>
          ))}
        </div>
      </div>
      <div className="flex items-center gap-1">
        <IconButton
          label={t('toolbar.refresh')}
          side="bottom"
          onClick={onRefresh}
          aria-busy={refreshing || undefined}
        >
          <RefreshCw className={classNames(refreshing && 'animate-spin motion-reduce:animate-none')} />
        </IconButton>
        <Tooltip label={t('toolbar.upload')} shortcut="upload" side="bottom">
          <Button look="accent" onClick={onUpload}>
            <Upload />
            {acts('upload')}
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}
