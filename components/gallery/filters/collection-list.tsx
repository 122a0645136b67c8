'use client';
import { FolderHeart, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CollectionView } from '@/lib/gallery/gallery-view';
import { FilterChoice } from '../../ui/filter-choice';
import { IconButton } from '../../ui/icon-button';
import { toast } from '../../ui/toast';
import { useCollections } from '../data/use-facets';
import type { GalleryActs } from '../data/use-gallery-acts';
import { NameField } from '../name-field';
import { FilterGroup } from './filter-group';

interface CollectionListProps {
  /** Id; empty: none. */
  chosen: string;
  acts: GalleryActs;
  readOnly: boolean;
  onChoose: (id: string) => void;
}

/** The collections, with making, renaming and deleting them. */
export function CollectionList({ chosen, acts, readOnly, onChoose }: CollectionListProps) {
  const t = useTranslations('gallery');
  const { data: collections = [] } = useCollections();
  const [naming, setNaming] = useState<'new' | string | null>(null);
  if (readOnly && collections.length === 0) return null;
  return (
    <FilterGroup
      label={t('collections.title')}
      action={
        !readOnly && (
          <IconButton label={t('collections.new')} className="size-6" onClick={() => setNaming('new')}>
            <Plus />
          </IconButton>
        )
      }
    >
      {collections.map((collection) =>
        naming === collection.id ? (
          <NameField
            key={collection.id}
            label={t('collections.name')}
            initial={collection.name}
            onCancel={() => setNaming(null)}
            onName={(name) => acts.renameCollection(collection.id, name).then(() => setNaming(null))}
          />
        ) : (
          <Collection
            key={collection.id}
            collection={collection}
            on={chosen === collection.id}
            readOnly={readOnly}
            onChoose={() => onChoose(chosen === collection.id ? '' : collection.id)}
            onRename={() => setNaming(collection.id)}
            onDelete={() => {
              if (chosen === collection.id) onChoose('');
              void acts
                .deleteCollection(collection.id)
                .then(() => toast(t('collections.deleted', { name: collection.name })));
            }}
          />
        ),
      )}
      {naming === 'new' && (
        <NameField
          label={t('collections.newName')}
          onCancel={() => setNaming(null)}
          onName={(name) => acts.collectAnew(name, []).then(() => setNaming(null))}
        />
      )}
      {collections.length === 0 && naming === null && (
        <p className="px-2 py-1 text-small text-faint">{t('collections.empty')}</p>
      )}
    </FilterGroup>
  );
}

interface CollectionProps {
  collection: CollectionView;
  on: boolean;
  readOnly: boolean;
  onChoose: () => void;
  onRename: () => void;
  onDelete: () => void;
}

function Collection({ collection, on, readOnly, onChoose, onRename, onDelete }: CollectionProps) {
  const t = useTranslations('gallery');
  return (
    <div className="group relative">
      <FilterChoice icon={<FolderHeart />} on={on} count={collection.count} onChoose={onChoose}>
        {collection.name}
      </FilterChoice>
      {on && !readOnly && (
        <div className="flex gap-1 py-1 pl-7">
          <IconButton label={t('collections.rename')} className="size-7" onClick={onRename}>
            <Pencil />
          </IconButton>
          <IconButton label={t('collections.delete')} className="size-7" onClick={onDelete}>
            <Trash2 />
          </IconButton>
        </div>
      )}
    </div>
  );
}
