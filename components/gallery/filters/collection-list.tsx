'use client';
import { FolderHeart, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from '../../ui/toast';
import type { CollectionView } from '@/lib/gallery/gallery-view';
import { IconButton } from '../../ui/icon-button';
import { useCollections } from '../data/use-facets';
import type { GalleryActs } from '../data/use-gallery-acts';
import { NameField } from '../name-field';
import { FilterChoice, FilterGroup } from './filter-group';

interface CollectionListProps {
  /** Id; empty: none. */
  chosen: string;
  acts: GalleryActs;
  readOnly: boolean;
  onChoose: (id: string) => void;
}

/** The collections, with making, renaming and deleting them. */
export function CollectionList({ chosen, acts, readOnly, onChoose }: CollectionListProps) {
  const { data: collections = [] } = useCollections();
  const [naming, setNaming] = useState<'new' | string | null>(null);
  if (readOnly && collections.length === 0) return null;
  return (
    <FilterGroup
      label="Collections"
      action={
        !readOnly && (
          <IconButton label="New collection" className="size-6" onClick={() => setNaming('new')}>
            <Plus />
          </IconButton>
        )
      }
    >
      {collections.map((collection) =>
        naming === collection.id ? (
          <NameField
            key={collection.id}
            label="Name of the collection"
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
                .then(() => toast(`“${collection.name}” is deleted; its pictures stay.`));
            }}
          />
        ),
      )}
      {naming === 'new' && (
        <NameField
          label="Name of the new collection"
          onCancel={() => setNaming(null)}
          onName={(name) => acts.collectAnew(name, []).then(() => setNaming(null))}
        />
      )}
      {collections.length === 0 && naming === null && (
        <p className="px-2 py-1 text-small text-faint">Put pictures together that belong together.</p>
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
  return (
    <div className="group relative">
      <FilterChoice icon={<FolderHeart />} on={on} count={collection.count} onChoose={onChoose}>
        {collection.name}
      </FilterChoice>
      {on && !readOnly && (
        <div className="flex gap-1 py-1 pl-7">
          <IconButton label="Rename" className="size-7" onClick={onRename}>
            <Pencil />
          </IconButton>
          <IconButton label="Delete the collection" className="size-7" onClick={onDelete}>
            <Trash2 />
          </IconButton>
        </div>
      )}
    </div>
  );
}
