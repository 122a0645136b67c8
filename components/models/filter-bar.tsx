'use client';
import { LayoutGrid, Trash2, User, Users } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { MODEL_KINDS, type ModelPage } from '@/lib/catalog/model-view';
import { classNames } from '../ui/class-names';
import { FilterChoice } from '../ui/filter-choice';
import type { Filters } from './data/filters';
import { KIND_ICONS } from './kind-words';

interface FilterBarProps {
  filters: Filters;
  /** Undefined until they are counted. */
  counts: ModelPage['counts'] | undefined;
  inTrash: boolean;
  onFilter: (change: Partial<Filters>) => void;
  onTrash: () => void;
}

/** What the list shows: kinds, whose, base. Beside it; on a phone above it, to be pushed sideways. */
export function FilterBar({ filters, counts, inTrash, onFilter, onTrash }: FilterBarProps) {
  const t = useTranslations('models');
  const kinds = MODEL_KINDS.filter((kind) => (counts?.kind[kind] ?? 0) > 0 || kind === filters.kind);
  const all = counts && Object.values(counts.kind).reduce((sum, number) => sum + number, 0);
  const bases = Object.entries(counts?.architecture ?? {}).sort(
    ([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b),
  );
  if (filters.architecture !== null && !bases.some(([name]) => name === filters.architecture))
    bases.push([filters.architecture, 0]);
  return (
    <aside
      aria-label={t('filters.label')}
      className="relative flex shrink-0 items-center gap-1 overflow-x-auto border-b bg-panel p-2 wide:w-50 wide:flex-col wide:items-stretch wide:gap-0 wide:overflow-x-hidden wide:overflow-y-auto wide:border-r wide:border-b-0 wide:p-3"
    >
      <Group label={t('filters.kind')} first>
        <Filter
          icon={<LayoutGrid />}
          on={!inTrash && filters.kind === null}
          count={all}
          onChoose={() => onFilter({ kind: null })}
        >
          {t('filters.all')}
        </Filter>
        {kinds.map((kind) => {
          const Icon = KIND_ICONS[kind];
          return (
            <Filter
              key={kind}
              icon={<Icon />}
              on={!inTrash && filters.kind === kind}
              count={counts?.kind[kind]}
              onChoose={() => onFilter({ kind: filters.kind === kind ? null : kind })}
            >
              {t(`kinds.${kind}.many`)}
            </Filter>
          );
        })}
      </Group>
      <Group label={t('filters.whose')}>
        <Filter
          icon={<User />}
          on={filters.whose === 'own'}
          onChoose={() => onFilter({ whose: filters.whose === 'own' ? null : 'own' })}
        >
          {t('whose.mine')}
        </Filter>
        <Filter
          icon={<Users />}
          on={filters.whose === 'shared'}
          onChoose={() => onFilter({ whose: filters.whose === 'shared' ? null : 'shared' })}
        >
          {t('whose.shared')}
        </Filter>
      </Group>
      {bases.length > 0 && (
        <Group label={t('facts.base')}>
          {bases.map(([name, count]) => (
            <Filter
              key={name}
              on={filters.architecture === name}
              count={count}
              onChoose={() => onFilter({ architecture: filters.architecture === name ? null : name })}
            >
              {name === '' ? t('filters.unknown') : name}
            </Filter>
          ))}
        </Group>
      )}
      <div className="flex wide:mt-auto wide:block wide:pt-4">
        <Filter icon={<Trash2 />} on={inTrash} onChoose={onTrash}>
          {t('trash.title')}
        </Filter>
      </div>
    </aside>
  );
}

function Group({ label, first = false, children }: { label: string; first?: boolean; children: ReactNode }) {
  return (
    <fieldset
      className={classNames(
        'flex shrink-0 gap-1 wide:flex-col wide:gap-0',
        !first && 'border-l pl-2 ml-1 wide:mt-4 wide:ml-0 wide:border-l-0 wide:pl-0',
      )}
    >
      <legend className="sr-only wide:not-sr-only wide:float-left wide:mb-1 wide:px-2 wide:text-small wide:text-faint">
        {label}
      </legend>
      {children}
    </fieldset>
  );
}

/** On a phone they stand beside each other. */
const Filter = (props: ComponentProps<typeof FilterChoice>) => (
  <FilterChoice {...props} className="w-auto shrink-0 wide:w-full" />
);
