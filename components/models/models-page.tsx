'use client';
import { useTranslations } from 'use-intl';
import type { ModelKind } from '@/lib/catalog/model-view';
import { UploadPanel } from '../files/uploads/upload-panel';
import { useModels } from './data/queries';
import { FilterBar } from './filter-bar';
import { ModelsView } from './models-view';
import { TrashView } from './trash-view';
import { useModelsAddress } from './use-models-address';

interface ModelsPageProps {
  userName: string;
  /** May change what is shared. */
  admin: boolean;
  /** Of each kind, where its files lie. */
  folders: Readonly<Record<ModelKind, string>>;
}

/** Everything one can draw with: one’s own models and those that are shared. */
export function ModelsPage(props: ModelsPageProps) {
  const t = useTranslations('models');
  const address = useModelsAddress();
  const { filters, inTrash } = address;
  const list = useModels(filters);
  return (
    <main className="relative flex min-h-0 flex-1 flex-col bg-stage wide:flex-row">
      <h1 className="sr-only">{t('title')}</h1>
      <FilterBar
        filters={filters}
        counts={list.data?.pages[0]?.counts}
        inTrash={inTrash}
        onFilter={address.filter}
        onTrash={address.openTrash}
      />
      {inTrash ? <TrashView admin={props.admin} /> : <ModelsView {...props} address={address} list={list} />}
      <UploadPanel tree="own" />
    </main>
  );
}
