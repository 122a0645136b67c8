'use client';
import { Heart, Images } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';
import { inputClass } from '../../ui/field';
import { FilterChoice } from '../../ui/filter-choice';
import { EVERYTHING, type Filter } from '../data/gallery-filter';
import { useFacets } from '../data/use-facets';
import type { GalleryActs } from '../data/use-gallery-acts';
import { Stars } from '../stars';
import { CollectionList } from './collection-list';
import { FilterGroup, ManyChoices } from './filter-group';

interface GalleryFiltersProps {
  filter: Filter;
  acts: GalleryActs;
  readOnly: boolean;
  onNarrow: (change: Partial<Filter>) => void;
}

const flipped = (list: readonly string[], name: string) =>
  list.includes(name) ? list.filter((other) => other !== name) : [...list, name];

/** Everything the gallery can be narrowed by. */
export function GalleryFilters({ filter, acts, readOnly, onNarrow }: GalleryFiltersProps) {
  const t = useTranslations('gallery');
  const { data: facets } = useFacets();
  const whole = !filter.favourite && !filter.collection;
  return (
    <div className="flex flex-col">
      <FilterChoice
        icon={<Images />}
        on={whole}
        count={facets?.total}
        onChoose={() => onNarrow({ ...EVERYTHING, search: filter.search, order: filter.order })}
      >
        {t('filters.all')}
      </FilterChoice>
      <FilterChoice
        icon={<Heart />}
        on={filter.favourite}
        count={facets?.favourites}
        onChoose={() => onNarrow({ favourite: !filter.favourite })}
      >
        {t('filters.favourites')}
      </FilterChoice>
      <CollectionList
        chosen={filter.collection}
        acts={acts}
        readOnly={readOnly}
        onChoose={(collection) => onNarrow({ collection })}
      />
      <FilterGroup label={t('filters.rating')}>
        <Stars
          label={t('filters.rating')}
          rating={filter.rating}
          onRate={(rating) => onNarrow({ rating })}
          className="px-1"
        />
      </FilterGroup>
      <FilterGroup label={t('filters.made')}>
        <div className="grid gap-1 px-2">
          <DayField label={t('filters.from')} value={filter.from} onChange={(from) => onNarrow({ from })} />
          <DayField
            label={t('filters.until')}
            value={filter.until}
            onChange={(until) => onNarrow({ until })}
          />
        </div>
      </FilterGroup>
      {facets && facets.tags.length > 0 && (
        <FilterGroup label={t('tags.title')}>
          <ManyChoices
            choices={facets.tags}
            chosen={filter.tag ? [filter.tag] : []}
            onChoose={(tag) => onNarrow({ tag: filter.tag === tag ? '' : tag })}
          />
        </FilterGroup>
      )}
      {facets && facets.models.length > 0 && (
        <FilterGroup label={t('filters.checkpoint')}>
          <ManyChoices
            choices={facets.models}
            chosen={filter.models}
            onChoose={(model) => onNarrow({ models: flipped(filter.models, model) })}
          />
        </FilterGroup>
      )}
      {facets && facets.sizes.length > 0 && (
        <FilterGroup label={t('filters.size')}>
          <ManyChoices
            choices={facets.sizes}
            chosen={filter.sizes}
            labelOf={(size) => size.replace('x', ' × ')}
            onChoose={(size) => onNarrow({ sizes: flipped(filter.sizes, size) })}
          />
        </FilterGroup>
      )}
    </div>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  onChange: (day: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="grid grid-cols-[36px_1fr] items-center gap-1 text-small text-muted">
      {label}
      <input
        type="date"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className={classNames(
          inputClass,
          'control-height w-full min-w-0 px-1.5 text-small',
          !value && 'text-faint',
        )}
      />
    </label>
  );
}
